import { ColumnBuilder } from './access-columns.ts';
import { ConfigTracker } from './config-space.ts';
import { Tally } from './tally.ts';
import type { Repeat, TracedDevice, TracedMapping, TraceSource } from './trace.ts';

/** Most sources told apart: `source` is a 16-bit column. */
const MOST_SOURCES = 65535;

/** What all readers fill: the recording in the making. */
export class Recording {
  readonly columns = new ColumnBuilder();
  readonly tally = new Tally();
  readonly config = new ConfigTracker();
  readonly sources: TraceSource[] = [];
  readonly repeats = new Map<number, Repeat>();
  readonly devices: TracedDevice[] = [];
  readonly mappings: TracedMapping[] = [];
  readonly lossMarks: { line: number; row: number }[] = [];
  brokenRequests = 0;
  /** Lines in which a record has something else glued to it, and the first of them. */
  glued = 0;
  firstGlued = 0;
  private lastGlued = 0;

  addSource(name: string, key: number | null): number {
    if (this.sources.length >= MOST_SOURCES) return this.sources.length - 1;
    this.sources.push({ name, key, lowest: Infinity, highest: -Infinity, count: 0 });
    return this.sources.length - 1;
  }

  /** Widens what is known of a source by one access. */
  touch(source: number, address: number): void {
    const known = this.sources[source];
    if (!known) return;
    known.count++;
    if (address < known.lowest) known.lowest = address;
    if (address > known.highest) known.highest = address;
  }

  lost(): void {
    this.lossMarks.push({ line: this.tally.lines, row: this.columns.length });
  }

  noteGlued(): void {
    const { lines } = this.tally;
    if (this.lastGlued === lines) return;
    this.lastGlued = lines;
    if (this.glued++ === 0) this.firstGlued = lines;
  }
}

/** One producer's grammar. `line` is called once a line; the tally has counted it already. */
export interface LineReader {
  line(bytes: Uint8Array, start: number, end: number): void;
  /** No line follows. */
  finish(): void;
}

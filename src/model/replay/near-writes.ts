import { REPEATED, WRITE } from './access-source.ts';
import type { Replay } from './replay.ts';

/** Of the writes to one place: how many of the first and the last are meant. */
export interface Kept {
  /** For entries whose address or data were written, and everything next to the table. */
  readonly active: readonly [first: number, last: number];
  /** For entries of which only the mask bit was written. */
  readonly passive: readonly [first: number, last: number];
}

const SIZES = 16;

/**
 * The writes of a recording to the pages of table and PBA, by where they go: all others change nothing but the register
 * they go to. Made once for a replay that is done; then any moment of it is looked at without reading all before it.
 */
export class NearWrites {
  /** Writes of one place overwrite each other. */
  private readonly places: readonly number[];
  /** Positions, rising within each place; those of place n lie from `starts[n]` to before `starts[n + 1]`. */
  private readonly positions: Uint32Array;
  private readonly starts: Uint32Array;
  /** By entry: the first position that writes its address or data; Infinity where none does. */
  private readonly programmed: Float64Array;
  private readonly tableStart: number;

  constructor({ plan, near }: Replay) {
    const { source, rows, layout, repeats } = plan;
    const [start, end] = near;
    this.tableStart = layout.tableStart;
    this.programmed = new Float64Array(layout.entries).fill(Infinity);
    const ids = new Map<number, number>();
    const counts: number[] = [];
    /** By position: the place's number and 1; 0: no such write. */
    const idAt = new Uint32Array(rows.length);
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position]!;
      const flags = source.flags[row]!;
      if ((flags & WRITE) === 0) continue;
      const offset = source.address[row]! - layout.base;
      const size = source.size[row]!;
      const isRepeated = (flags & REPEATED) !== 0;
      const length = isRepeated ? size * (repeats.get(row)?.count ?? 1) : size;
      if (offset + length <= start || offset - length >= end) continue;
      // A repeated access stands for itself.
      const place = isRepeated ? -1 - position : offset * SIZES + size;
      let id = ids.get(place);
      if (id === undefined) ids.set(place, (id = counts.push(0) - 1));
      counts[id]!++;
      idAt[position] = id + 1;
      if (!isRepeated && size === 4 && (offset - this.tableStart) % 16 === 12) continue;
      this.noteProgrammed(position, offset - this.tableStart, length);
    }
    this.places = [...ids.keys()];
    this.starts = new Uint32Array(counts.length + 1);
    counts.forEach((count, id) => (this.starts[id + 1] = this.starts[id]! + count));
    this.positions = new Uint32Array(this.starts.at(-1)!);
    const filled = this.starts.slice();
    for (let position = 0; position < idAt.length; position++)
      if (idAt[position] !== 0) this.positions[filled[idAt[position]! - 1]!++] = position;
  }

  /** Positions before `n` that are kept, rising; null when they are more than `most`. */
  before(n: number, kept: Kept, most: number): number[] | null {
    const found: number[] = [];
    for (let id = 0; id < this.places.length; id++) {
      const start = this.starts[id]!;
      const end = this.firstFrom(id, n);
      const [first, last] = this.isActive(this.places[id]!, n) ? kept.active : kept.passive;
      const upTo = Math.min(end, start + first);
      const from = Math.max(upTo, end - last);
      if (found.length + upTo - start + end - from > most) return null;
      for (let at = start; at < upTo; at++) found.push(this.positions[at]!);
      for (let at = from; at < end; at++) found.push(this.positions[at]!);
    }
    return found.sort((a, b) => a - b);
  }

  /** Index of the first position of place `id` that is `n` or later. */
  private firstFrom(id: number, n: number): number {
    let low = this.starts[id]!;
    let high = this.starts[id + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.positions[middle]! < n) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether `place` is next to the table, or of an entry whose address or data were written before `n`. */
  private isActive(place: number, n: number): boolean {
    const entry = Math.floor((Math.floor(place / SIZES) - this.tableStart) / 16);
    return place < 0 || (this.programmed[entry] ?? 0) < n;
  }

  private noteProgrammed(position: number, within: number, length: number): void {
    if (within + length <= 0) return;
    const last = Math.min(this.programmed.length - 1, Math.floor((within + length - 1) / 16));
    for (let entry = Math.max(0, Math.floor(within / 16)); entry <= last; entry++)
      this.programmed[entry] = Math.min(this.programmed[entry]!, position);
  }
}

const made = new WeakMap<Replay, NearWrites>();

/** The writes of `replay`, which has to be done. */
export function nearWritesOf(replay: Replay): NearWrites {
  const known = made.get(replay);
  if (known) return known;
  const writes = new NearWrites(replay);
  made.set(replay, writes);
  return writes;
}

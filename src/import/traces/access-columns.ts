/** A million accesses without a million objects: one typed array a quantity, growing as lines come in. */

import { VALUE_KNOWN } from '#model/replay/access-source.ts';

export {
  MESSAGE,
  PORT,
  REPEATED,
  REQUEST,
  SIZE_KNOWN,
  VALUE_KNOWN,
  WRITE,
} from '#model/replay/access-source.ts';

/** Below it a PC has nothing that a PCI device could answer for. */
export const MEMORY_FLOOR = 0x100000;

/** Accesses of one recording, in the order of its lines. Every array has `length` items. */
export interface AccessColumns {
  readonly length: number;
  /** Guest-physical address, or port number. Below 2^53. */
  readonly address: Float64Array;
  /** Halves of the value, unsigned; 0 where VALUE_KNOWN is not set. */
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** Seconds on the recording's own clock; NaN where a line has none. */
  readonly time: Float64Array;
  /** Line of the text, counted from 1. */
  readonly line: Uint32Array;
  /** Bytes. */
  readonly size: Uint8Array;
  readonly flags: Uint8Array;
  /** Index into `Trace.sources`: the memory region, the mapping, or the vCPU the line names. */
  readonly source: Uint16Array;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const FIRST_CAPACITY = 4096;

/** AccessColumns in the making. */
export class ColumnBuilder {
  length = 0;
  private capacity = FIRST_CAPACITY;
  private columns: Omit<Writable<AccessColumns>, 'length'> = {
    address: new Float64Array(FIRST_CAPACITY),
    lo: new Uint32Array(FIRST_CAPACITY),
    hi: new Uint32Array(FIRST_CAPACITY),
    time: new Float64Array(FIRST_CAPACITY),
    line: new Uint32Array(FIRST_CAPACITY),
    size: new Uint8Array(FIRST_CAPACITY),
    flags: new Uint8Array(FIRST_CAPACITY),
    source: new Uint16Array(FIRST_CAPACITY),
  };

  /** Adds one access; returns its row. */
  add(
    address: number,
    size: number,
    flags: number,
    lo: number,
    hi: number,
    time: number,
    line: number,
    source: number,
  ): number {
    if (this.length === this.capacity) this.grow();
    const row = this.length++;
    const { columns } = this;
    columns.address[row] = address;
    columns.size[row] = size;
    columns.flags[row] = flags;
    columns.lo[row] = lo;
    columns.hi[row] = hi;
    columns.time[row] = time;
    columns.line[row] = line;
    columns.source[row] = source;
    return row;
  }

  /** A value that a later line of the recording tells. */
  setValue(row: number, lo: number, hi: number): void {
    this.columns.lo[row] = lo;
    this.columns.hi[row] = hi;
    this.columns.flags[row]! |= VALUE_KNOWN;
  }

  setSize(row: number, size: number): void {
    this.columns.size[row] = size;
  }

  address(row: number): number {
    return this.columns.address[row]!;
  }

  private grow(): void {
    // Half as much again: doubling a million rows would hold as much memory in vain as in use.
    this.capacity = Math.ceil(this.capacity * 1.5);
    const { columns, capacity } = this;
    columns.address = grown(columns.address, new Float64Array(capacity));
    columns.lo = grown(columns.lo, new Uint32Array(capacity));
    columns.hi = grown(columns.hi, new Uint32Array(capacity));
    columns.time = grown(columns.time, new Float64Array(capacity));
    columns.line = grown(columns.line, new Uint32Array(capacity));
    columns.size = grown(columns.size, new Uint8Array(capacity));
    columns.flags = grown(columns.flags, new Uint8Array(capacity));
    columns.source = grown(columns.source, new Uint16Array(capacity));
  }

  /** What came in so far. Views, not copies: the builder must not be used afterwards. */
  finish(): AccessColumns {
    const { columns, length } = this;
    return {
      length,
      address: columns.address.subarray(0, length),
      lo: columns.lo.subarray(0, length),
      hi: columns.hi.subarray(0, length),
      time: columns.time.subarray(0, length),
      line: columns.line.subarray(0, length),
      size: columns.size.subarray(0, length),
      flags: columns.flags.subarray(0, length),
      source: columns.source.subarray(0, length),
    };
  }
}

function grown<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

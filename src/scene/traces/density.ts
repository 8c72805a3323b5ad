/** How many accesses of each outcome lie in a stretch of a recording, without looking at every one of them again. */
import { scaleLinear } from 'd3-scale';

/** Where the accesses of `range` are drawn on `width` pixels. */
export const placesOf = (range: readonly [number, number], width: number) =>
  scaleLinear([...range], [0, width]);

/** Accesses between two kept sums. */
const BLOCK = 64;

/** Sums of each lane up to every 64th access. */
export class Density {
  /** Outcome codes that occur, rising: the lanes. */
  readonly lanes: readonly number[];
  private readonly codes: Uint8Array;
  private readonly laneOf: Int16Array;
  private readonly sums: Uint32Array;

  constructor(codes: Uint8Array) {
    const seen = new Uint8Array(256);
    for (const code of codes) seen[code] = 1;
    this.codes = codes;
    this.lanes = [...seen.keys()].filter((code) => seen[code] === 1);
    this.laneOf = new Int16Array(256).fill(-1);
    this.lanes.forEach((code, lane) => (this.laneOf[code] = lane));
    const width = this.lanes.length;
    this.sums = new Uint32Array((Math.floor(codes.length / BLOCK) + 1) * width);
    const running = new Uint32Array(width);
    for (let at = 0; at <= codes.length; at++) {
      if (at % BLOCK === 0) this.sums.set(running, (at / BLOCK) * width);
      if (at < codes.length) running[this.laneOf[codes[at]!]!]!++;
    }
  }

  /** Counts by column and lane of `columns` equal parts of `from` to before `to`, which may be fractions. */
  bins(from: number, to: number, columns: number): Uint32Array {
    const width = this.lanes.length;
    const bins = new Uint32Array(columns * width);
    let before = this.upTo(this.edge(from));
    for (let column = 0; column < columns; column++) {
      const after = this.upTo(this.edge(from + ((to - from) * (column + 1)) / columns));
      for (let lane = 0; lane < width; lane++) bins[column * width + lane] = after[lane]! - before[lane]!;
      before = after;
    }
    return bins;
  }

  /** An access belongs to the column in which it begins. */
  private edge(position: number): number {
    return Math.min(this.codes.length, Math.max(0, Math.ceil(position)));
  }

  private upTo(position: number): Uint32Array {
    const width = this.lanes.length;
    const block = Math.floor(position / BLOCK);
    const counts = this.sums.slice(block * width, (block + 1) * width);
    for (let at = block * BLOCK; at < position; at++) counts[this.laneOf[this.codes[at]!]!]!++;
    return counts;
  }
}

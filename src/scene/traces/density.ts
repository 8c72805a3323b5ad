/** How many accesses lie in each lane in a stretch of a recording, without looking at every one of them again. */
import { scaleLinear } from 'd3-scale';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { LANES, lanesOf } from '../timeline.ts';

/** Where the accesses of `range` are drawn on `width` pixels. */
export const placesOf = (range: readonly [number, number], width: number) =>
  scaleLinear([...range], [0, width]);

/** Accesses between two kept sums. */
const BLOCK = 256;
const WIDTH = LANES.length;

/** For each outcome code the lanes that such an access touches, as indexes into LANES. */
const LANES_OF_CODE: readonly (readonly number[])[] = REPLAY_OUTCOMES.map((outcome) =>
  lanesOf(outcome).map((lane) => LANES.indexOf(lane)),
);

/** Sums of each lane (in the order of LANES) up to every 256th access. One that touches two lanes counts in both. */
export class Density {
  private readonly codes: Uint8Array;
  private readonly sums: Uint32Array;

  /** `codes`: index into REPLAY_OUTCOMES, by position. */
  constructor(codes: Uint8Array) {
    this.codes = codes;
    this.sums = new Uint32Array((Math.floor(codes.length / BLOCK) + 1) * WIDTH);
    // Outcomes are counted first and lanes once a block: millions of accesses are counted while a person waits.
    const outcomes = new Uint32Array(REPLAY_OUTCOMES.length);
    const running = new Uint32Array(WIDTH);
    for (let block = 0, at = 0; block * WIDTH < this.sums.length; block++) {
      this.sums.set(running, block * WIDTH);
      for (const end = Math.min(codes.length, at + BLOCK); at < end; at++) outcomes[codes[at]!]!++;
      for (let code = 0; code < outcomes.length; code++) {
        for (const lane of LANES_OF_CODE[code]!) running[lane]! += outcomes[code]!;
        outcomes[code] = 0;
      }
    }
  }

  /** Counts by column and lane of `columns` equal parts of `from` to before `to`, which may be fractions. */
  bins(from: number, to: number, columns: number): Uint32Array {
    const bins = new Uint32Array(columns * WIDTH);
    let before = this.upTo(this.edge(from));
    for (let column = 0; column < columns; column++) {
      const after = this.upTo(this.edge(from + ((to - from) * (column + 1)) / columns));
      for (let lane = 0; lane < WIDTH; lane++) bins[column * WIDTH + lane] = after[lane]! - before[lane]!;
      before = after;
    }
    return bins;
  }

  /** An access belongs to the column in which it begins. */
  private edge(position: number): number {
    return Math.min(this.codes.length, Math.max(0, Math.ceil(position)));
  }

  private upTo(position: number): Uint32Array {
    const block = Math.floor(position / BLOCK);
    const counts = this.sums.slice(block * WIDTH, (block + 1) * WIDTH);
    for (let at = block * BLOCK; at < position; at++) count(counts, this.codes[at]!);
    return counts;
  }
}

function count(sums: Uint32Array, code: number): void {
  for (const lane of LANES_OF_CODE[code] ?? []) sums[lane]!++;
}

/** How many of rising `positions` lie in each of `columns` equal parts of `from` to before `to`. */
export function countsIn(positions: Uint32Array, from: number, to: number, columns: number): Uint32Array {
  const counts = new Uint32Array(columns);
  let at = firstFrom(positions, Math.ceil(from));
  for (let column = 0; column < columns; column++) {
    const next = firstFrom(positions, Math.ceil(from + ((to - from) * (column + 1)) / columns));
    counts[column] = next - at;
    at = next;
  }
  return counts;
}

/** Index of the first item of rising `positions` that is `least` or more. */
export function firstFrom(positions: Uint32Array, least: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How often each place of a device is accessed in a recording. */
import { PAGE_SIZE } from '../layout.ts';
import { WRITE } from './access-source.ts';
import type { Replay } from './replay.ts';

/** Bytes that are counted together: one table entry. */
export const HEAT_BYTES = 16;
export const HEAT_CELLS = PAGE_SIZE / HEAT_BYTES;

/** One page of the device's BARs with what is accessed on it. */
export interface PageHeat {
  /** Bytes from the table BAR to the page's first byte; negative before the BAR. */
  readonly start: number;
  readonly reads: Uint32Array;
  readonly writes: Uint32Array;
  /** Accesses that begin on the page. */
  readonly total: number;
}

interface Counts {
  readonly reads: Uint32Array;
  readonly writes: Uint32Array;
  total: number;
}

/** Pages with accesses, by their place; each access counts where it begins. `positions`: only these; null: all. */
export function heatOf(replay: Replay, positions: Uint32Array | null): PageHeat[] {
  const { source, rows, layout } = replay.plan;
  const pages = new Map<number, Counts>();
  const count = positions?.length ?? rows.length;
  let last = NaN;
  let page: Counts = { reads: new Uint32Array(0), writes: new Uint32Array(0), total: 0 };
  for (let n = 0; n < count; n++) {
    const row = rows[positions ? positions[n]! : n]!;
    const offset = source.address[row]! - layout.base + layout.pageShift;
    const index = Math.floor(offset / PAGE_SIZE);
    if (index !== last) {
      last = index;
      const known = pages.get(index);
      page = known ?? { reads: new Uint32Array(HEAT_CELLS), writes: new Uint32Array(HEAT_CELLS), total: 0 };
      if (!known) pages.set(index, page);
    }
    const cell = Math.floor((offset - index * PAGE_SIZE) / HEAT_BYTES);
    if ((source.flags[row]! & WRITE) !== 0) page.writes[cell]!++;
    else page.reads[cell]!++;
    page.total++;
  }
  return [...pages]
    .sort((a, b) => a[0] - b[0])
    .map(([index, found]) => ({ start: index * PAGE_SIZE - layout.pageShift, ...found }));
}

/** The pages of a device with how often each 16 bytes of them are accessed. */
import { hex } from '#model/base/hex.ts';
import { regionAt, type Layout, type RegionKind } from '#model/layout.ts';
import { HEAT_BYTES, HEAT_CELLS, type PageHeat } from '#model/replay/heat.ts';
import { offsetWords } from './access-words.ts';

/** Steps of heat besides none. */
export const HEAT_LEVELS = 5;
/** Cells in a row of the picture: a row is 256 bytes. */
export const HEAT_COLUMNS = 16;

export interface HeatCell {
  /** Bytes from the table BAR. */
  readonly start: number;
  readonly reads: number;
  readonly writes: number;
  /** 0 for none, up to HEAT_LEVELS for the most on the page; each is some times as much as the one before. */
  readonly level: number;
  /** What its first byte is. */
  readonly kind: RegionKind;
  /** What the cell is and holds, in words. */
  readonly words: string;
}

const KIND_WORDS: Readonly<Record<RegionKind, string>> = {
  table: 'table',
  pba: 'PBA',
  adjacent: 'next to the table',
  plain: 'registers',
};

/** The cells of `page`, HEAT_COLUMNS a row. */
export function heatCells(layout: Layout, { start, reads, writes }: PageHeat): HeatCell[] {
  let most = 1;
  for (let cell = 0; cell < HEAT_CELLS; cell++) most = Math.max(most, reads[cell]! + writes[cell]!);
  return Array.from({ length: HEAT_CELLS }, (_, cell) => {
    const from = start + cell * HEAT_BYTES;
    const [read, written] = [reads[cell]!, writes[cell]!];
    const kind = regionAt(layout, from);
    return {
      start: from,
      reads: read,
      writes: written,
      level: levelOf(read + written, most),
      kind,
      words: `${offsetWords(from)} to ${offsetWords(from + HEAT_BYTES - 1)}, ${placeWords(layout, from, kind)}: ${counted(read, 'read')}, ${counted(written, 'write')}`,
    };
  });
}

function levelOf(count: number, most: number): number {
  if (count === 0) return 0;
  return most === 1 ? HEAT_LEVELS : 1 + Math.floor(((HEAT_LEVELS - 1) * Math.log(count)) / Math.log(most));
}

function placeWords(layout: Layout, offset: number, kind: RegionKind): string {
  if (kind !== 'table') return KIND_WORDS[kind];
  return `entry ${Math.floor((offset - layout.tableStart) / HEAT_BYTES)} of the table`;
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** A page in a list: where it is, what is on it, how much is accessed. */
export function pageWords(layout: Layout, { start, total }: PageHeat): string {
  const kinds = new Set<RegionKind>();
  for (let at = start; at < start + HEAT_CELLS * HEAT_BYTES; at += HEAT_BYTES)
    kinds.add(regionAt(layout, at));
  const what = [...kinds].filter((kind) => kind !== 'adjacent').map((kind) => KIND_WORDS[kind]);
  const place = start < 0 || start >= layout.barSize ? `${offsetWords(start)} (another BAR)` : hex(start);
  return `${place}: ${[...new Set(what)].join(' and ') || KIND_WORDS.adjacent}, ${total.toLocaleString('en')} ${total === 1 ? 'access' : 'accesses'}`;
}

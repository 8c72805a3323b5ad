import { barPlaces, tableBase, type BarPlace } from './bar-places.ts';
import { hex } from './base/hex.ts';
import { ENTRY_SIZE, MAX_ENTRIES, pbaBytes, type Bar, type DeviceDescription } from './device.ts';

/** Bytes in one page; the granularity at which a guest's memory is mapped or trapped. */
export const PAGE_SIZE = 4096;

/** What a byte of a BAR belongs to, as far as MSI-X handling is concerned. */
export type RegionKind = 'table' | 'pba' | 'adjacent' | 'plain';

/**
 * A run of bytes of one BAR with one meaning. Offsets are bytes from the BAR's start; `end` is exclusive.
 * `adjacent`: on a page that also holds table bytes, but neither table nor PBA. `plain`: on any other page.
 */
export interface Region {
  readonly kind: RegionKind;
  readonly bar: number;
  readonly start: number;
  readonly end: number;
}

/** Something in the capability that cannot be true, or cannot work, in a sentence. */
export interface Contradiction {
  readonly code:
    | 'table-bar-absent'
    | 'table-bar-io'
    | 'pba-bar-absent'
    | 'pba-bar-io'
    | 'table-outside-bar'
    | 'pba-outside-bar'
    | 'table-pba-overlap'
    | 'bad-entry-count'
    | 'unaligned-offset'
    | 'reserved-bar';
  readonly sentence: string;
}

/** Classes of layouts people search for. A device can be in several. */
export type LayoutClass =
  | 'neighbours-only'
  | 'pba-on-page'
  | 'several-pages'
  | 'before-table'
  | 'other-bar-same-page'
  | 'fills-its-pages'
  | 'contradictory';

/**
 * Geometry of a device's MSI-X structures. All offsets of the machine are bytes relative to the start of the
 * BAR that holds the table ("table BAR"); bytes of another BAR have offsets outside [0, barSize).
 */
export interface Layout {
  readonly device: DeviceDescription;
  readonly entries: number;
  /** Guest-physical address of the table BAR. */
  readonly base: number;
  /** True when the source told no address in memory and `base` is our own choice. */
  readonly baseAssumed: boolean;
  readonly barSize: number;
  readonly barSizeAssumed: boolean;
  /** Table, in bytes from the table BAR. `tableEnd` is exclusive. */
  readonly tableStart: number;
  readonly tableEnd: number;
  /** The other memory BARs, with the distance of each from the table BAR, told or assumed. */
  readonly barPlaces: readonly BarPlace[];
  /** PBA, in bytes from the table BAR, or null when the BAR it is said to be in is not there, or I/O ports. */
  readonly pbaStart: number | null;
  readonly pbaEnd: number | null;
  /** First and last page frame of the table, counted from the page that holds `base`. */
  readonly tableFirstPage: number;
  readonly tableLastPage: number;
  /** The bytes on those pages, which Xen leaves unmapped: every access to them is trapped. `trapEnd` is exclusive. */
  readonly trapStart: number;
  readonly trapEnd: number;
  /** End of QEMU's overlay "xen-pci-pt-msix": the table rounded up to whole pages, from tableStart on; exclusive. */
  readonly overlayEnd: number;
  /** Page frames of the PBA on the same count, or null as for `pbaStart`. */
  readonly pbaFirstPage: number | null;
  readonly pbaLastPage: number | null;
  /** base modulo the page size: 0 unless the BAR is smaller than a page. */
  readonly pageShift: number;
  readonly contradictions: readonly Contradiction[];
  readonly classes: readonly LayoutClass[];
}

const sizeAtLeast = (bytes: number): number => 2 ** Math.max(12, Math.ceil(Math.log2(Math.max(1, bytes))));

/** Page frame of a table-BAR-relative offset, counted from the page that holds the BAR's first byte. */
export function pageOf(layout: { readonly pageShift: number }, offset: number): number {
  return Math.floor((offset + layout.pageShift) / PAGE_SIZE);
}

/** First table-BAR-relative offset on page frame `page`; can be negative when the BAR starts inside the page. */
export function pageStart(layout: { readonly pageShift: number }, page: number): number {
  return page * PAGE_SIZE - layout.pageShift;
}

/** True when the page of `offset` holds table bytes, so that Xen leaves it unmapped and traps every access. */
export function isTrapped(layout: Layout, offset: number): boolean {
  return offset >= layout.trapStart && offset < layout.trapEnd;
}

/** The table is counted in dwords, so that its lowest two bits of offset have no place in the machine. */
const tableStartOf = (offset: number): number => offset - (offset % 4);

const takenAs = (offset: number): string =>
  tableStartOf(offset) === offset
    ? ''
    : ` Its low bits are dropped: the table is taken to begin at ${hex(tableStartOf(offset))}.`;

function contradictionsOf(
  device: DeviceDescription,
  tableBar: Bar | undefined,
  pbaBar: Bar | undefined,
): Contradiction[] {
  const found: Contradiction[] = [];
  const { entries, table, pba } = device.msix;
  const say = (code: Contradiction['code'], sentence: string) => found.push({ code, sentence });
  const tableLength = entries * ENTRY_SIZE;
  if (entries < 1 || entries > MAX_ENTRIES)
    say('bad-entry-count', `The capability claims ${entries} entries; the field holds 1 to ${MAX_ENTRIES}.`);
  for (const [what, place] of [
    ['table', table],
    ['PBA', pba],
  ] as const) {
    if (place.bar > 5)
      say(
        'reserved-bar',
        `The ${what} is said to be in BAR ${place.bar}; only 0 to 5 exist, 6 and 7 are reserved.`,
      );
    if (place.offset % 8 !== 0)
      say(
        'unaligned-offset',
        `The ${what} offset ${hex(place.offset)} is not a multiple of 8.${what === 'table' ? takenAs(place.offset) : ''}`,
      );
  }
  if (!tableBar)
    say('table-bar-absent', `The table is said to be in BAR ${table.bar}, which this device does not show.`);
  else if (tableBar.kind === 'io')
    say(
      'table-bar-io',
      `The table is said to be in BAR ${table.bar}, which is an I/O port range, not memory.`,
    );
  else if (tableBar.size !== null && table.offset + tableLength > tableBar.size)
    say(
      'table-outside-bar',
      `The table ends at ${hex(table.offset + tableLength)}, past the end of BAR ${table.bar} (${hex(tableBar.size)} bytes).`,
    );
  if (!pbaBar)
    say('pba-bar-absent', `The PBA is said to be in BAR ${pba.bar}, which this device does not show.`);
  else if (pbaBar.kind === 'io')
    say('pba-bar-io', `The PBA is said to be in BAR ${pba.bar}, which is an I/O port range, not memory.`);
  else if (pbaBar.size !== null && pba.offset + pbaBytes(entries) > pbaBar.size)
    say(
      'pba-outside-bar',
      `The PBA ends at ${hex(pba.offset + pbaBytes(entries))}, past the end of BAR ${pba.bar} (${hex(pbaBar.size)} bytes).`,
    );
  if (
    table.bar === pba.bar &&
    table.offset < pba.offset + pbaBytes(entries) &&
    pba.offset < table.offset + tableLength
  )
    say(
      'table-pba-overlap',
      `Table ${hex(table.offset)}-${hex(table.offset + tableLength - 1)} and PBA ${hex(pba.offset)}-${hex(pba.offset + pbaBytes(entries) - 1)} overlap: the capability cannot be true.`,
    );
  return found;
}

function classesOf(layout: Omit<Layout, 'classes'>): LayoutClass[] {
  const { device } = layout;
  const classes: LayoutClass[] = [];
  const before = layout.tableStart - pageStart(layout, layout.tableFirstPage);
  const after = pageStart(layout, layout.tableLastPage + 1) - layout.tableEnd;
  const pbaOnPage =
    layout.pbaFirstPage !== null &&
    layout.pbaLastPage !== null &&
    layout.pbaFirstPage <= layout.tableLastPage &&
    layout.pbaLastPage >= layout.tableFirstPage;
  if (layout.contradictions.length > 0) classes.push('contradictory');
  if (pbaOnPage) classes.push('pba-on-page');
  if (pbaOnPage && device.msix.pba.bar !== device.msix.table.bar) classes.push('other-bar-same-page');
  if (before > 0) classes.push('before-table');
  if (before === 0 && after === 0) classes.push('fills-its-pages');
  else if (!pbaOnPage) classes.push('neighbours-only');
  if (layout.tableLastPage > layout.tableFirstPage) classes.push('several-pages');
  return classes;
}

/**
 * Geometry of `device`, drawn as far as its capability makes sense: what is unknown (BAR address or size)
 * is assumed and flagged, what contradicts itself is listed in `contradictions`. Never fails.
 */
export function layoutOf(device: DeviceDescription): Layout {
  const { table, pba } = device.msix;
  const entries = Math.min(Math.max(1, Math.trunc(device.msix.entries)), MAX_ENTRIES);
  const barAt = (index: number): Bar | undefined => device.bars.find((bar) => bar.index === index);
  const tableBar = barAt(table.bar);
  const pbaBar = barAt(pba.bar);
  const tableStart = tableStartOf(table.offset);
  const tableEnd = tableStart + entries * ENTRY_SIZE;
  const pbaLength = pbaBytes(entries);
  const isSameBar = pba.bar === table.bar;
  const barSize = tableBar?.size ?? sizeAtLeast(Math.max(tableEnd, isSameBar ? pba.offset + pbaLength : 0));
  const reach = Math.max(barSize, tableEnd);
  const base = tableBase(device, reach);
  const places = barPlaces(device, { base, size: reach }, pba.offset + pbaLength);
  const pbaDistance = isSameBar ? 0 : (places.find(({ index }) => index === pba.bar)?.start ?? null);
  const pbaStart = pbaDistance === null ? null : pbaDistance + pba.offset;
  const pbaEnd = pbaStart === null ? null : pbaStart + pbaLength;
  const pageShift = base % PAGE_SIZE;
  const page = (offset: number) => Math.floor((offset + pageShift) / PAGE_SIZE);
  const geometry = {
    device,
    entries,
    base,
    baseAssumed: tableBar?.kind !== 'memory' || tableBar.address === null,
    barSize,
    barSizeAssumed: tableBar?.size == null,
    tableStart,
    tableEnd,
    barPlaces: places,
    pbaStart,
    pbaEnd,
    tableFirstPage: page(tableStart),
    tableLastPage: page(tableEnd - 1),
    trapStart: page(tableStart) * PAGE_SIZE - pageShift,
    overlayEnd: tableStart + Math.ceil((16 * entries) / PAGE_SIZE) * PAGE_SIZE,
    trapEnd: (page(tableEnd - 1) + 1) * PAGE_SIZE - pageShift,
    pbaFirstPage: pbaStart === null ? null : page(pbaStart),
    pbaLastPage: pbaEnd === null ? null : page(pbaEnd - 1),
    pageShift,
    contradictions: contradictionsOf(device, tableBar, pbaBar),
  };
  return { ...geometry, classes: classesOf(geometry) };
}

/** What the byte at a table-BAR-relative `offset` belongs to. The table wins where table and PBA overlap. */
export function regionAt(layout: Layout, offset: number): RegionKind {
  if (offset >= layout.tableStart && offset < layout.tableEnd) return 'table';
  if (
    layout.pbaStart !== null &&
    layout.pbaEnd !== null &&
    offset >= layout.pbaStart &&
    offset < layout.pbaEnd
  )
    return 'pba';
  return isTrapped(layout, offset) ? 'adjacent' : 'plain';
}

/** Table-BAR-relative offset of a place in any BAR; null when that BAR is not there, or in another space. */
export function relativeOffset(layout: Layout, bar: number, offset: number): number | null {
  if (bar === layout.device.msix.table.bar) return offset;
  const place = layout.barPlaces.find(({ index }) => index === bar);
  return place === undefined ? null : place.start + offset;
}

/** The bytes that the capability says are table and PBA at once, from the table BAR; null when there are none. */
export function sharedSpan(layout: Layout): { readonly start: number; readonly end: number } | null {
  if (layout.pbaStart === null || layout.pbaEnd === null) return null;
  const start = Math.max(layout.tableStart, layout.pbaStart);
  const end = Math.min(layout.tableEnd, layout.pbaEnd);
  return start < end ? { start, end } : null;
}

/**
 * The table BAR cut into runs, in rising order, without gaps, from 0 to the BAR's end. A table or PBA that
 * lies outside the BAR (a contradiction) extends the last run so that it can still be drawn.
 */
export function regionsOf(layout: Layout): Region[] {
  const bar = layout.device.msix.table.bar;
  const end = Math.max(
    layout.barSize,
    layout.tableEnd,
    layout.device.msix.pba.bar === bar ? (layout.pbaEnd ?? 0) : 0,
  );
  const cuts = new Set<number>([0, end]);
  const cut = (offset: number | null) => {
    if (offset !== null && offset > 0 && offset < end) cuts.add(offset);
  };
  cut(layout.tableStart);
  cut(layout.tableEnd);
  cut(layout.pbaStart);
  cut(layout.pbaEnd);
  cut(pageStart(layout, layout.tableFirstPage));
  cut(pageStart(layout, layout.tableLastPage + 1));
  const edges = [...cuts].sort((a, b) => a - b);
  const regions: Region[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i]!;
    const stop = edges[i + 1]!;
    const kind = regionAt(layout, start);
    const last = regions.at(-1);
    if (last?.kind === kind) regions[regions.length - 1] = { ...last, end: stop };
    else regions.push({ kind, bar, start, end: stop });
  }
  return regions;
}

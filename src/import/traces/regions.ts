/** Which device and which part of it each access concerns. */
import type { Layout } from '#model/layout.ts';
import { MESSAGE, PORT, type AccessColumns } from './access-columns.ts';

/**
 * Parts of a device: `page` is neither table nor PBA but on a page that one of them occupies, `bar` another page of
 * the BARs that hold them, `otherBar` any other BAR of the device; `rest` belongs to no device that is known.
 */
export const REGIONS = ['table', 'pba', 'page', 'bar', 'otherBar', 'rest'] as const;
export type RegionName = (typeof REGIONS)[number];

const REST = REGIONS.indexOf('rest');
const PAGE = 4096;

interface Interval {
  readonly start: number;
  readonly end: number;
  readonly device: number;
  readonly region: RegionName;
}

/** What each access concerns, and the rows by device. */
export interface Assignment {
  /** Index into REGIONS, by row. */
  readonly region: Uint8Array;
  /** Accesses by region, over all devices. */
  readonly counts: Readonly<Record<RegionName, number>>;
  readonly devices: readonly {
    readonly rows: Uint32Array;
    readonly counts: Readonly<Record<RegionName, number>>;
  }[];
  /** Rows of writes that can be delivered messages. */
  readonly messages: Uint32Array;
}

/** Later intervals are cut out of earlier ones, so the special ones come last. */
function intervalsOf(layout: Layout, device: number): Interval[] {
  const { base, device: description, barSize } = layout;
  const { table, pba } = description.msix;
  const found: Interval[] = [];
  const add = (region: RegionName, start: number, end: number) => found.push({ start, end, device, region });
  for (const bar of description.bars) {
    if (bar.kind !== 'memory' || bar.address === null) continue;
    const holds = bar.index === table.bar || bar.index === pba.bar;
    const size = bar.index === table.bar ? barSize : (bar.size ?? PAGE);
    add(holds ? 'bar' : 'otherBar', bar.address, bar.address + size);
  }
  if (!description.bars.some(({ index, address }) => index === table.bar && address !== null))
    add('bar', base, base + barSize);
  const pages = (start: number, end: number) =>
    add('page', Math.floor(start / PAGE) * PAGE, Math.ceil(end / PAGE) * PAGE);
  const { pbaStart, pbaEnd } = layout;
  pages(base + layout.tableStart, base + layout.tableEnd);
  if (pbaStart !== null && pbaEnd !== null) {
    pages(base + pbaStart, base + pbaEnd);
    add('pba', base + pbaStart, base + pbaEnd);
  }
  add('table', base + layout.tableStart, base + layout.tableEnd);
  return found;
}

/** Cuts overlapping intervals into runs with one meaning each, in rising order. */
function runsOf(intervals: readonly Interval[]): Interval[] {
  const edges = [...new Set(intervals.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, n) => {
    const owner = intervals.findLast((i) => i.start <= start && start < i.end);
    return owner ? [{ ...owner, start, end: edges[n + 1]! }] : [];
  });
}

/** Assigns every access to one of `layouts` or to the rest, by its first byte. */
export function assignRegions(accesses: AccessColumns, layouts: readonly Layout[]): Assignment {
  // Pages of one device can hold BARs of another only if they are smaller than a page: the BARs' own bytes win.
  const runs = runsOf([
    ...layouts.flatMap((layout, n) => intervalsOf(layout, n).filter(({ region }) => region === 'page')),
    ...layouts.flatMap((layout, n) => intervalsOf(layout, n).filter(({ region }) => /bar/i.test(region))),
    ...layouts.flatMap((layout, n) => onOwnBars(intervalsOf(layout, n))),
  ]);
  const { length, address, flags } = accesses;
  const region = new Uint8Array(length).fill(REST);
  const counts = layouts.map(() => new Uint32Array(REGIONS.length));
  const owner = new Uint8Array(length).fill(255);
  let messages = 0;
  let last: Interval | null = null;
  let gapStart = 0;
  let gapEnd = 0;
  for (let row = 0; row < length; row++) {
    if ((flags[row]! & MESSAGE) !== 0) messages++;
    if ((flags[row]! & PORT) !== 0) continue;
    const at = address[row]!;
    if (last === null || at < last.start || at >= last.end) {
      if (at >= gapStart && at < gapEnd) continue;
      const n = runs.findIndex((run) => at < run.end);
      const run = n < 0 ? undefined : runs[n];
      if (run === undefined || at < run.start) {
        gapStart = n === 0 ? -Infinity : (runs.at(n < 0 ? -1 : n - 1)?.end ?? -Infinity);
        gapEnd = run?.start ?? Infinity;
        continue;
      }
      last = run;
    }
    const code = REGIONS.indexOf(last.region);
    region[row] = code;
    owner[row] = last.device;
    counts[last.device]![code]!++;
  }
  return {
    region,
    counts: named(REGIONS.map((_, code) => (code === REST ? countOf(region, REST) : sum(counts, code)))),
    devices: layouts.map((_, n) => ({ rows: rowsOf(owner, n, counts[n]!), counts: named([...counts[n]!]) })),
    messages: messageRows(flags, messages),
  };
}

/** Table, PBA and their pages, the latter only as far as the device's own BARs reach. */
function onOwnBars(intervals: readonly Interval[]): Interval[] {
  const bars = intervals.filter(({ region }) => region === 'bar' || region === 'otherBar');
  return intervals
    .filter(({ region }) => region === 'page' || region === 'pba' || region === 'table')
    .flatMap((interval) =>
      interval.region !== 'page'
        ? [interval]
        : bars.flatMap((bar) => {
            const start = Math.max(bar.start, interval.start);
            const end = Math.min(bar.end, interval.end);
            return start < end ? [{ ...interval, start, end }] : [];
          }),
    );
}

const sum = (counts: readonly Uint32Array[], code: number): number =>
  counts.reduce((total, count) => total + count[code]!, 0);

function countOf(codes: Uint8Array, wanted: number): number {
  let count = 0;
  for (const code of codes) if (code === wanted) count++;
  return count;
}

const named = (counts: readonly number[]): Record<RegionName, number> =>
  Object.fromEntries(REGIONS.map((name, code) => [name, counts[code]!])) as Record<RegionName, number>;

function rowsOf(owner: Uint8Array, device: number, counts: Uint32Array): Uint32Array {
  const rows = new Uint32Array(counts.reduce((total, count) => total + count, 0));
  let at = 0;
  for (let row = 0; row < owner.length; row++) if (owner[row] === device) rows[at++] = row;
  return rows;
}

function messageRows(flags: Uint8Array, count: number): Uint32Array {
  const rows = new Uint32Array(count);
  let at = 0;
  for (let row = 0; row < flags.length; row++) if ((flags[row]! & MESSAGE) !== 0) rows[at++] = row;
  return rows;
}

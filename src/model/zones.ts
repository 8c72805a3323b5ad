/** What the bytes of the device's pages are, BAR by BAR: finer than regions, which know the table BAR only. */
import { pageStart, regionAt, relativeOffset, type Layout, type RegionKind } from './layout.ts';

/** What a byte on the map is: a region of the layout, or a byte that no BAR of the device covers. */
export type ZoneKind = RegionKind | 'outside';

/** Half-open run of bytes. Offsets count from the start of the table BAR, and can be negative in another BAR. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run of bytes with one meaning in one BAR. `bar` is null outside every BAR. */
export interface Zone extends Span {
  readonly kind: ZoneKind;
  readonly bar: number | null;
}

/** Where a memory BAR lies, counted from the table BAR. */
export interface PlacedBar extends Span {
  readonly index: number;
}

/**
 * The memory BARs whose distance from the table BAR is known, the table BAR first. A table or PBA that sticks out
 * of its BAR (a contradiction) makes that BAR longer here, so that it can be drawn.
 */
export function placedBars(layout: Layout): PlacedBar[] {
  const { msix, bars } = layout.device;
  const samePba = msix.pba.bar === msix.table.bar;
  const end = Math.max(layout.barSize, layout.tableEnd, samePba ? (layout.pbaEnd ?? 0) : 0);
  const placed: PlacedBar[] = [{ index: msix.table.bar, start: 0, end }];
  for (const bar of bars) {
    if (bar.index === msix.table.bar || bar.kind !== 'memory') continue;
    const start = relativeOffset(layout, bar.index, 0);
    const reach =
      bar.index === msix.pba.bar && layout.pbaEnd !== null && start !== null ? layout.pbaEnd - start : 0;
    const size = Math.max(bar.size ?? 0, reach);
    if (start !== null && size > 0) placed.push({ index: bar.index, start, end: start + size });
  }
  return placed;
}

const holds = (span: Span, offset: number) => offset >= span.start && offset < span.end;

/** Which BAR of the device holds the byte at `offset`, or null. */
export function barAt(layout: Layout, offset: number): PlacedBar | null {
  return placedBars(layout).find((bar) => holds(bar, offset)) ?? null;
}

/** `span` cut into zones, rising, without gaps. */
export function zonesOf(layout: Layout, span: Span): Zone[] {
  const bars = placedBars(layout);
  const edges = [
    layout.tableStart,
    layout.tableEnd,
    layout.pbaStart,
    layout.pbaEnd,
    pageStart(layout, layout.tableFirstPage),
    pageStart(layout, layout.tableLastPage + 1),
    ...bars.flatMap((bar) => [bar.start, bar.end]),
  ].filter((edge): edge is number => edge !== null && edge > span.start && edge < span.end);
  const cuts = [...new Set([span.start, ...edges, span.end])].sort((a, b) => a - b);
  const zones: Zone[] = [];
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1];
    if (end === undefined) break;
    const region = regionAt(layout, start);
    const bar = bars.find((placed) => holds(placed, start))?.index ?? null;
    const kind = bar === null && (region === 'adjacent' || region === 'plain') ? 'outside' : region;
    const last = zones.at(-1);
    if (last?.kind === kind && last.bar === bar) zones[zones.length - 1] = { ...last, end };
    else zones.push({ kind, bar, start, end });
  }
  return zones;
}

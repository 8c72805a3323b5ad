import { PAGE_SIZE, pageOf, pageStart, type Layout } from '#model/layout.ts';
import { placedBars, type Span } from '#model/zones.ts';

export {
  barAt,
  placedBars,
  zonesOf,
  type PlacedBar,
  type Span,
  type Zone,
  type ZoneKind,
} from '#model/zones.ts';

/** The bytes of page frame `page`. */
export function pageSpan(layout: Layout, page: number): Span {
  const start = pageStart(layout, page);
  return { start, end: start + PAGE_SIZE };
}

/** The pages a reader can walk to, as runs of page frames (inclusive), rising: those of the table BAR and the PBA's. */
export function pageRuns(layout: Layout): { first: number; last: number }[] {
  const { table, pba } = layout.device.msix;
  const spans: Span[] = placedBars(layout).filter((bar) => bar.index === table.bar || bar.index === pba.bar);
  if (layout.pbaStart !== null && layout.pbaEnd !== null)
    spans.push({ start: layout.pbaStart, end: layout.pbaEnd });
  const runs = spans
    .map(({ start, end }) => ({ first: pageOf(layout, start), last: pageOf(layout, end - 1) }))
    .sort((a, b) => a.first - b.first);
  const joined: { first: number; last: number }[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    if (before && run.first <= before.last + 1)
      joined[joined.length - 1] = { first: before.first, last: Math.max(before.last, run.last) };
    else joined.push(run);
  }
  return joined;
}

/** `page` moved into the nearest page that can be walked to. */
export function nearestPage(layout: Layout, page: number): number {
  let best = layout.tableFirstPage;
  let distance = Infinity;
  for (const { first, last } of pageRuns(layout)) {
    const candidate = Math.min(Math.max(page, first), last);
    if (Math.abs(candidate - page) < distance) {
      best = candidate;
      distance = Math.abs(candidate - page);
    }
  }
  return best;
}

/** `offset` moved into the nearest page that can be walked to. */
export function nearestOffset(layout: Layout, offset: number): number {
  const page = pageOf(layout, offset);
  const near = nearestPage(layout, page);
  if (near === page) return offset;
  const { start, end } = pageSpan(layout, near);
  return near > page ? start : end - 1;
}

import { relativeOffset, type Layout } from '#model/layout.ts';
import { offsetText } from './number-text.ts';
import type { Metrics } from './shapes.ts';
import { barAt, type Span } from './zones.ts';

/** Offset as written beside a row: counted from the start of the BAR that holds the byte. */
export function rulerText(layout: Layout, offset: number): string {
  const bar = barAt(layout, offset);
  if (bar === null || bar.index === layout.device.msix.table.bar) return offsetText(offset);
  return offsetText(offset - (relativeOffset(layout, bar.index, 0) ?? 0));
}

/** Room the offsets of `spans` need at the left. */
export function rulerWidth(layout: Layout, spans: readonly Span[], { char }: Metrics): number {
  const offsets = spans.flatMap(({ start, end }) => [start, end - 1]);
  const longest = Math.max(4, ...offsets.map((offset) => rulerText(layout, offset).length));
  return Math.ceil(longest * char) + 6;
}

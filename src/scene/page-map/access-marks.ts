import {
  overlap,
  partOf,
  type AccessMark,
  type Callout,
  type CurrentAccess,
  type MapCell,
  type MapRow,
  type Metrics,
  type Rect,
} from './shapes.ts';
import type { Span } from './zones.ts';

/** Box inside `cell` for the bytes of `span` that it stands for. A bit stands for its byte. */
export function within(cell: MapCell, span: Span): AccessMark {
  const bytes = { start: Math.max(cell.start, span.start), end: Math.min(cell.end, span.end) };
  const { x, y, width, height } = cell.bit === null ? partOf(cell, cell, bytes) : cell;
  return { x, y, width, height, ...bytes };
}

function joined(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  return { ...a, x, width: Math.max(a.x + a.width, b.x + b.width) - x };
}

/** A box for each row in which `span` has bytes; together they cover just those of its bytes that are drawn. */
export function marksOf(rows: readonly MapRow[], span: Span): AccessMark[] {
  return rows.flatMap((row) => {
    const boxes = row.cells.filter((cell) => overlap(cell, span)).map((cell) => within(cell, span));
    const first = boxes[0];
    if (!first) return [];
    const rect = boxes.reduce<Rect>(joined, first);
    const start = Math.min(...boxes.map((box) => box.start));
    const end = Math.max(...boxes.map((box) => box.end));
    return [{ x: rect.x, y: rect.y, width: rect.width, height: rect.height, start, end }];
  });
}

/** The parts of `span` that no mark covers. */
export function unseenOf(marks: readonly Span[], span: Span): Span[] {
  const unseen: Span[] = [];
  let at = span.start;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start > at && at < span.end) unseen.push({ start: at, end: Math.min(start, span.end) });
    at = Math.max(at, end);
  }
  if (at < span.end) unseen.push({ start: at, end: span.end });
  return unseen;
}

/** Words above the uppermost mark, in the free line that its row has on top. */
export function calloutOf(
  marks: readonly AccessMark[],
  access: CurrentAccess,
  metrics: Metrics,
  line: number,
  bounds: { readonly left: number; readonly right: number },
): Callout | null {
  const top = marks.reduce<AccessMark | null>(
    (best, mark) => (best === null || mark.y < best.y ? mark : best),
    null,
  );
  if (top === null) return null;
  const stemX = top.x + Math.min(6, top.width / 2);
  const length = access.label.length * metrics.char;
  const fits = stemX + 6 + length <= bounds.right;
  const x = Math.max(bounds.left, fits ? stemX + 6 : stemX - 6 - length);
  const y = top.y - line / 2;
  return {
    text: { x, y, text: access.label, anchor: 'start', tone: 'strong', mono: true },
    stemX,
    stemTop: top.y - line + 4,
    stemBottom: top.y,
  };
}

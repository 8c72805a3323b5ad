import { pageOf, sharedSpan } from '#model/layout.ts';
import { calloutOf, marksOf, unseenOf } from './access-marks.ts';
import { ENTRY_COLUMNS } from './bit-fields.ts';
import { dwordStart } from './byte-name.ts';
import { firstOf, fitLines, headsOf, heightOf, type FitHeights, type Fitted } from './fit-lines.ts';
import { lineCells, textIn, type Values } from './line-cells.ts';
import { linesOf, lineSpan, type Line } from './lines.ts';
import { cursorSpan, type MapView } from './map-view.ts';
import { fitting, headText, stretchText } from './page-text.ts';
import { rulerText, rulerWidth } from './ruler.ts';
import {
  overlap,
  sizesOf,
  type CurrentAccess,
  type MapCell,
  type MapRow,
  type MapScene,
  type MapText,
  type Metrics,
  type Rect,
} from './shapes.ts';
import { pageSpan, type Span, type ZoneKind } from './zones.ts';
import { ZONE_WORD } from './words.ts';

/** What every level draws from. */
export interface MapInput extends Values {
  readonly view: MapView;
  readonly access: CurrentAccess | null;
  /** Pixels there are. */
  readonly size: { readonly width: number; readonly height: number };
  readonly metrics: Metrics;
}

/** Bytes beyond the page that belong in its picture: the PBA of a trapped page, and the rest of the access. */
function extras(input: MapInput, page: Span): Span[] {
  const { layout, access } = input;
  const found: Span[] = [];
  const number = pageOf(layout, page.start);
  const trapped = number >= layout.tableFirstPage && number <= layout.tableLastPage;
  const { pbaStart, pbaEnd } = layout;
  if (trapped && pbaStart !== null && pbaEnd !== null && (pbaStart >= page.end || pbaEnd <= page.start))
    found.push({ start: pbaStart, end: pbaEnd });
  if (access && overlap(access, page)) {
    for (const rest of unseenOf([page, ...found], access)) {
      const line = lineSpan(layout, rest.start);
      found.push({ start: Math.min(line.start, rest.start), end: Math.max(line.end, rest.end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function stretchCell(lines: readonly [Line, ...Line[]], box: Rect, text: string, long: string): MapCell {
  const first = lines[0];
  const last = lines.at(-1) ?? first;
  return {
    ...box,
    key: `stretch-${first.start}`,
    start: first.start,
    end: last.end,
    kind: first.kind,
    compressed: true,
    changed: false,
    name: `${ZONE_WORD[first.kind]}: ${long}. Enter a byte of it and it opens.`,
    texts: [textIn(box, text, 'middle', 'plain', false)],
    bits: [],
    bit: null,
    idle: first.kind === 'outside',
  };
}

const NICE_TICKS = [4, 16, 64, 256, 512, 1024, 2048];

/** Round offsets inside a stretch that is tall enough to carry them. */
function ticksIn(span: Span, box: Rect, input: MapInput, ruler: number): MapText[] {
  const { line } = sizesOf(input.metrics);
  const bytes = span.end - span.start;
  const step = NICE_TICKS.find((size) => (size / bytes) * box.height >= 1.5 * line);
  if (step === undefined) return [];
  const texts: MapText[] = [];
  for (let at = step * Math.ceil((span.start + 1) / step); at < span.end; at += step) {
    const y = box.y + ((at - span.start) / bytes) * box.height;
    if (y - box.y < 1.6 * line || box.y + box.height - y < line / 2) continue;
    texts.push({
      x: ruler - 5,
      y,
      text: rulerText(input.layout, at),
      anchor: 'end',
      tone: 'faint',
      mono: true,
    });
  }
  return texts;
}

const toneOf = (kind: ZoneKind): MapText['tone'] => (kind === 'outside' ? 'faint' : kind);

/** Extra height for each stretch, so that the picture fills `spare` pixels; in proportion to the bytes. */
function shares(fitted: readonly Fitted[], spare: number): Map<Fitted, number> {
  const stretches = fitted.filter((item) => item.kind === 'stretch');
  const bytesOf = (item: Fitted & { kind: 'stretch' }) => (item.lines.at(-1)?.end ?? 0) - item.lines[0].start;
  const total = stretches.reduce((sum, item) => sum + bytesOf(item), 0);
  return new Map(
    stretches.map((item) => [item, total > 0 ? (Math.max(0, spare) * bytesOf(item)) / total : 0]),
  );
}

/** The box that holds all of `rects`. */
function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** One page in rows, top to bottom, the PBA below it when that has a page of its own. */
export function pageScene(input: MapInput): MapScene {
  const { layout, view, access, metrics, size } = input;
  const page = pageSpan(layout, pageOf(layout, view.offset));
  const beyond = extras(input, page);
  const isBefore = (span: Span) => span.end <= page.start && access !== null && overlap(span, access);
  const spans = [...beyond.filter(isBefore), page, ...beyond.filter((span) => !isBefore(span))];
  const cursor = cursorSpan(layout, view);
  const { row, line: lineHeight, gap } = sizesOf(metrics);
  const lines = spans.flatMap((span) => linesOf(layout, span));
  const pinned = new Set<number>();
  for (const [i, line] of lines.entries())
    if (overlap(line, cursor) || (access && overlap(line, access))) pinned.add(i);
  // Bytes that are table and PBA at once would be a hair in a stretch.
  const shared = sharedSpan(layout);
  const firstShared = shared === null ? -1 : lines.findIndex((line) => overlap(line, shared));
  if (firstShared >= 0) pinned.add(firstShared);
  const heights: FitHeights = {
    line: row + gap,
    stretch: row + gap,
    headOf: (line) => (line.kind === 'table' && overlap(line, page) ? 2 * lineHeight : lineHeight + 2),
  };
  const seen = access !== null && lines.some((line) => overlap(line, access));
  const available = size.height - (seen ? lineHeight : 0) - 2;
  const fitted = fitLines(lines, pinned, heights, available);
  const extra = shares(fitted, available - heightOf(fitted, heights));

  const ruler = rulerWidth(layout, spans, metrics);
  const boxWidth = size.width - ruler - 2;
  const own = (offset: number) => rulerText(layout, offset);
  const rows: MapRow[] = [];
  const texts: MapText[] = [];
  let y = 1;
  let called = false;
  const heads = headsOf(fitted);
  for (const [i, item] of fitted.entries()) {
    const first = firstOf(item);
    const head = heads[i] ?? 'none';
    if (head === 'here') {
      const text = headText(input, first, page);
      texts.push({
        x: ruler,
        y: y + lineHeight / 2,
        text,
        anchor: 'start',
        tone: toneOf(first.kind),
        mono: false,
      });
      const columns = first.kind === 'table' && overlap(first, page);
      y += columns ? lineHeight : lineHeight + 2;
      if (columns) {
        for (const [column, name] of ENTRY_COLUMNS.entries())
          texts.push({
            x: ruler + ((column + 1) / 4) * boxWidth - 4,
            y: y + lineHeight / 2 - 1,
            text: name,
            anchor: 'end',
            tone: 'faint',
            mono: false,
          });
        y += lineHeight;
      }
    }
    if (!called && access && item.kind === 'line' && overlap(item.line, access)) {
      called = true;
      y += lineHeight;
    }
    const height = row + (extra.get(item) ?? 0);
    const box = { x: ruler, y, width: boxWidth, height };
    texts.push({
      x: ruler - 5,
      y: y + row / 2,
      text: own(first.start),
      anchor: 'end',
      tone: 'faint',
      mono: true,
    });
    if (item.kind === 'line')
      rows.push({ key: `line-${first.start}`, y, height, cells: lineCells(input, first, box, metrics) });
    else {
      const all = stretchText(item.lines, head !== 'none', own);
      const text = fitting(all, boxWidth - 12, metrics.char * 0.92);
      rows.push({
        key: `stretch-${first.start}`,
        y,
        height,
        cells: [stretchCell(item.lines, box, text, all[0] ?? text)],
      });
      texts.push(
        ...ticksIn({ start: first.start, end: item.lines.at(-1)?.end ?? first.end }, box, input, ruler),
      );
    }
    y += height + gap;
  }
  const marks = access ? marksOf(rows, access) : [];
  const cursorMark = marksOf(rows, cursor)[0];
  const line = lineSpan(layout, view.offset);
  const focusMarks = marksOf(rows, line);
  const whole: Rect = { x: ruler, y: 1, width: boxWidth, height: y };
  return {
    level: 'page',
    width: size.width,
    height: Math.max(size.height, Math.ceil(y)),
    rulerWidth: ruler,
    span: page,
    rows,
    texts,
    frames: [],
    marks,
    callout: access
      ? calloutOf(marks, access, metrics, lineHeight, { left: ruler, right: size.width - 4 })
      : null,
    unseen: access ? unseenOf(marks, access) : [],
    cursor: cursorMark
      ? { key: keyAt(rows, dwordStart(layout, view.offset), view.offset), rect: cursorMark }
      : null,
    focus: around(focusMarks) ?? whole,
  };
}

function keyAt(rows: readonly MapRow[], ...offsets: number[]): string {
  for (const offset of offsets)
    for (const row of rows)
      for (const cell of row.cells) if (offset >= cell.start && offset < cell.end) return cell.key;
  return '';
}

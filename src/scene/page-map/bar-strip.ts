import { PAGE_SIZE, pageOf, sharedSpan, type Layout } from '#model/layout.ts';
import { notablePages, widthsToScale } from './bar-scene.ts';
import { isPlaceAssumed } from './notes.ts';
import { rulerText } from './ruler.ts';
import { overlap, partOf, sizesOf, type MapText, type Metrics, type Rect } from './shapes.ts';
import { pageRuns, pageSpan, zonesOf, type Span, type Zone } from './zones.ts';

/** A run of bytes on the strip. */
export interface StripPart extends Rect, Zone {
  readonly key: string;
  /** Drawn shorter than to scale: a break mark says so. */
  readonly broken: boolean;
}

/** The BARs that matter side by side, to scale with breaks. */
export interface BarStrip {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly { readonly key: string; readonly rect: Rect; readonly label: string }[];
  readonly parts: readonly StripPart[];
  /** Where one page ends and the next begins, when pages are wide enough to be told apart. */
  readonly pageLines: readonly number[];
  readonly ticks: readonly MapText[];
  /** Box around what the map below shows. */
  readonly window: Rect | null;
  /** Lines that fan out from the window to the map below, as an SVG path. */
  readonly fan: string;
  /** Box around the bytes that are said to be table and PBA at once. */
  readonly shared: Rect | null;
  /** Box around the current access. */
  readonly mark: Rect | null;
}

const LEAST_SHARED = 4;

interface Piece extends Span {
  readonly notable: boolean;
}

function piecesOf(layout: Layout, first: number, last: number, pages: readonly number[]): Piece[] {
  const pieces: Piece[] = [];
  let at = first;
  const plain = (from: number, to: number) => {
    if (from <= to)
      pieces.push({ start: pageSpan(layout, from).start, end: pageSpan(layout, to).end, notable: false });
  };
  for (const page of pages.filter((number) => number >= first && number <= last)) {
    plain(at, page - 1);
    pieces.push({ ...pageSpan(layout, page), notable: true });
    at = page + 1;
  }
  plain(at, last);
  return pieces;
}

/** To scale when each notable page is then at least `least` wide; else those get their room and the rest is broken. */
function pieceWidths(
  pieces: readonly Piece[],
  width: number,
  least: number,
): { widths: number[]; broken: boolean } {
  const total = pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  const scaled = pieces.map(({ start, end }) => ((end - start) / total) * width);
  const notable = pieces.filter((piece) => piece.notable).length;
  if (pieces.every((piece, i) => !piece.notable || (scaled[i] ?? 0) >= least))
    return { widths: scaled, broken: false };
  const forNotable = Math.max(least, Math.min((width * 0.6) / notable, 3 * least));
  const rest = Math.max(0, width - forNotable * notable);
  const weight = ({ start, end }: Piece) => 1 + Math.log2((end - start) / PAGE_SIZE);
  const weights = pieces.reduce((sum, piece) => sum + (piece.notable ? 0 : weight(piece)), 0);
  const widths = pieces.map((piece) => (piece.notable ? forNotable : (rest * weight(piece)) / weights));
  const scale = width / widths.reduce((sum, each) => sum + each, 0);
  return { widths: widths.map((each) => each * scale), broken: true };
}

function placed(layout: Layout, pieces: readonly Piece[], row: Rect, least: number): StripPart[] {
  const { widths, broken } = pieceWidths(pieces, row.width, least);
  const parts: StripPart[] = [];
  let x = row.x;
  for (const [i, piece] of pieces.entries()) {
    const width = widths[i] ?? 0;
    const zones = piece.notable ? zonesOf(layout, piece) : [{ ...piece, kind: 'plain' as const, bar: null }];
    const inner = widthsToScale(zones, width, 5);
    let at = x;
    for (const [j, { kind, bar, start, end }] of zones.entries()) {
      const part = inner[j] ?? 0;
      parts.push({
        ...row,
        x: at,
        width: part,
        kind,
        bar,
        start,
        end,
        key: `strip-${start}`,
        broken: broken && !piece.notable,
      });
      at += part;
    }
    x += width;
  }
  return parts;
}

/** Box on the strip for `span`, over all parts it touches; null when it touches none. */
export function onStrip(parts: readonly StripPart[], span: Span): Rect | null {
  const boxes = parts.filter((part) => overlap(part, span)).map((part) => partOf(part, part, span));
  const first = boxes[0];
  if (!first) return null;
  const { y, height } = first;
  const x = Math.min(...boxes.map((box) => box.x));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height };
}

/** `rect`, no thinner than can be seen. */
function visible(rect: Rect | null): Rect | null {
  return rect && { ...rect, width: Math.max(rect.width, LEAST_SHARED) };
}

function tickTexts(
  layout: Layout,
  parts: readonly StripPart[],
  width: number,
  y: number,
  metrics: Metrics,
): MapText[] {
  const notable = parts.filter(({ kind }) => kind === 'table' || kind === 'pba');
  const wanted = [
    ...notable.map(({ x, start }) => ({ x, at: start })),
    ...parts.slice(0, 1).map(({ x, start }) => ({ x, at: start })),
    ...parts
      .filter(({ start }) => (start + layout.pageShift) % PAGE_SIZE === 0)
      .map(({ x, start }) => ({ x, at: start })),
  ];
  const texts: MapText[] = [];
  const taken: [number, number][] = [];
  for (const { x, at } of wanted) {
    const text = rulerText(layout, at);
    const length = text.length * metrics.char;
    const left = Math.max(0, Math.min(x, width - length));
    if (taken.some(([from, to]) => left < to + 8 && left + length > from - 8)) continue;
    taken.push([left, left + length]);
    texts.push({ x: left, y, text, anchor: 'start', tone: 'faint', mono: true });
  }
  return texts;
}

/** The strip over the map: `shown` is what the map below is about. */
export function barStrip(
  layout: Layout,
  shown: Span,
  access: Span | null,
  width: number,
  metrics: Metrics,
): BarStrip {
  const { line } = sizesOf(metrics);
  const runs = pageRuns(layout);
  const pages = notablePages(layout);
  const gap = 10;
  const { table, pba } = layout.device.msix;
  const several = runs.length > 1;
  const tickY = (several ? line : 0) + line / 2;
  const top = tickY + line / 2;
  const height = Math.round(metrics.font * 1.8);
  const room = width - gap * (runs.length - 1) - 2;
  const parts: StripPart[] = [];
  const bars: BarStrip['bars'][number][] = [];
  const pageLines: number[] = [];
  const weights = runs.map(({ first, last }) => 2 + Math.log2(last - first + 1));
  const total = weights.reduce((sum, each) => sum + each, 0);
  let x = 1;
  for (const [i, run] of runs.entries()) {
    const rect = { x, y: top, width: (room * (weights[i] ?? 1)) / total, height };
    const pieces = piecesOf(layout, run.first, run.last, pages);
    const own = placed(layout, pieces, rect, Math.min(14, rect.width / (2 * Math.max(1, pages.length))));
    parts.push(...own);
    const holdsTable = layout.tableFirstPage >= run.first && layout.tableFirstPage <= run.last;
    bars.push({
      key: `bar-${run.first}`,
      rect,
      label: several ? barLabel(layout, holdsTable ? table.bar : pba.bar) : '',
    });
    const count = run.last - run.first + 1;
    if (count <= 64 && own.every(({ broken }) => !broken) && rect.width / count >= 5)
      for (let page = run.first + 1; page <= run.last; page++)
        pageLines.push(rect.x + ((page - run.first) / count) * rect.width);
    x += rect.width + gap;
  }
  const window = onStrip(parts, shown);
  const sharedBytes = sharedSpan(layout);
  return {
    width,
    height: top + height + 12,
    bars,
    parts,
    pageLines,
    ticks: tickTexts(layout, parts, width, tickY, metrics),
    window,
    fan:
      window === null
        ? ''
        : `M${window.x},${top + height + 2}L0,${top + height + 12}M${window.x + window.width},${top + height + 2}L${width},${top + height + 12}`,
    shared: sharedBytes === null ? null : visible(onStrip(parts, sharedBytes)),
    mark: access ? onStrip(parts, access) : null,
  };
}

/** Byte under `x` on the strip, or null between BARs. */
export function stripOffset(strip: BarStrip, x: number): number | null {
  const part = strip.parts.find((each) => x >= each.x && x < each.x + each.width);
  if (!part) return null;
  return Math.floor(part.start + ((x - part.x) / part.width) * (part.end - part.start));
}

/** First byte of the page of `offset`: where a press on the strip leads. */
export const pageTop = (layout: Layout, offset: number): number =>
  pageSpan(layout, pageOf(layout, offset)).start;

const barLabel = (layout: Layout, bar: number): string =>
  `BAR ${bar}${isPlaceAssumed(layout, bar) ? ' (assumed)' : ''}`;

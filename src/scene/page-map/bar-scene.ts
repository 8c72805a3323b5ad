import { PAGE_SIZE, pageOf, sharedSpan, type Layout } from '#model/layout.ts';
import { calloutOf, marksOf, unseenOf } from './access-marks.ts';
import { textIn } from './line-cells.ts';
import { format } from './number-text.ts';
import type { MapInput } from './page-scene.ts';
import { rulerText, rulerWidth } from './ruler.ts';
import {
  overlap,
  sizesOf,
  type MapCell,
  type MapRow,
  type MapScene,
  type MapText,
  type Metrics,
  type Rect,
} from './shapes.ts';
import { pageRuns, pageSpan, zonesOf, type Span, type Zone, type ZoneKind } from './zones.ts';
import { bytesText, ZONE_WORD } from './words.ts';

/** Page frames that are drawn as one row, `last` inclusive. */
interface PageGroup {
  readonly first: number;
  readonly last: number;
  readonly single: boolean;
}

/** Pages that hold table or PBA bytes, and those of the `wanted` bytes: each gets a row of its own. */
export function notablePages(layout: Layout, wanted: readonly Span[] = []): number[] {
  const pages = new Set<number>();
  for (let page = layout.tableFirstPage; page <= layout.tableLastPage; page++) pages.add(page);
  if (layout.pbaFirstPage !== null && layout.pbaLastPage !== null)
    for (let page = layout.pbaFirstPage; page <= layout.pbaLastPage; page++) pages.add(page);
  for (const { start, end } of wanted)
    for (let page = pageOf(layout, start); page <= pageOf(layout, end - 1); page++) pages.add(page);
  return [...pages].sort((a, b) => a - b);
}

function groupsOf(layout: Layout, wanted: readonly Span[]): PageGroup[] {
  const notable = notablePages(layout, wanted);
  const groups: PageGroup[] = [];
  const plain = (first: number, last: number) => {
    if (first <= last) groups.push({ first, last, single: first === last });
  };
  for (const { first, last } of pageRuns(layout)) {
    let at = first;
    for (const page of notable.filter((number) => number >= first && number <= last)) {
      plain(at, page - 1);
      groups.push({ first: page, last: page, single: true });
      at = page + 1;
    }
    plain(at, last);
  }
  return groups;
}

/** Widths for runs of bytes in one row: to scale, but none thinner than `least`, taken from the widest. */
export function widthsToScale(runs: readonly Span[], width: number, least: number): number[] {
  const total = runs.reduce((sum, { start, end }) => sum + end - start, 0);
  const scaled = runs.map(({ start, end }) => ((end - start) / total) * width);
  const floor = Math.min(least, width / runs.length);
  const missing = scaled.reduce((sum, each) => sum + Math.max(0, floor - each), 0);
  const spare = scaled.reduce((sum, each) => sum + Math.max(0, each - floor), 0);
  return scaled.map((each) => (each <= floor ? floor : each - (missing * (each - floor)) / spare));
}

const SHORT: Readonly<Record<ZoneKind, readonly string[]>> = {
  table: ['MSI-X table', 'table', 'T'],
  pba: ['PBA', 'P'],
  adjacent: ['adjacent registers', 'adjacent', 'adj', 'A'],
  plain: ['not trapped'],
  outside: ['in no known BAR', 'no BAR'],
};

function zoneCell(zone: Zone, rect: Rect, char: number): MapCell {
  const word = SHORT[zone.kind].find((text) => (text.length + 1.5) * char <= rect.width);
  return {
    ...rect,
    key: `zone-${zone.start}`,
    start: zone.start,
    end: zone.end,
    kind: zone.kind,
    compressed: false,
    changed: false,
    name: `${ZONE_WORD[zone.kind]}, ${bytesText(zone.end - zone.start)}`,
    texts: word === undefined ? [] : [textIn(rect, word, 'middle', 'plain', false)],
    bits: [],
    bit: null,
    idle: zone.kind === 'outside',
  };
}

function plainCell(layout: Layout, group: PageGroup, rect: Rect, metrics: Metrics): MapCell {
  const span = { start: pageSpan(layout, group.first).start, end: pageSpan(layout, group.last).end };
  const pages = group.last - group.first + 1;
  const texts = [
    `${format(pages)} pages, not trapped, compressed`,
    `${format(pages)} pages, not trapped`,
    `${format(pages)} pages`,
  ];
  const text = texts.find((each) => each.length * metrics.char * 0.92 <= rect.width - 8) ?? '';
  return {
    ...rect,
    ...span,
    key: `pages-${span.start}`,
    kind: 'plain',
    compressed: true,
    changed: false,
    name: `${format(pages)} pages without table or PBA, not trapped`,
    texts: [textIn(rect, text, 'middle', 'plain', false)],
    bits: [],
    bit: null,
    idle: false,
  };
}

/** Sentence over a page's row: what is on it. */
function pageHead(layout: Layout, page: number): { text: string; tone: MapText['tone'] } {
  const zones = zonesOf(layout, pageSpan(layout, page));
  const holds = (kind: ZoneKind) => zones.some((zone) => zone.kind === kind);
  const shared = sharedSpan(layout);
  const isShared = shared !== null && overlap(shared, pageSpan(layout, page));
  const parts = (['table', 'pba', 'adjacent'] as const)
    .filter(holds)
    .map((kind) => (kind === 'table' && isShared ? 'table and PBA' : ZONE_WORD[kind]));
  if (holds('table')) return { text: `Trapped: ${parts.join(', ')}`, tone: 'table' };
  if (holds('pba')) return { text: 'PBA, not on a table page', tone: 'pba' };
  return { text: 'Not trapped', tone: 'plain' };
}

/** The whole BAR (and the PBA's, if that is another), a row for each page that matters. */
export function barScene(input: MapInput): MapScene {
  const { layout, view, access, metrics, size } = input;
  const { row, line: lineHeight, gap } = sizesOf(metrics);
  const cursorPage = pageOf(layout, view.offset);
  const cursorSpan = pageSpan(layout, cursorPage);
  const groups = groupsOf(layout, [cursorSpan, ...(access ? [access] : [])]);
  const singles = groups.filter(({ single }) => single).length;
  const called =
    access !== null &&
    groups.some((group) =>
      overlap({ start: pageSpan(layout, group.first).start, end: pageSpan(layout, group.last).end }, access),
    );
  const available = size.height - (called ? lineHeight : 0) - 2;
  const compact = groups.length * (row + gap);
  const withHeads = available >= compact + singles * lineHeight;
  const spare = Math.max(0, available - compact - (withHeads ? singles * lineHeight : 0));
  const weightOf = (group: PageGroup) => 1 + Math.log2(group.last - group.first + 1);
  const weights = groups.reduce((sum, group) => sum + weightOf(group), 0);
  const first = groups[0];
  const last = groups.at(-1);
  const whole = {
    start: first ? pageSpan(layout, first.first).start : 0,
    end: last ? pageSpan(layout, last.last).end : PAGE_SIZE,
  };
  const ruler = rulerWidth(layout, [whole], metrics);
  const boxWidth = size.width - ruler - 2;
  const rows: MapRow[] = [];
  const texts: MapText[] = [];
  let y = 1;
  let callOut = access !== null;
  let focus: Rect | null = null;
  for (const group of groups) {
    const span = { start: pageSpan(layout, group.first).start, end: pageSpan(layout, group.last).end };
    if (withHeads && group.single) {
      const head = pageHead(layout, group.first);
      texts.push({
        x: ruler,
        y: y + lineHeight / 2,
        text: head.text,
        anchor: 'start',
        tone: head.tone,
        mono: false,
      });
      y += lineHeight;
    }
    if (callOut && access && overlap(span, access)) {
      callOut = false;
      y += lineHeight;
    }
    const height = Math.min(row + (spare * weightOf(group)) / weights, row * 3);
    texts.push({
      x: ruler - 5,
      y: y + row / 2,
      text: rulerText(layout, span.start),
      anchor: 'end',
      tone: 'faint',
      mono: true,
    });
    const box = { x: ruler, y, width: boxWidth, height };
    if (group.single) {
      const zones = zonesOf(layout, span);
      const widths = widthsToScale(zones, boxWidth, metrics.char * 2.6);
      let x = ruler;
      const cells = zones.map((zone, i) => {
        const width = widths[i] ?? 0;
        const cell = zoneCell(
          zone,
          { ...box, x, width: Math.max(1, width - (i + 1 < zones.length ? 1 : 0)) },
          metrics.char,
        );
        x += width;
        return cell;
      });
      rows.push({ key: `page-${group.first}`, y, height, cells });
    } else
      rows.push({ key: `pages-${group.first}`, y, height, cells: [plainCell(layout, group, box, metrics)] });
    if (group.first <= cursorPage && cursorPage <= group.last) focus = box;
    y += height + gap;
  }
  const marks = access ? marksOf(rows, access) : [];
  const cursorCell = rows
    .flatMap(({ cells }) => cells)
    .find(({ start, end }) => view.offset >= start && view.offset < end);
  return {
    level: 'bar',
    width: size.width,
    height: Math.max(size.height, Math.ceil(y)),
    rulerWidth: ruler,
    span: whole,
    rows,
    texts,
    frames: [],
    marks,
    callout: access
      ? calloutOf(marks, access, metrics, lineHeight, { left: ruler, right: size.width - 4 })
      : null,
    unseen: access ? unseenOf(marks, access) : [],
    cursor: cursorCell && focus ? { key: cursorCell.key, rect: focus } : null,
    focus: focus ?? { x: ruler, y: 1, width: boxWidth, height: y },
  };
}

import { PAGE_SIZE, pageOf, type Layout } from '#model/layout.ts';
import { dwordStart, placedRegisters } from './byte-name.ts';
import { lineSpan } from './lines.ts';
import { nearestOffset, nearestPage, pageRuns, pageSpan, zonesOf, type Span } from './zones.ts';

/** How near the reader is. */
export type Level = 'bar' | 'page' | 'entry' | 'bit';

export const LEVELS: readonly Level[] = ['bar', 'page', 'entry', 'bit'];

/** Where the reader is: the byte (and bit of its dword) under the cursor, and how near. Everything shown follows. */
export interface MapView {
  readonly level: Level;
  /** Bytes from the table BAR. */
  readonly offset: number;
  /** 0 to 31. */
  readonly bit: number;
}

/** Names of the keys the map knows, as the browser reports them, with `jump` for Control. */
export interface MapKey {
  readonly key: string;
  readonly jump: boolean;
}

/** The view to begin with: the page of `offset`, by default of the table's first byte. */
export const viewAt = (layout: Layout, offset = layout.tableStart): MapView => ({
  level: 'page',
  offset: nearestOffset(layout, offset),
  bit: 0,
});

/** The view of the byte at `offset`: as near as `view` is, and near enough that the cursor stands for that byte. */
export function viewOn(layout: Layout, view: MapView, offset: number): MapView {
  const within = offset - dwordStart(layout, offset);
  const farthest = within === 0 ? 'page' : 'entry';
  const level = LEVELS.indexOf(view.level) < LEVELS.indexOf(farthest) ? farthest : view.level;
  return { level, offset, bit: 8 * within };
}

/** One level nearer or farther; the same view at the end of the road. */
export function zoomed(view: MapView, by: 1 | -1): MapView {
  const level = LEVELS[LEVELS.indexOf(view.level) + by];
  return level === undefined ? view : { ...view, level };
}

/** The bytes the cursor stands for at its level: a page, a dword, a byte, or the dword whose bit it is. */
export function cursorSpan(layout: Layout, view: MapView): Span {
  if (view.level === 'bar') return pageSpan(layout, pageOf(layout, view.offset));
  if (view.level === 'entry') return { start: view.offset, end: view.offset + 1 };
  const line = lineSpan(layout, view.offset);
  const start = dwordStart(layout, view.offset);
  return { start: Math.max(line.start, start), end: Math.min(line.end, start + 4) };
}

function pageMoved(layout: Layout, offset: number, by: 1 | -1): number {
  const page = pageOf(layout, offset);
  const runs = pageRuns(layout);
  let target = page + by;
  if (!runs.some(({ first, last }) => target >= first && target <= last)) {
    const next =
      by === 1
        ? runs.find(({ first }) => first > page)?.first
        : runs.findLast(({ last }) => last < page)?.last;
    if (next === undefined) return offset;
    target = next;
  }
  return offset + (target - page) * PAGE_SIZE;
}

/** Places worth a jump on the page: starts of zones and of known registers, and the page's last dword. */
function landmarks(layout: Layout, page: number): number[] {
  const span = pageSpan(layout, page);
  const starts = zonesOf(layout, span).map(({ start }) => start);
  const registers = placedRegisters(layout).map(({ start }) => start);
  return [
    ...new Set([...starts, ...registers.filter((at) => at >= span.start && at < span.end), span.end - 4]),
  ].sort((a, b) => a - b);
}

function moved(layout: Layout, view: MapView, to: number): MapView {
  return { ...view, offset: nearestOffset(layout, to) };
}

/** First and last pages of what is on the map, and where table and PBA begin and what follows them, rising. */
function notablePages(layout: Layout): number[] {
  const { tableFirstPage, tableLastPage, pbaFirstPage, pbaLastPage } = layout;
  const runs = pageRuns(layout);
  const isThere = (page: number) => runs.some(({ first, last }) => page >= first && page <= last);
  const begin = [tableFirstPage, tableLastPage + 1];
  if (pbaFirstPage !== null && pbaLastPage !== null) begin.push(pbaFirstPage, pbaLastPage + 1);
  const pages = [...runs.flatMap(({ first, last }) => [first, last]), ...begin.filter(isThere)];
  return [...new Set(pages)].sort((a, b) => a - b);
}

function movedInBar(layout: Layout, view: MapView, { key, jump }: MapKey): MapView {
  const runs = pageRuns(layout);
  const here = pageOf(layout, view.offset);
  const go = (page: number) => ({
    ...view,
    offset: pageSpan(layout, nearestPage(layout, page)).start,
  });
  if (key === 'Home') return go(runs[0]?.first ?? 0);
  if (key === 'End') return go(runs.at(-1)?.last ?? 0);
  const back = key === 'ArrowLeft' || key === 'ArrowUp' || key === 'PageUp';
  if (jump || key.startsWith('Page')) {
    const pages = notablePages(layout);
    return go((back ? pages.findLast((page) => page < here) : pages.find((page) => page > here)) ?? here);
  }
  return { ...view, offset: pageMoved(layout, pageSpan(layout, here).start, back ? -1 : 1) };
}

function movedOnPage(layout: Layout, view: MapView, { key, jump }: MapKey): MapView {
  const page = pageOf(layout, view.offset);
  const span = pageSpan(layout, page);
  const here = cursorSpan(layout, view);
  if (key === 'Home') return { ...view, offset: span.start };
  if (key === 'End') return { ...view, offset: span.end - 4 };
  if (key === 'PageUp' || key === 'PageDown')
    return { ...view, offset: pageMoved(layout, view.offset, key === 'PageUp' ? -1 : 1) };
  if (jump) {
    const forward = key === 'ArrowRight' || key === 'ArrowDown';
    const marks = landmarks(layout, page);
    const next = forward ? marks.find((at) => at >= here.end) : marks.findLast((at) => at < here.start);
    return next === undefined ? view : { ...view, offset: next };
  }
  const by = {
    ArrowLeft: here.start - 1,
    ArrowRight: here.end,
    ArrowUp: view.offset - 16,
    ArrowDown: view.offset + 16,
  };
  const to = by[key as keyof typeof by];
  const onto = moved(layout, view, to);
  return key === 'ArrowLeft' ? { ...onto, offset: cursorSpan(layout, onto).start } : onto;
}

function movedInLine(layout: Layout, view: MapView, key: string): MapView {
  const line = lineSpan(layout, view.offset);
  const within = view.offset - line.start;
  switch (key) {
    case 'Home':
      return { ...view, offset: line.start };
    case 'End':
      return { ...view, offset: line.end - 1 };
    case 'PageDown':
      return moved(layout, view, line.end + Math.min(within, 15));
    case 'PageUp': {
      const before = lineSpan(layout, nearestOffset(layout, line.start - 1));
      return moved(layout, view, Math.min(before.start + within, before.end - 1));
    }
    default: {
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -4, ArrowDown: 4 }[key] ?? 0;
      return moved(layout, view, view.offset + by);
    }
  }
}

function movedByBit(layout: Layout, view: MapView, key: string): MapView {
  const dword = dwordStart(layout, view.offset);
  const at = (bit: number): MapView => ({
    ...view,
    offset: Math.max(dword, dword + Math.floor(bit / 8)),
    bit,
  });
  if (key === 'Home') return at(31);
  if (key === 'End') return at(0);
  if (key === 'PageUp' || key === 'PageDown') {
    const onto = moved(layout, view, key === 'PageUp' ? dword - 4 : dword + 4);
    return { ...onto, bit: 8 * (onto.offset - dwordStart(layout, onto.offset)) + (view.bit % 8) };
  }
  const by = { ArrowLeft: 1, ArrowRight: -1, ArrowUp: 8, ArrowDown: -8 }[key] ?? 0;
  return at(Math.min(31, Math.max(0, view.bit + by)));
}

const MOVES = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** The view after a key, or null when the map has no use for it. */
export function viewAfterKey(layout: Layout, view: MapView, pressed: MapKey): MapView | null {
  const { key } = pressed;
  if (key === 'Enter' || key === '+' || key === '=') {
    const nearer = zoomed(view, 1);
    if (nearer === view) return null;
    if (nearer.level === 'bit')
      return { ...nearer, bit: 8 * (view.offset - dwordStart(layout, view.offset)) };
    return nearer;
  }
  if (key === 'Escape' || key === '-') {
    const farther = zoomed(view, -1);
    return farther === view ? null : farther;
  }
  if (!MOVES.includes(key)) return null;
  switch (view.level) {
    case 'bar':
      return movedInBar(layout, view, pressed);
    case 'page':
      return movedOnPage(layout, view, pressed);
    case 'entry':
      return movedInLine(layout, view, key);
    case 'bit':
      return movedByBit(layout, view, key);
  }
}

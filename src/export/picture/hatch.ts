/**
 * The patterns of regions and outcomes as lines, cut at the edge of what they fill: SVG, canvas and PDF each have
 * patterns of their own, and no two of them draw alike.
 */
import type { ZoneKind } from '#scene/page-map/zones.ts';
import { TILE } from '#scene/outcome-look.ts';
import type { Rect } from '#scene/page-map/shapes.ts';
import type { Palette } from './palette.ts';
import type { PathMark, Stroke } from './marks.ts';

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const EPSILON = 1e-6;

/** The part of `line` inside `rect`, or null; Liang and Barsky's way. */
export function cutLine(line: Line, rect: Rect): Line | null {
  const dx = line.x2 - line.x1;
  const dy = line.y2 - line.y1;
  let [from, to] = [0, 1];
  for (const [towards, room] of [
    [-dx, line.x1 - rect.x],
    [dx, rect.x + rect.width - line.x1],
    [-dy, line.y1 - rect.y],
    [dy, rect.y + rect.height - line.y1],
  ] as const) {
    if (Math.abs(towards) < EPSILON) {
      if (room < 0) return null;
    } else if (towards < 0) from = Math.max(from, room / towards);
    else to = Math.min(to, room / towards);
  }
  if (to - from < EPSILON) return null;
  const at = (share: number) => ({ x: line.x1 + share * dx, y: line.y1 + share * dy });
  const [start, end] = [at(from), at(to)];
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}

const shrunk = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x + by,
  y: y + by,
  width: Math.max(0, width - 2 * by),
  height: Math.max(0, height - 2 * by),
});

const short = (value: number): number => Math.round(value * 100) / 100;

const pathOf = (lines: readonly Line[]): string =>
  lines.map(({ x1, y1, x2, y2 }) => `M${short(x1)},${short(y1)}L${short(x2)},${short(y2)}`).join('');

const marked = (lines: readonly Line[], stroke: Stroke, opacity: number): PathMark[] =>
  lines.length === 0 ? [] : [{ kind: 'path', path: pathOf(lines), stroke, opacity }];

/** First multiple of `step` that is at least `least`, counted from `origin`. */
const firstAt = (least: number, step: number, origin = 0): number =>
  origin + step * Math.ceil((least - origin) / step);

/** Lines rising (`slope` -1) or falling (1) at 45 degrees, `step` apart across, that fill `rect`. */
function slanted(rect: Rect, step: number, slope: 1 | -1): Line[] {
  const lines: Line[] = [];
  const along = step * Math.SQRT2;
  const [x1, x2] = [rect.x, rect.x + rect.width];
  // A line is y = slope * x + shift; every shift between these meets the rectangle.
  const shifts = [rect.y - slope * x1, rect.y - slope * x2]
    .map((shift) => [shift, shift + rect.height])
    .flat();
  for (let shift = firstAt(Math.min(...shifts), along); shift <= Math.max(...shifts); shift += along) {
    const line = cutLine({ x1, y1: slope * x1 + shift, x2, y2: slope * x2 + shift }, rect);
    if (line) lines.push(line);
  }
  return lines;
}

/** Rows of dots, `step` apart: a row is one line whose dashes have no length. */
function dots(rect: Rect, step: number): Line[] {
  const lines: Line[] = [];
  const x1 = firstAt(rect.x, step);
  const x2 = rect.x + rect.width;
  if (x1 > x2) return [];
  for (let y = firstAt(rect.y, step); y <= rect.y + rect.height; y += step)
    lines.push({ x1, y1: y, x2: x2 + EPSILON, y2: y });
  return lines;
}

function crosses(rect: Rect, step: number, size: number): Line[] {
  const lines: Line[] = [];
  for (let y = firstAt(rect.y, step); y + size <= rect.y + rect.height; y += step)
    for (let x = firstAt(rect.x, step); x + size <= rect.x + rect.width; x += step)
      lines.push({ x1: x, y1: y, x2: x + size, y2: y + size }, { x1: x + size, y1: y, x2: x, y2: y + size });
  return lines;
}

/** What tells a region from the others without colour, over its fill. Table entries are plain. */
export function regionPattern(kind: ZoneKind, rect: Rect, palette: Palette): PathMark[] {
  switch (kind) {
    case 'table':
      return [];
    case 'adjacent':
      return marked(
        dots(shrunk(rect, 1.5), 7),
        { colour: palette.adjacent, width: 2, dash: [0, 7], ends: 'round' },
        0.55,
      );
    case 'pba':
      return marked(slanted(shrunk(rect, 1), 6, -1), { colour: palette.pba, width: 2 }, 0.4);
    case 'plain':
      return marked(slanted(shrunk(rect, 0.5), 8, 1), { colour: palette.plain, width: 1 }, 0.35);
    case 'outside':
      return marked(crosses(shrunk(rect, 1), 10, 4), { colour: palette.plain, width: 1 }, 0.4);
  }
}

/** Straight lines of path data that has only M, L, H and V in upper case, as the looks of outcomes have. */
function linesOf(path: string): Line[] {
  const lines: Line[] = [];
  let [x, y] = [0, 0];
  for (const [, letter = '', numbers = ''] of path.matchAll(/([MLHV])([^MLHV]*)/g)) {
    const [a = 0, b = 0] = numbers
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const [toX, toY] = letter === 'H' ? [a, y] : letter === 'V' ? [x, a] : [a, b];
    if (letter !== 'M') lines.push({ x1: x, y1: y, x2: toX, y2: toY });
    [x, y] = [toX, toY];
  }
  return lines;
}

/** `tile`, path data on TILE by TILE pixels, over all of `rect`, from its upper left corner on. */
export function tiled(tile: string, rect: Rect, stroke: Stroke): PathMark[] {
  const pattern = linesOf(tile);
  const lines: Line[] = [];
  for (let top = rect.y; top < rect.y + rect.height; top += TILE)
    for (let left = rect.x; left < rect.x + rect.width; left += TILE)
      for (const { x1, y1, x2, y2 } of pattern) {
        const moved = { x1: left + x1, y1: top + y1, x2: left + x2, y2: top + y2 };
        const inTile = cutLine(moved, { x: left, y: top, width: TILE, height: TILE });
        const line = inTile && cutLine(inTile, rect);
        if (line) lines.push(line);
      }
  return marked(lines, stroke, 1);
}

import type { Geometry } from './geometry-parts.ts';
import { distanceTo, overlap, type Rect } from './rect.ts';
import type { Point } from './polyline.ts';

export interface TokenLabel extends Rect {
  readonly lines: readonly string[];
}

/** `words` on one line, on a line each, and with a long value broken after its eighth digit from the right. */
function shapes(words: readonly string[]): string[][] {
  const [first = '', ...rest] = words;
  const value = rest.join(' ');
  if (value === '') return [[first]];
  const out = [[`${first} ${value}`], [first, value]];
  if (value.length > 10) {
    const cut = value.length - 8;
    out.push(
      [`${first} ${value.slice(0, cut)}`, value.slice(cut)],
      [first, value.slice(0, cut), value.slice(cut)],
    );
  }
  return out;
}

/**
 * Where the token's label stands: in the free area nearest to the token, in the flattest shape that fits there,
 * clear of the token itself and of `taken`. Null when there is nothing to say or no room.
 */
export function placeLabel(
  words: readonly string[],
  token: Point,
  radius: number,
  geometry: Geometry,
  taken: readonly Rect[],
): TokenLabel | null {
  if (words.length === 0) return null;
  const { fontSize } = geometry;
  let best: { label: TokenLabel; cost: number } | null = null;
  shapes(words).forEach((lines, shape) => {
    const width = Math.max(...lines.map((line) => line.length)) * 0.6 * fontSize + fontSize * 0.8;
    const height = lines.length * fontSize * 1.25 + fontSize * 0.3;
    for (const area of geometry.freeAreas) {
      if (width > area.width || height > area.height) continue;
      const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
      for (const [dx, dy] of [
        [radius + 4, -height / 2],
        [-radius - 4 - width, -height / 2],
        [-width / 2, radius + 4],
        [-width / 2, -radius - 4 - height],
        [-width / 2, -height / 2],
      ] as const) {
        const rect = {
          x: clamp(token.x + dx, area.x, area.x + area.width - width),
          y: clamp(token.y + dy, area.y, area.y + area.height - height),
          width,
          height,
        };
        const distance = distanceTo(rect, token.x, token.y);
        if (distance < radius + 1 || taken.some((other) => overlap(rect, other))) continue;
        const cost = distance + shape * 2;
        if (best === null || cost < best.cost) best = { label: { ...rect, lines }, cost };
      }
    }
  });
  return (best as { label: TokenLabel } | null)?.label ?? null;
}

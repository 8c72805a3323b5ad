import type { Geometry } from './geometry-parts.ts';
import type { Point } from './polyline.ts';
import { distanceTo, overlap, type Rect } from './rect.ts';
import { textWidth } from './text-width.ts';

export interface RoadLabel extends Rect {
  readonly text: string;
}

/**
 * A label on the longest level stretch of a road where it covers no box, or else in the free area nearest to its end;
 * null when there is no room at all.
 */
export function labelOnRoad(
  text: string,
  points: readonly Point[],
  geometry: Geometry,
  taken: readonly Rect[],
): RoadLabel | null {
  const { fontSize, boxes } = geometry;
  const width = textWidth(text, fontSize, 'text') + fontSize * 0.8;
  const height = fontSize * 1.25;
  const stretches = points
    .slice(1)
    .map((b, i) => ({ a: points[i] ?? b, b }))
    .sort((s, t) => Math.hypot(t.b.x - t.a.x, t.b.y - t.a.y) - Math.hypot(s.b.x - s.a.x, s.b.y - s.a.y));
  for (const level of [true, false])
    for (const { a, b } of stretches) {
      if (level !== Math.abs(a.y - b.y) < 0.5) continue;
      const rect = { x: (a.x + b.x) / 2 - width / 2, y: (a.y + b.y) / 2 - height / 2, width, height };
      const inside = rect.x >= 0 && rect.x + width <= geometry.width;
      if (inside && ![...boxes, ...taken].some((box) => overlap(rect, box, 1))) return { text, ...rect };
    }
  const end = points.at(-1);
  return end ? besideRoad(text, end, { width, height }, geometry) : null;
}

function besideRoad(
  text: string,
  point: Point,
  extent: Pick<Rect, 'width' | 'height'>,
  geometry: Geometry,
): RoadLabel | null {
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const places = geometry.freeAreas
    .flatMap((area) => geometry.lanes.map((lane) => common(area, lane)))
    .filter((area) => area.width >= extent.width && area.height >= extent.height)
    .map((area) => ({
      x: clamp(point.x - extent.width / 2, area.x, area.x + area.width - extent.width),
      y: clamp(point.y - extent.height / 2, area.y, area.y + area.height - extent.height),
      ...extent,
    }))
    .sort((a, b) => distanceTo(a, point.x, point.y) - distanceTo(b, point.x, point.y));
  const nearest = places[0];
  return nearest ? { text, ...nearest } : null;
}

/** The area that two rectangles share; without extent when there is none. */
function common(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x + 1);
  const y = Math.max(a.y, b.y + 1);
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width - 1) - x,
    height: Math.min(a.y + a.height, b.y + b.height - 1) - y,
  };
}

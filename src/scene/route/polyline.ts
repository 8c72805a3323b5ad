import { curveLinear, line } from 'd3-shape';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** Points on each rounded corner; enough for a smooth look at the radii used. */
const CORNER_STEPS = 4;

/** Drops repeated points and those in the middle of a straight run. */
export function simplify(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const p of points) {
    const last = kept.at(-1);
    if (last && distance(last, p) < 0.01) continue;
    const before = kept.at(-2);
    if (last && before) {
      const cross = (last.x - before.x) * (p.y - last.y) - (last.y - before.y) * (p.x - last.x);
      const along = (last.x - before.x) * (p.x - last.x) + (last.y - before.y) * (p.y - last.y);
      if (Math.abs(cross) < 0.01 && along >= 0) kept.pop();
    }
    kept.push(p);
  }
  return kept;
}

/** The same way with corners of radius `radius`, or less where a side is short. Ends stay. */
export function rounded(points: readonly Point[], radius: number): Point[] {
  const corners = simplify(points);
  const out: Point[] = [];
  corners.forEach((p, i) => {
    const before = corners[i - 1];
    const after = corners[i + 1];
    if (!before || !after) {
      out.push(p);
      return;
    }
    const r = Math.min(radius, distance(before, p) / 2, distance(p, after) / 2);
    const towards = (q: Point): Point => {
      const d = distance(p, q);
      return d === 0 ? p : { x: p.x + ((q.x - p.x) * r) / d, y: p.y + ((q.y - p.y) * r) / d };
    };
    const a = towards(before);
    const b = towards(after);
    for (let k = 0; k <= CORNER_STEPS; k++) {
      const t = k / CORNER_STEPS;
      const u = 1 - t;
      out.push({
        x: u * u * a.x + 2 * u * t * p.x + t * t * b.x,
        y: u * u * a.y + 2 * u * t * p.y + t * t * b.y,
      });
    }
  });
  return out;
}

export function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!);
  return sum;
}

/** The way from its start to `fraction` (0 to 1) of its length; its last point is where a token stands then. */
export function prefix(points: readonly Point[], fraction: number): Point[] {
  const first = points[0];
  if (!first) return [];
  if (fraction >= 1) return [...points];
  let left = lengthOf(points) * Math.max(0, fraction);
  const out = [first];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    const d = distance(a, b);
    if (d >= left) {
      const t = d === 0 ? 0 : left / d;
      out.push({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
      return out;
    }
    left -= d;
    out.push(b);
  }
  return out;
}

const draw = line<Point>()
  .x((p) => Math.round(p.x * 100) / 100)
  .y((p) => Math.round(p.y * 100) / 100)
  .curve(curveLinear);

/** SVG path data; empty for fewer than two points. */
export function pathData(points: readonly Point[]): string {
  return points.length < 2 ? '' : (draw([...points]) ?? '');
}

/** Arrow head at the end of a way: two strokes of `size`. Empty when the way is shorter than that. */
export function arrowHead(points: readonly Point[], size: number): string {
  const tip = points.at(-1);
  if (!tip || lengthOf(points) < 2 * size) return '';
  let i = points.length - 2;
  while (i > 0 && distance(points[i]!, tip) < size / 2) i--;
  const angle = Math.atan2(tip.y - points[i]!.y, tip.x - points[i]!.x);
  const wing = (turn: number): Point => ({
    x: tip.x - size * Math.cos(angle + turn),
    y: tip.y - size * Math.sin(angle + turn),
  });
  return pathData([wing(0.5), tip, wing(-0.5)]);
}

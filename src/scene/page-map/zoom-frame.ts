import { interpolateNumber } from 'd3-interpolate';
import type { Rect } from './shapes.ts';

/** One picture during a zoom: scale, then move. */
export interface ZoomFrame {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
  readonly opacity: number;
  /** Words are not stretched: they fade before the shapes move far. */
  readonly textOpacity: number;
}

const ease = (t: number): number => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2);

function mapping(from: Rect, onto: Rect): Omit<ZoomFrame, 'opacity' | 'textOpacity'> {
  const scaleX = onto.width / from.width;
  const scaleY = onto.height / from.height;
  return { scaleX, scaleY, x: onto.x - from.x * scaleX, y: onto.y - from.y * scaleY };
}

function between(a: Rect, b: Rect, t: number): Rect {
  return {
    x: interpolateNumber(a.x, b.x)(t),
    y: interpolateNumber(a.y, b.y)(t),
    width: interpolateNumber(a.width, b.width)(t),
    height: interpolateNumber(a.height, b.height)(t),
  };
}

/**
 * The farther and the nearer picture at `t` from 0 (farther) to 1 (nearer): `focus` is the part of the farther one that
 * the nearer one is about, `box` where the nearer one is drawn in the end. The same byte stays at the same place.
 */
export function zoomFrame(focus: Rect, box: Rect, t: number): { farther: ZoomFrame; nearer: ZoomFrame } {
  const eased = ease(Math.min(1, Math.max(0, t)));
  const window = between(focus, box, eased);
  return {
    farther: { ...mapping(focus, window), opacity: 1 - eased, textOpacity: Math.max(0, 1 - 4 * t) },
    nearer: { ...mapping(box, window), opacity: eased, textOpacity: Math.max(0, 4 * t - 3) },
  };
}

import type { PresentIntent } from './present-keys.ts';

/** A finger that moved less than this tapped, in CSS pixels. */
const TAP = 12;
const SWIPE = 50;
/** Share of the width, from the left, in which a tap goes back. */
const BACK = 1 / 3;

/** What a finger or the mouse asks for, from where it went down to where it went up; null for neither tap nor swipe. */
export function touchIntent(
  down: { readonly x: number; readonly y: number },
  up: { readonly x: number; readonly y: number },
  width: number,
): PresentIntent | null {
  const [dx, dy] = [up.x - down.x, up.y - down.y];
  if (Math.hypot(dx, dy) < TAP) return up.x < width * BACK ? 'previous' : 'next';
  if (Math.abs(dx) > SWIPE && Math.abs(dx) > Math.abs(dy)) return dx < 0 ? 'next' : 'previous';
  return dy > SWIPE && dy > Math.abs(dx) ? 'leave' : null;
}

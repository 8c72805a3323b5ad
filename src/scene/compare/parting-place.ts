import type { RoutePlan } from '#scene/route/route-plan.ts';

export interface PartingPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly signX: number;
  readonly signY: number;
  readonly signRadius: number;
}

/** Space between a station and the ring around it. */
const MARGIN = 3;

/**
 * Where to draw the mark of the hop at which a route leaves the other's way: around the station the hop comes to. A
 * route that ends there is marked at its last station. Null when there is nothing to mark.
 */
export function partingPlace(plan: RoutePlan, hop: number | null): PartingPlace | null {
  if (hop === null) return null;
  const leg = plan.legs[hop] ?? plan.legs.at(-1);
  const box = plan.geometry.boxes.find(({ id }) => id === leg?.to);
  if (!box) return null;
  const { fontSize } = plan.geometry;
  return {
    x: box.x - MARGIN,
    y: box.y - MARGIN,
    width: box.width + 2 * MARGIN,
    height: box.height + 2 * MARGIN,
    signX: box.x + box.width - fontSize * 0.4,
    signY: box.y - MARGIN,
    signRadius: fontSize * 0.62,
  };
}

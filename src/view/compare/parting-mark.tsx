import type { RoutePlan } from '#scene/route/route-plan.ts';
import { partingPlace } from '#scene/compare/parting-place.ts';

/** A ring and a sign at the station where this route leaves the other's way. */
export function PartingMark({ plan, hop }: { plan: RoutePlan; hop: number | null }) {
  const place = partingPlace(plan, hop);
  if (place === null) return null;
  return (
    <g className="parting-mark" aria-hidden="true">
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx={7} />
      <circle cx={place.signX} cy={place.signY} r={place.signRadius} />
      <text x={place.signX} y={place.signY + place.signRadius * 0.45} fontSize={place.signRadius * 1.7}>
        ≠
      </text>
    </g>
  );
}

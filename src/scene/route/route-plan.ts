import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { Party, Route } from '#model/route.ts';
import { geometryOf } from './geometry.ts';
import { castOf, type Cast, type Geometry, type Room, type Size } from './geometry-parts.ts';
import { foldedLegs, itinerary, roadsNotTaken, type Leg, type RoadNotTaken } from './itinerary.ts';
import { arrowHead, lengthOf, pathData, rounded, type Point } from './polyline.ts';
import { labelOnRoad, type RoadLabel } from './road-label.ts';
import { RoadMap } from './roads.ts';
import type { StationId } from './stations.ts';

/** One hop as a way through the picture. */
export interface Segment {
  readonly party: Party;
  readonly points: readonly Point[];
  readonly length: number;
  /** SVG path data of the whole way, and of the arrow head at its end. */
  readonly path: string;
  readonly arrow: string;
}

export interface PlannedRoad extends RoadNotTaken {
  readonly path: string;
  readonly label: RoadLabel | null;
}

/** The stage of one cast and size, with the roads found on it so far: the same for every route that is shown on it. */
interface Stage {
  readonly geometry: Geometry;
  readonly roads: RoadMap;
}

const STAGES_KEPT = 16;
const stages = new Map<string, Stage>();

function stageOf(cast: Cast, size: Size, room: Room): Stage {
  const name = JSON.stringify([cast, size.width, size.height, room]);
  const known = stages.get(name);
  if (known) return known;
  const geometry = geometryOf(cast, size, room);
  const stage = { geometry, roads: new RoadMap(geometry) };
  if (stages.size >= STAGES_KEPT) stages.clear();
  stages.set(name, stage);
  return stage;
}

/** Everything about a route's picture that does not depend on the playhead. */
export interface RoutePlan {
  readonly route: Route | null;
  readonly layout: Layout;
  readonly design: Design;
  readonly geometry: Geometry;
  readonly legs: readonly Leg[];
  readonly segments: readonly Segment[];
  readonly notTaken: readonly PlannedRoad[];
  /** Stations the route comes to or passes. */
  readonly onRoute: ReadonlySet<StationId>;
}

/** Lays out `route` in an area of `size`; a null route gives the empty stage. */
export function planRoute(
  route: Route | null,
  layout: Layout,
  design: Design,
  size: Size,
  room: Room = {},
): RoutePlan {
  const cast = castOf(design);
  const { geometry, roads: map } = stageOf(cast, size, room);
  const radius = geometry.fontSize * 0.45;
  const way = route === null ? [] : itinerary(route, layout, design);
  const legs = room.folded ? foldedLegs(way, cast.earlier) : way;
  const onRoute = new Set<StationId>();
  const segments: Segment[] = [];
  let at: { station: StationId; side: ReturnType<RoadMap['start']>['side'] } | null = null;
  legs.forEach((leg, i) => {
    const points: Point[] = [];
    for (const stop of [...leg.via, leg.to]) {
      onRoute.add(stop);
      const road = at === null ? map.start(stop) : map.road(at.station, at.side, stop);
      points.push(...road.points);
      at = { station: stop, side: road.side };
    }
    const smooth = rounded(points, radius);
    segments.push({
      party: route?.hops[i]?.party ?? 'guest',
      points: smooth,
      length: lengthOf(smooth),
      path: pathData(smooth),
      arrow: arrowHead(smooth, geometry.fontSize * 0.45),
    });
  });
  const labels: RoadLabel[] = [];
  const roads = route === null ? [] : roadsNotTaken(route, legs, layout, design);
  const notTaken = roads.map((road): PlannedRoad => {
    const points = rounded(map.road(road.from, 'right', road.to).points, radius);
    const label = labelOnRoad('not taken', points, geometry, labels);
    if (label) labels.push(label);
    return { ...road, path: pathData(points), label };
  });
  return { route, layout, design, geometry, legs, segments, notTaken, onRoute };
}

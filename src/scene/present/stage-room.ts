import type { Design } from '#model/context.ts';
import { castOf, type Room } from '../route/geometry-parts.ts';
import { geometryOf } from '../route/geometry.ts';
import { TYPE } from './stage-layout.ts';

/** How routes are laid out on the stage: the words stand around them. */
export const STAGE_ROOM: Room = { fontSize: TYPE, caption: false, folded: true };

/** The least height in which the route of any access under `design` is drawn at its full size. */
export const leastRouteHeight = (design: Design, width: number): number =>
  geometryOf(castOf(design), { width, height: 0 }, STAGE_ROOM).height;

import { useMemo } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { Route } from '#model/route.ts';
import type { Rect } from '#scene/route/rect.ts';
import { planRoute } from '#scene/route/route-plan.ts';
import { routeScene } from '#scene/route/route-scene.ts';
import { STAGE_ROOM } from '#scene/present/stage-room.ts';
import { RoutePicture } from '../route/route-picture.tsx';
import '../route/route-view.css';
import { Fitted } from './fitted.tsx';

interface StageRouteProps {
  readonly route: Route;
  readonly layout: Layout;
  readonly design: Design;
  readonly hop: number;
  readonly area: Rect;
}

/** The route of one access, as in the app, in type that a room can read. */
export function StageRoute({ route, layout, design, hop, area }: StageRouteProps) {
  const { width, height } = area;
  const plan = useMemo(
    () => planRoute(route, layout, design, { width, height }, STAGE_ROOM),
    [route, layout, design, width, height],
  );
  const scene = useMemo(() => routeScene(plan, hop), [plan, hop]);
  return (
    <Fitted area={area} width={scene.width} height={scene.height}>
      <g className="rv-picture">
        <RoutePicture scene={scene} />
      </g>
    </Fitted>
  );
}

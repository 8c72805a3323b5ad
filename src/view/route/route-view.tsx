import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { Route } from '#model/route.ts';
import { stepTitle } from '#model/narrate.ts';
import type { Size } from '#scene/route/geometry-parts.ts';
import { planRoute, type RoutePlan } from '#scene/route/route-plan.ts';
import { routeScene } from '#scene/route/route-scene.ts';
import { Caption } from './caption.tsx';
import { RoutePicture } from './route-picture.tsx';
import './route-view.css';

export interface RouteViewProps {
  readonly route: Route | null;
  readonly layout: Layout;
  readonly design: Design;
  /** Playhead: hop i is in progress from i to i + 1. */
  readonly hop: number;
  /** Show hops as arrived at once instead of on their way. */
  readonly reducedMotion: boolean;
  readonly onHop: (hop: number) => void;
  /** False where the words stand elsewhere; then the picture ends above them. */
  readonly hasCaption?: boolean;
  /** Drawn over the picture, in its coordinates. */
  readonly overlay?: (plan: RoutePlan) => ReactNode;
}

/** The way of one access through guest, Xen, device model and hardware. Arrow keys move from hop to hop. */
export function RouteView(props: RouteViewProps) {
  const { route, layout, design, hop, reducedMotion, onHop, hasCaption = true, overlay } = props;
  const [frame, size] = useSize();
  const plan = useMemo(
    () => (size === null ? null : planRoute(route, layout, design, size)),
    [route, layout, design, size],
  );
  const hops = route?.hops.length ?? 0;
  const playhead = reducedMotion ? Math.ceil(hop) : hop;
  const scene = useMemo(() => (plan === null ? null : routeScene(plan, playhead)), [plan, playhead]);
  const height = scene === null ? 0 : hasCaption ? scene.height : scene.caption.y;
  const title = route === null ? 'Route: no access chosen' : `Route of ${stepTitle(route.step, layout)}`;

  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, hop, hops);
    if (target === null) return;
    event.preventDefault();
    onHop(target);
  };

  return (
    <div className="rv-frame" ref={frame}>
      {scene && (
        <div className="rv-stage" role="group" aria-label={title} tabIndex={0} onKeyDown={onKeyDown}>
          <svg
            className="rv-picture"
            width={scene.width}
            height={height}
            viewBox={`0 0 ${scene.width} ${height}`}
            role="img"
            aria-label={`${title}. ${scene.caption.lines.map((line) => line.text).join(' ')}`}
          >
            <RoutePicture scene={scene} />
            {plan !== null && overlay?.(plan)}
            {hasCaption && <Caption scene={scene} />}
          </svg>
        </div>
      )}
    </div>
  );
}

function keyTarget(event: KeyboardEvent, hop: number, hops: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  switch (event.key) {
    case 'ArrowRight':
      return Math.min(hops, Math.floor(hop) + 1);
    case 'ArrowLeft':
      return Math.max(0, Math.ceil(hop) - 1);
    case 'Home':
      return 0;
    case 'End':
      return hops;
    default:
      return null;
  }
}

/** Extent of the element the returned ref is put on, in whole pixels; null before it is known. */
function useSize(): [React.RefObject<HTMLDivElement | null>, Size | null] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      const next = { width: Math.floor(width), height: Math.floor(height) };
      setSize((old) => (old?.width === next.width && old.height === next.height ? old : next));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

import { useId, useMemo } from 'react';
import type { Run } from '#model/run.ts';
import { mapAccess } from '#scene/page-map/map-access.ts';
import { mapScene } from '#scene/page-map/map-scene.ts';
import { viewAt } from '#scene/page-map/map-view.ts';
import type { Rect } from '#scene/route/rect.ts';
import { TYPE } from '#scene/present/stage-layout.ts';
import { stateAt, stateBefore } from '#state/derived.ts';
import { MapLayer } from '../page-map/map-layer.tsx';
import { MapPatterns } from '../page-map/map-patterns.tsx';
import '../page-map/page-map.css';
import { Fitted } from './fitted.tsx';

interface StageMapProps {
  readonly run: Run;
  readonly step: number;
  readonly hop: number;
  readonly area: Rect;
}

const METRICS = { font: TYPE, char: TYPE * 0.6 };

/** The page of the access with what the device holds, and the access on it. */
export function StageMap({ run, step, hop, area }: StageMapProps) {
  const prefix = useId();
  const done = Math.floor(hop);
  const { width, height } = area;
  const scene = useMemo(() => {
    const span = mapAccess(run.scenario.steps[step], step);
    const access = span && { start: span.offset, end: span.offset + span.size, label: span.label };
    return mapScene({
      layout: run.layout,
      state: stateAt(run, { step, hop: done }),
      previous: step === 0 && done === 0 ? null : stateBefore(run, step),
      party: 'hardware',
      view: viewAt(run.layout, access?.start),
      access,
      size: { width, height },
      metrics: METRICS,
    });
  }, [run, step, done, width, height]);
  return (
    <Fitted area={area} width={scene.width} height={scene.height}>
      <MapPatterns prefix={prefix} />
      <MapLayer scene={scene} prefix={prefix} frame={null} showCursor={false} />
    </Fitted>
  );
}

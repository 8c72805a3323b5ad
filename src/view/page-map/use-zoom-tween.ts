import { useEffect, useState } from 'react';
import type { MapScene } from '#scene/page-map/shapes.ts';

/** A zoom on its way: the picture that is left, in which direction, and how far, from 0 to 1. */
export interface ZoomTween {
  readonly left: MapScene;
  readonly nearer: boolean;
  readonly progress: number;
}

const DURATION_MS = 320;

/** Runs one zoom at a time; a new one takes the place of the old. Steps at once when `still`. */
export function useZoomTween(still: boolean): {
  tween: ZoomTween | null;
  begin: (left: MapScene, nearer: boolean) => void;
} {
  const [start, setStart] = useState<{ left: MapScene; nearer: boolean } | null>(null);
  const [progress, setProgress] = useState(0);
  useEffect(() => {
    if (start === null) return;
    let began: number | null = null;
    let frame = requestAnimationFrame(function step(now) {
      began ??= now;
      const done = (now - began) / DURATION_MS;
      setProgress(done);
      if (done >= 1) setStart(null);
      else frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [start]);
  return {
    tween: start === null || still ? null : { ...start, progress },
    begin: (left, nearer) => {
      if (still) return;
      setProgress(0);
      setStart({ left, nearer });
    },
  };
}

import { useEffect, useState } from 'react';
import { hopDuration } from '#state/playback.ts';
import { useReducedMotion } from '../use-reduced-motion.ts';

/** Twice as fast as the player: the lesson is about the end, and the way can be walked in the Route view. */
const SPEED = 2;

/** Where the picture stands: at the start until `isShown`, then on its way to the last of `hops`, and there. */
export function useReveal(isShown: boolean, hops: number): number {
  const reducedMotion = useReducedMotion();
  const [progress, setProgress] = useState({ hops: 0, at: 0 });
  useEffect(() => {
    if (!isShown || reducedMotion) return;
    let start: number | null = null;
    let frame = requestAnimationFrame(function run(now) {
      start ??= now;
      const at = Math.min(hops, ((now - start) * SPEED) / hopDuration(hops));
      setProgress({ hops, at });
      if (at < hops) frame = requestAnimationFrame(run);
    });
    return () => cancelAnimationFrame(frame);
  }, [isShown, hops, reducedMotion]);
  if (!isShown) return 0;
  return reducedMotion ? hops : progress.hops === hops ? progress.at : 0;
}

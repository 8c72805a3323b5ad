import { useEffect } from 'react';
import { useActions, useWorkbench } from '../workbench-context.ts';

/** A tab in the background gets no frames; what it missed is not made up for. */
const LONGEST_FRAME_MS = 250;

/** Drives the player by the browser's frames while it plays. The only clock of the app. */
export function usePlayback(): void {
  const playing = useWorkbench((state) => state.playing);
  const { tick } = useActions();
  useEffect(() => {
    if (!playing) return;
    let last: number | null = null;
    let frame = requestAnimationFrame(function run(now) {
      if (last !== null) tick(Math.min(now - last, LONGEST_FRAME_MS));
      last = now;
      frame = requestAnimationFrame(run);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, tick]);
}

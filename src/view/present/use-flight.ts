import { useEffect, useState } from 'react';
import { HOP_MS } from '#state/playback.ts';

/** A token is under way for at most this long: nobody waits for it, and a press shows the next moment at once. */
const LONGEST_FLIGHT_MS = 6000;

/** A way that the token goes, in hops; another `entry` is another way. */
export interface Flight {
  readonly entry: number;
  /** Null: it stands at the end at once. */
  readonly from: number | null;
  readonly to: number;
}

/** Where the token is, frame by frame; with reduced motion it is there at once. The stage's own clock. */
export function useFlight({ entry, from, to }: Flight, isStill: boolean): number {
  const start = from === null || from >= to || isStill ? to : from;
  const [now, setNow] = useState({ entry, hop: start });
  useEffect(() => {
    if (start >= to) return;
    const duration = Math.min((to - start) * HOP_MS, LONGEST_FLIGHT_MS);
    let begun: number | null = null;
    let frame = requestAnimationFrame(function fly(time) {
      begun ??= time;
      const share = Math.min(1, (time - begun) / duration);
      setNow({ entry, hop: start + (to - start) * share });
      if (share < 1) frame = requestAnimationFrame(fly);
    });
    return () => cancelAnimationFrame(frame);
  }, [entry, start, to]);
  return now.entry === entry && start < to ? now.hop : start;
}

/** Playing as arithmetic: where the playhead is after some time. The clock itself is in the view. */
import { isAtEnd, isAtVeryEnd, type Playhead, type Track } from './playhead.ts';

/** Milliseconds for one hop at speed 1. */
export const HOP_MS = 600;
/** An access takes at most this long at speed 1: routes of more than 60 hops are sped up to fit. */
export const LONGEST_ACCESS_MS = 60 * HOP_MS;
/** At the end of an access the picture rests, so that the verdict can be read. */
export const REST_MS = 900;

export const SLOWEST = 0.1;
export const FASTEST = 4;
/** What the slower and faster keys go through. */
export const SPEEDS: readonly number[] = [SLOWEST, 0.25, 0.5, 1, 2, FASTEST];

/** Steps that are repeated, both included. */
export interface LoopRange {
  readonly from: number;
  readonly to: number;
}

export interface Playing {
  readonly playhead: Playhead;
  /** Milliseconds already rested at the end of an access. */
  readonly rested: number;
  /** False when the end was reached and there is nothing to repeat. */
  readonly playing: boolean;
}

/** Milliseconds a hop takes at speed 1 in a route of `hops` hops. */
export function hopDuration(hops: number): number {
  return hops * HOP_MS > LONGEST_ACCESS_MS ? LONGEST_ACCESS_MS / hops : HOP_MS;
}

/** Where playing stands `ms` later, `ms` being scaled by the speed already. */
export function advance(now: Playing, track: Track, ms: number, loop: LoopRange | null): Playing {
  let { playhead, rested } = now;
  let left = ms;
  while (left > 0) {
    if (!isAtEnd(playhead, track)) {
      const hops = track.hopsOf(playhead.step);
      const duration = hopDuration(hops);
      const needed = (hops - playhead.hop) * duration;
      if (left < needed)
        return { playhead: { ...playhead, hop: playhead.hop + left / duration }, rested: 0, playing: true };
      left -= needed;
      playhead = { step: playhead.step, hop: hops };
      rested = 0;
    }
    if (isAtVeryEnd(playhead, track) && loop === null) return { playhead, rested: 0, playing: false };
    if (left < REST_MS - rested) return { playhead, rested: rested + left, playing: true };
    left -= REST_MS - rested;
    rested = 0;
    playhead = nextStart(playhead, track, loop);
  }
  return { playhead, rested, playing: true };
}

function nextStart(playhead: Playhead, track: Track, loop: LoopRange | null): Playhead {
  const last = track.length - 1;
  if (loop !== null && (playhead.step >= loop.to || playhead.step >= last))
    return { step: Math.min(Math.max(loop.from, 0), Math.max(last, 0)), hop: 0 };
  return { step: Math.min(playhead.step + 1, Math.max(last, 0)), hop: 0 };
}

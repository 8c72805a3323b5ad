import type { LoopRange } from '#state/playback.ts';

/** `loop` begun at `step`; it ends where it did, or at the last access. */
export function loopFrom(loop: LoopRange | null, step: number, last: number): LoopRange {
  return { from: step, to: loop !== null && loop.to >= step ? loop.to : Math.max(last, step) };
}

/** `loop` ended at `step`; it begins where it did, or at the first access. */
export function loopUpTo(loop: LoopRange | null, step: number): LoopRange {
  return { from: loop !== null && loop.from <= step ? loop.from : 0, to: step };
}

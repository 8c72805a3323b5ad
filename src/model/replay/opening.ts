/** An access, or a stretch of accesses, of a recording as a scenario that begins in exactly the state there. */
import type { Step } from '../access.ts';
import { failure, success, type Result } from '../base/result.ts';
import type { Replay } from './replay.ts';
import { setUpOf, type SetUp } from './set-up.ts';

/** Steps that the views of a scenario are made for. */
export const MOST_STEPS = 10_000;

export interface Opening extends SetUp {
  /** Index of the first step that is an access of the stretch; all before it set the state up. */
  readonly first: number;
}

/** Access `n` at the end of the steps that lead to its state. */
export const openingOf = (replay: Replay, n: number): Result<Opening> => stretchOf(replay, n, n);

/** Accesses `from` to `to`, both included, behind the steps that lead to the state before `from`. */
export function stretchOf(replay: Replay, from: number, to: number): Result<Opening> {
  const accesses = replay.steps(from, to + 1);
  // Changes of Message Control right before `from` belong to the state there.
  const own = accesses.slice(accesses.findIndex(isAccessStep));
  const most = MOST_STEPS - own.length;
  if (most < 0)
    return failure(
      `The stretch has ${own.length} accesses and changes of Message Control; a scenario holds at most ${MOST_STEPS}. Choose a shorter one.`,
    );
  const before = setUpOf(replay, from, most);
  if (!before.ok) return before;
  const { steps, registers, leftOut } = before.value;
  return success({ registers, leftOut, first: steps.length, steps: [...steps, ...own] });
}

const isAccessStep = (step: Step): boolean => step.op !== 'enable' && step.op !== 'disable';

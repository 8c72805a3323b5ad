/** A scenario that ends with one access of a recording, in exactly the state in which the recording reaches it. */
import type { Step } from '../access.ts';
import { failure, success, type Result } from '../base/result.ts';
import { Machine } from '../machine.ts';
import type { MachineState } from '../state.ts';
import type { Replay } from './replay.ts';

/** Steps that the views of a scenario are made for. */
export const MOST_STEPS = 2000;

export interface Opening {
  /** The last one is the access itself. */
  readonly steps: readonly Step[];
  /** Steps before it that were left out, because the state is the same without them. */
  readonly leftOut: number;
}

/** The steps before access `n`, thinned out where they are too many and the state is proved to be the same without. */
export function openingOf(replay: Replay, n: number): Result<Opening> {
  const all = replay.steps(0, n + 1);
  const access = all.pop()!;
  if (all.length < MOST_STEPS) return success({ steps: [...all, access], leftOut: 0 });
  const wanted = replay.stateAt(n);
  const writes = all.filter(({ op }) => op !== 'read' && op !== 'rep-read');
  for (const steps of [writes, endsOfEach(writes)]) {
    if (steps.length >= MOST_STEPS) continue;
    const machine = new Machine(replay.design, replay.plan.layout);
    for (const step of steps) machine.run(step);
    if (isSameState(machine.state, wanted))
      return success({ steps: [...steps, access], leftOut: all.length - steps.length });
  }
  return failure(
    `Access ${n + 1} has ${all.length} steps before it, and a scenario holds at most ${MOST_STEPS}; no shorter way to the same state was found. Make a scenario of a stretch instead.`,
  );
}

/** Writes kept at either end of those to one place: what binds an entry comes early, what it holds comes late. */
const KEPT = 3;

/** Of plain writes to one place, the first and last few; every other step stays. */
function endsOfEach(steps: readonly Step[]): Step[] {
  const places = new Map<string, number[]>();
  steps.forEach((step, at) => {
    if (step.op !== 'write') return;
    const place = `${step.offset} ${step.size}`;
    const known = places.get(place);
    if (known) known.push(at);
    else places.set(place, [at]);
  });
  const kept = new Set([...places.values()].flatMap((all) => [...all.slice(0, KEPT), ...all.slice(-KEPT)]));
  return steps.filter((step, at) => step.op !== 'write' || kept.has(at));
}

/** Whether two states hold the same in every part. */
export const isSameState = (a: MachineState, b: MachineState): boolean => isSame(a, b);

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Map && b instanceof Map) return isSame([...a], [...b]);
  if (a instanceof Set && b instanceof Set) return isSame([...a], [...b]);
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) =>
    isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
}

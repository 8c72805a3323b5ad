/**
 * The state in which a recording reaches an access, as the beginning of a scenario: first contents of registers, and as
 * few steps as were found that lead exactly there. Nothing but the scenario's own steps is needed to read it again.
 */
import type { Step } from '../access.ts';
import { failure, success, type Result } from '../base/result.ts';
import { Machine } from '../machine.ts';
import { REPLAY_OUTCOMES, type Replay } from './replay.ts';
import { isSameState } from './same-state.ts';
import { nearWritesOf, type Kept } from './near-writes.ts';

export interface SetUp {
  /** First contents of the device's registers, 32 bits by offset from the table BAR. */
  readonly registers: ReadonlyMap<number, number>;
  readonly steps: readonly Step[];
  /** Accesses and changes of Message Control before it that are not among the steps. */
  readonly leftOut: number;
}

const CRASH = REPLAY_OUTCOMES.indexOf('crash');

/** What binds an entry comes early, what it holds comes late; most states need no more than the first of these. */
const ATTEMPTS: readonly Kept[] = [
  { passive: [0, 1], active: [2, 2] },
  { passive: [0, 1], active: [8, 8] },
  { passive: [0, 1], active: [64, 64] },
  { passive: [1, 1], active: [64, 64] },
  { passive: [4, 4], active: [512, 512] },
  { passive: [Infinity, Infinity], active: [Infinity, Infinity] },
];

/**
 * The set-up for access `n` of `replay` in at most `most` steps. Each attempt is run and its state compared with the
 * replay's own, so that what is given back leads to exactly the same state; where none does, that is said.
 */
export function setUpOf(replay: Replay, n: number, most: number): Result<SetUp> {
  const { plan, design } = replay;
  const config = replay.configBefore(n);
  const before = n + config.length;
  if (before <= most)
    return success({
      registers: plan.registers ?? new Map(),
      steps: [
        ...plan.start,
        ...replay.steps(0, n),
        ...config.filter(({ position }) => position === n).map(({ step }) => step),
      ],
      leftOut: 0,
    });
  const wanted = replay.stateAt(n);
  const registers = new Map([...wanted.hardware.registers].map(([dword, value]) => [4 * dword, value]));
  // Nothing after a crash leaves a trace, so that what came last before it is what counts.
  const end = wanted.crashed ? Math.min(n, replay.outcomes.indexOf(CRASH) + 1) : n;
  const writes = nearWritesOf(replay);
  for (const kept of ATTEMPTS) {
    const positions = writes.before(end, kept, most - config.length - plan.start.length);
    if (positions === null) break;
    const steps = [...plan.start, ...merged(replay, positions, config, end)];
    const machine = new Machine(design, plan.layout, { registers });
    for (const step of steps) machine.run(step);
    if (isSameState(machine.state, wanted))
      return success({ registers, steps, leftOut: before - (steps.length - plan.start.length) });
  }
  return failure(
    `Access ${n + 1} has ${before} accesses and changes of Message Control before it, and no way of at most ${most} steps to the same state was found under ${design.title}.`,
  );
}

function merged(
  replay: Replay,
  positions: readonly number[],
  config: readonly { readonly position: number; readonly step: Step }[],
  end: number,
): Step[] {
  const steps: Step[] = [];
  let change = 0;
  for (const position of positions) {
    for (; change < config.length && config[change]!.position <= position; change++)
      steps.push(config[change]!.step);
    steps.push(replay.stepAt(position));
  }
  return [...steps, ...config.slice(change).flatMap(({ position, step }) => (position <= end ? step : []))];
}

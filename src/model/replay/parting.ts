/** Where two replays of one recording part. */
import type { DifferenceKind } from '../compare.ts';
import { WRITE } from './access-source.ts';
import { REPLAY_OUTCOMES, type Replay } from './replay.ts';

/** Ways in which an access can differ, and the bit of each. State that differs shows when it is next looked at. */
export const PARTING_KINDS: readonly (readonly [bit: number, kind: DifferenceKind])[] = [
  [1, 'outcome'],
  [2, 'value'],
  [4, 'hardware'],
  [8, 'device-model'],
];

/** Positions that differ, rising, with the ways of each as bits of PARTING_KINDS. */
export interface Partings {
  readonly positions: Uint32Array;
  readonly kinds: Uint8Array;
}

/**
 * Every access that ends differently, gives the guest another value, or sends something else to the device or the
 * device model. Both replays have to be of one plan, and done.
 */
export function partingsOf(a: Replay, b: Replay): Partings {
  const length = Math.min(a.position, b.position);
  const positions: number[] = [];
  const kinds: number[] = [];
  for (let n = 0; n < length; n++) {
    const kind =
      (a.outcomes[n] === b.outcomes[n] ? 0 : 1) |
      (a.values[n] === b.values[n] && gotNothing(a, n) === gotNothing(b, n) ? 0 : 2) |
      (a.hardware[n] === b.hardware[n] ? 0 : 4) |
      (a.requests[n] === b.requests[n] ? 0 : 8);
    if (kind === 0) continue;
    positions.push(n);
    kinds.push(kind);
  }
  return { positions: Uint32Array.from(positions), kinds: Uint8Array.from(kinds) };
}

const CRASH = REPLAY_OUTCOMES.indexOf('crash');
const NOT_RUN = REPLAY_OUTCOMES.indexOf('not-run');

/** Whether access `n` is a read in a crashed domain: 0 is a value, nothing is none. */
function gotNothing({ outcomes, plan }: Replay, n: number): boolean {
  const outcome = outcomes[n];
  return (outcome === NOT_RUN || outcome === CRASH) && (plan.source.flags[plan.rows[n]!]! & WRITE) === 0;
}

/** How many accesses differ in each way. */
export function partingCounts({ kinds }: Partings): Partial<Record<DifferenceKind, number>> {
  const counts: Partial<Record<DifferenceKind, number>> = {};
  for (const bits of kinds)
    for (const [bit, kind] of PARTING_KINDS) if ((bits & bit) !== 0) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The ways in `bits`. */
export const kindsIn = (bits: number): DifferenceKind[] =>
  PARTING_KINDS.flatMap(([bit, kind]) => ((bits & bit) === 0 ? [] : [kind]));

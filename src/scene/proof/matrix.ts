/** The matrix of properties by designs: what the settings say together. */
import type { Verdict } from '#model/explore/matrix.ts';

/** What became of one property under one design in one setting. */
export interface SettingVerdict {
  readonly settingId: string;
  readonly verdict: Verdict;
  readonly states: number;
  readonly stepCount: number;
}

/** `open` while settings are missing and none of those there fails; `none` where no chosen setting asks. */
export type CellKind = Verdict | 'open' | 'none';

export interface CellLook {
  readonly kind: CellKind;
  /** The word for it. */
  readonly word: string;
  /** States searched, or steps of the shortest counterexample, in words; empty where there is nothing to count. */
  readonly count: string;
  /** In how many settings it fails, in words; empty unless it fails and more than one asks. */
  readonly where: string;
}

export const plural = (n: number, one: string): string =>
  `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;

/**
 * One cell from the settings in which the property is asked: it fails if it fails in any, and holds only if it holds
 * in all of them. `asked` is how many there are; those of `found` are done.
 */
export function cellLook(found: readonly SettingVerdict[], asked: number): CellLook {
  if (asked === 0) return { kind: 'none', word: 'not asked', count: '', where: '' };
  const failing = found.filter(({ verdict }) => verdict === 'fails');
  if (failing.length > 0) {
    const steps = Math.min(...failing.map(({ stepCount }) => stepCount));
    const where = asked > 1 ? `in ${failing.length} of ${asked} settings` : '';
    return { kind: 'fails', word: 'fails', count: plural(steps, 'step'), where };
  }
  if (found.length < asked) return { kind: 'open', word: 'open', count: '', where: '' };
  const states = found.reduce((sum, one) => sum + one.states, 0);
  if (found.some(({ verdict }) => verdict === 'stopped'))
    return { kind: 'stopped', word: 'stopped', count: plural(states, 'state'), where: '' };
  if (found.every(({ verdict }) => verdict === 'not-applicable'))
    return { kind: 'not-applicable', word: 'not applicable', count: '', where: '' };
  return { kind: 'holds', word: 'holds', count: plural(states, 'state'), where: '' };
}

/** A cell of a design that cannot be given the device where its device model is to run: nothing is asked there. */
export const OUT_OF_REACH: CellLook = { kind: 'not-applicable', word: 'no device', count: '', where: '' };

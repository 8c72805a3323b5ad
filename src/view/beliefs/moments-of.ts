import type { Run } from '#model/run.ts';
import { arisingSteps, beliefMoments, type BeliefMoment } from '#scene/beliefs-moments.ts';

const known = new WeakMap<Run, readonly BeliefMoment[]>();
const arising = new WeakMap<Run, readonly number[]>();

/** The moments of `run`, found once. */
export function momentsOf(run: Run): readonly BeliefMoment[] {
  const moments = known.get(run) ?? beliefMoments(run);
  known.set(run, moments);
  return moments;
}

/** The steps at whose end a disagreement has newly come up. */
export function disagreementsOf(run: Run): readonly number[] {
  const steps = arising.get(run) ?? arisingSteps(momentsOf(run));
  arising.set(run, steps);
  return steps;
}

/** The disagreements that come up at the end of `step`. */
export const arisingAt = (run: Run, step: number): readonly BeliefMoment[] =>
  disagreementsOf(run).includes(step)
    ? momentsOf(run).filter((moment) => moment.step === step && moment.kind === 'arises')
    : [];

/** The first entry about which a disagreement comes up at the end of `step`; null when none does, or about the device. */
export function entryArisingAt(run: Run, step: number): number | null {
  return arisingAt(run, step).find(({ entries }) => entries.length > 0)?.entries[0] ?? null;
}

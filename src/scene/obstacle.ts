/** What keeps a run from happening where the device model runs. */
import type { Design } from '#model/context.ts';
import {
  BINDING,
  ENVIRONMENTS,
  feasibility,
  type Environment,
  type EnvironmentName,
} from '#model/environments.ts';
import { Machine } from '#model/machine.ts';
import type { Run } from '#model/run.ts';

export interface Obstacle {
  /** What fails, in words. */
  readonly step: string;
  readonly reason: string;
  /** The first access that cannot happen, 0-based; the run's length when all of them still can. */
  readonly from: number;
}

const firstMappings = new WeakMap<Run, number>();

/** The obstacle that `run` meets in `environment`, or null when nothing is in its way. */
export function obstacleOf(run: Run, environment: EnvironmentName): Obstacle | null {
  const found = feasibility(run.design, environment);
  if (found.works) return null;
  const from = found.step === BINDING ? firstMapping(run) : 0;
  return { step: found.step, reason: found.reason, from };
}

/** The step at which the first vector is mapped: what comes before needs no right that a process can give up. */
function firstMapping(run: Run): number {
  const known = firstMappings.get(run);
  if (known !== undefined) return known;
  const { registers, steps } = run.scenario;
  const machine = new Machine(run.design, run.layout, { registers });
  const at = steps.findIndex((step) => {
    machine.run(step);
    return machine.state.xen.mapped.includes(1);
  });
  const from = at < 0 ? steps.length : at;
  firstMappings.set(run, from);
  return from;
}

/** The obstacle in sentences, for a notice that stands in the place of the caption. */
export interface ObstacleWords {
  readonly head: string;
  /** What fails; the reason follows it. */
  readonly failing: string;
  readonly reason: string;
  /** From where on nothing runs, and what the grey picture then is. */
  readonly foot: string;
}

/** What is said of `obstacle`, met by `design` in `environment`. */
export function obstacleWords(
  design: Design,
  environment: EnvironmentName,
  { step, reason, from }: Obstacle,
): ObstacleWords {
  const { title, summary } = placeOf(environment);
  const when = from === 0 ? 'No access gets this far' : `From access ${from + 1} on nothing runs`;
  return {
    head: `${design.title} does not work here (${title}).`,
    failing: `Fails at: ${step}.`,
    reason,
    foot: `${title}: ${summary} ${when}: the grey picture is what it would be if this step worked.`,
  };
}

/** The place where the device model runs, as people know it. */
export function placeOf(environment: EnvironmentName): Environment {
  const place = ENVIRONMENTS.find(({ name }) => name === environment);
  if (!place) throw new Error(`there is no place ${environment}`);
  return place;
}

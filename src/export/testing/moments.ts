/** Moments of real runs, made from the model alone. */
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { EnvironmentName } from '#model/environments.ts';
import { layoutOf } from '#model/layout.ts';
import { Run } from '#model/run.ts';
import { stateDuring } from '#model/state-during.ts';
import { obstacleOf, obstacleWords } from '#scene/obstacle.ts';
import type { Moment } from '../picture/moment.ts';

/** A ready scenario on a device of the catalogue, under a design. */
export function runOf(scenarioId: string, designId: string, deviceId = '8086:2725'): Run {
  const device = DEVICES.find(({ description }) => description.id === deviceId)!.description;
  const scenario = SCENARIOS.find(({ id }) => id === scenarioId)!.on(layoutOf(device));
  return new Run(scenario, DESIGNS.find(({ id }) => id === designId) ?? DESIGNS[0]!);
}

/** The moment at `hop` of `step`; Infinity is the end of the step. */
export function momentOf(run: Run, step: number, hop: number, environment: EnvironmentName = 'dom0'): Moment {
  const route = step < run.length ? run.routeAt(step) : null;
  const hops = route?.hops.length ?? 0;
  const at = Math.min(hop, hops);
  const before = run.stateAt(Math.min(step, run.length));
  const state =
    route === null || at < 1
      ? before
      : stateDuring(before, run.stateAt(step + 1), route, run.layout, Math.floor(at));
  const found = obstacleOf(run, environment);
  return {
    run,
    step,
    hop: at,
    route,
    state,
    previous: step === 0 && at === 0 ? null : before,
    obstacle: found && step >= found.from ? obstacleWords(run.design, environment, found) : null,
  };
}

import type { Step } from '#model/access.ts';
import { Machine } from '#model/machine.ts';
import type { Run } from '#model/run.ts';
import type { Route } from '#model/route.ts';

/** What `step` would do if it were step `n` of `run`, whose own steps from there on do not happen. */
export function previewStep(run: Run, n: number, step: Step): Route {
  const machine = new Machine(run.design, run.layout, { registers: run.scenario.registers });
  machine.state = run.stateAt(Math.min(Math.max(n, 0), run.length));
  return machine.route(step);
}

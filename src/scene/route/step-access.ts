import { isAccess, type AccessStep, type Step } from '#model/access.ts';

/** The access a step makes, or null for steps that make none. `begin` makes the one that it holds. */
export function accessOf(step: Step): AccessStep | null {
  if (step.op === 'begin') return step.access;
  return isAccess(step) ? step : null;
}

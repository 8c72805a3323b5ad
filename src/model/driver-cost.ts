import { REAL_WORLD, type Design, type World } from './context.ts';
import { isAccess, type Step } from './access.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import type { Outcome } from './route.ts';
import { isLoss } from './run.ts';
import type { Scenario } from './scenario.ts';

/** What a driver's sequence costs under a design. Every request to the device model makes the vCPU wait for it. */
export interface DriverCost {
  readonly designId: string;
  readonly steps: number;
  /** Steps that access the BAR; a REP counts once. */
  readonly accesses: number;
  /** Elements of those accesses: more than `accesses` where there are REPs. */
  readonly elements: number;
  /** Accesses that the device model takes part in. */
  readonly reachDeviceModel: number;
  /** Blocking round trips: more than one for an access that is cut, or for a REP that is sent piece by piece. */
  readonly roundTrips: number;
  /** Accesses of which bytes went nowhere. */
  readonly lost: number;
  /** Steps that did not run, because the domain had crashed. */
  readonly notRun: number;
  /** Number of steps for each outcome that occurs. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

/** Runs `scenario` and counts. */
export function driverCost(scenario: Scenario, design: Design, world: World = REAL_WORLD): DriverCost {
  const machine = new Machine(design, layoutOf(scenario.device), { registers: scenario.registers, world });
  const outcomes: Partial<Record<Outcome, number>> = {};
  let accesses = 0;
  let elements = 0;
  let reachDeviceModel = 0;
  let roundTrips = 0;
  let lost = 0;
  for (const step of scenario.steps) {
    machine.run(step);
    const outcome = machine.outcome(step);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (!isAccess(step)) continue;
    accesses++;
    elements += elementsOf(step);
    roundTrips += machine.roundTrips;
    if (machine.roundTrips > 0) reachDeviceModel++;
    if (isLoss(outcome)) lost++;
  }
  return {
    designId: design.id,
    steps: scenario.steps.length,
    accesses,
    elements,
    reachDeviceModel,
    roundTrips,
    lost,
    notRun: outcomes['not-run'] ?? 0,
    outcomes,
  };
}

const elementsOf = (step: Step): number => ('count' in step ? step.count : 1);

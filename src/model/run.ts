import { REAL_WORLD, type Design, type World } from './context.ts';
import { layoutOf, type Layout } from './layout.ts';
import { Machine } from './machine.ts';
import { cloneState, type MachineState } from './state.ts';
import type { Outcome, Route } from './route.ts';
import type { Scenario } from './scenario.ts';

/** Steps between two kept states: going to any step replays at most this many. */
const CHECKPOINT_EVERY = 64;

/** What became of one step, without its hops: what a timeline needs of every step at once. */
export interface StepSummary {
  readonly outcome: Outcome;
  readonly roundTrips: number;
  /** Some bytes of it went nowhere. */
  readonly lost: boolean;
}

/**
 * A scenario under a design, as a sequence that can be entered anywhere: states and routes are found by replaying
 * from the nearest kept state, so the same position always gives the same picture. Positions: state n is the state
 * before step n (0-based), so state 0 is the start and state `length` the end.
 */
export class Run {
  readonly layout: Layout;
  readonly summaries: readonly StepSummary[];
  private readonly checkpoints: MachineState[] = [];
  private readonly machine: Machine;

  readonly scenario: Scenario;
  readonly design: Design;

  constructor(scenario: Scenario, design: Design, world: World = REAL_WORLD) {
    this.scenario = scenario;
    this.design = design;
    this.layout = layoutOf(scenario.device);
    this.machine = new Machine(design, this.layout, { registers: scenario.registers, world });
    const summaries: StepSummary[] = [];
    scenario.steps.forEach((step, n) => {
      if (n % CHECKPOINT_EVERY === 0) this.checkpoints.push(cloneState(this.machine.state));
      this.machine.run(step);
      const outcome = this.machine.outcome(step);
      summaries.push({ outcome, roundTrips: this.machine.roundTrips, lost: isLoss(outcome) });
    });
    if (scenario.steps.length % CHECKPOINT_EVERY === 0) this.checkpoints.push(cloneState(this.machine.state));
    this.summaries = summaries;
  }

  get length(): number {
    return this.scenario.steps.length;
  }

  /** The state before step `n`; `n` = length gives the state after the last one. */
  stateAt(n: number): MachineState {
    this.seek(n);
    return cloneState(this.machine.state);
  }

  /** The route of step `n`, with all its hops. */
  routeAt(n: number): Route {
    const step = this.scenario.steps[n];
    if (!step) throw new RangeError(`no step ${n} in a scenario of ${this.length}`);
    this.seek(n);
    return this.machine.route(step);
  }

  /** The routes of steps `from` to `to` (exclusive), each at the cost of its own step; others may use the run meanwhile. */
  *routes(from = 0, to = this.length): Generator<Route> {
    let state = this.stateAt(from);
    for (const step of this.scenario.steps.slice(from, to)) {
      this.machine.state = state;
      const route = this.machine.route(step);
      state = this.machine.state;
      yield route;
    }
  }

  private seek(n: number): void {
    const at = Math.min(Math.floor(n / CHECKPOINT_EVERY), this.checkpoints.length - 1);
    this.machine.state = cloneState(this.checkpoints[at]!);
    for (let k = at * CHECKPOINT_EVERY; k < n; k++) this.machine.run(this.scenario.steps[k]!);
  }
}

/** True for outcomes in which bytes of an access went nowhere. */
export function isLoss(outcome: Outcome): boolean {
  return outcome === 'lost' || outcome === 'partly-lost' || outcome === 'crash';
}

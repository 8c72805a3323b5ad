import type { ModelEvent } from './events.ts';
import type { Design, World } from './context.ts';
import type { Layout } from './layout.ts';
import { Machine } from './machine.ts';
import type { Outcome } from './route.ts';
import { Recorder } from './recorder.ts';
import type { RuleId } from './rules.ts';
import type { HopFacts, Party } from './route.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './access.ts';
import type { MachineState } from './state.ts';

export type HardwareWrite = ModelEvent & { readonly at: 'hw.write' };
export type Request = ModelEvent & { readonly at: 'dm.read' | 'dm.write' };

/** What a bystander sees of one step: its outcome, what came back, what reached the device and the device model. */
export interface Observation {
  readonly outcome: Outcome;
  readonly values: readonly bigint[] | null;
  readonly hardware: readonly HardwareWrite[];
  readonly requests: readonly Request[];
}

const NONE: readonly never[] = [];

/** Keeps the events that leave Xen, and nothing else of a route. */
class BoundaryRecorder extends Recorder {
  private hardware: HardwareWrite[] | null = null;
  private requests: Request[] | null = null;

  /** What came since the last call. */
  take(): Pick<Observation, 'hardware' | 'requests'> {
    const taken = { hardware: this.hardware ?? NONE, requests: this.requests ?? NONE };
    this.hardware = this.requests = null;
    return taken;
  }

  override hop(_party: Party, _rule: RuleId, _facts: HopFacts, event: ModelEvent | null = null): void {
    if (event === null) return;
    if (event.at === 'hw.write') (this.hardware ??= []).push(event as HardwareWrite);
    else if (event.at === 'dm.write' || event.at === 'dm.read') (this.requests ??= []).push(event);
  }

  override changed(): void {
    // The states themselves are at hand.
  }

  override answer(): void {
    // The outcome says it.
  }
}

/** A machine of which only the boundary is watched: about as fast as one that nobody watches. */
export class Observer {
  readonly machine: Machine;
  private readonly recorder = new BoundaryRecorder();

  constructor(design: Design, layout: Layout, scenario: Pick<Scenario, 'registers'>, world: World) {
    this.machine = new Machine(design, layout, { registers: scenario.registers, world });
    this.machine.recorder = this.recorder;
  }

  get state(): MachineState {
    return this.machine.state;
  }

  run(step: Step): Observation {
    const { recorder, machine } = this;
    const values = machine.run(step);
    return { outcome: machine.outcome(step), values, ...recorder.take() };
  }
}

import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import { layoutOf, type Layout } from '../layout.ts';
import type { Machine } from '../machine.ts';
import type { Property } from '../properties/property.ts';
import { actionOf, perform, type Action } from './action.ts';
import type { Codec } from './codec.ts';
import { mayHappen, packedMachine } from './packed-machine.ts';
import { DEFAULT_BOUNDS, type Bounds, type Setting } from './setting.ts';
import { Visited } from './visited.ts';

/** Where a property first failed: in the state `state`, or in the step `action` from it. */
interface Failure {
  readonly state: number;
  readonly action: number | null;
}

/** How far a search has come. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** States met and not yet gone on from. */
  readonly frontier: number;
  readonly depth: number;
  readonly bytes: number;
  readonly running: boolean;
  /** Everything within the setting was seen; only then does what did not fail hold. */
  readonly exhausted: boolean;
  /** The bound that stopped it, or null. */
  readonly stoppedBy: keyof Bounds | null;
}

/**
 * Breadth first over everything that can happen in a setting under a design, all properties at once, so that the
 * first failure of each is a shortest one. Knows no clock: `advance` goes on by a budget of transitions.
 */
export class Search {
  readonly setting: Setting;
  readonly design: Design;
  readonly layout: Layout;
  readonly actions: readonly Action[];
  readonly properties: readonly Property[];
  private readonly machine: Machine;
  private readonly codec: Codec;
  private readonly visited: Visited;
  private readonly bounds: Bounds;
  private readonly failures = new Map<Property, Failure>();
  /** Properties that have not failed yet. */
  private readonly open: { state: Property[]; step: Property[] };
  private parents = new Int32Array(1024);
  private parentActions = new Uint16Array(1024);
  private next = 0;
  private levelEnd = 0;
  private depth = 0;
  private transitions = 0;
  private exhausted = false;
  private stoppedBy: keyof Bounds | null = null;
  private readonly allowed: Uint8Array;

  constructor(
    setting: Setting,
    design: Design,
    properties: readonly Property[],
    bounds: Bounds = DEFAULT_BOUNDS,
  ) {
    this.setting = setting;
    this.design = design;
    this.bounds = bounds;
    this.properties = properties;
    this.layout = layoutOf(setting.device);
    this.actions = setting.steps.map((step) => actionOf(step, this.layout));
    this.allowed = new Uint8Array(this.actions.length);
    this.open = {
      state: properties.filter((property) => property.of === 'state'),
      step: properties.filter((property) => property.of === 'step'),
    };
    const { machine, codec } = packedMachine(setting, design, this.layout, this.actions);
    this.machine = machine;
    this.codec = codec;
    this.visited = new Visited(this.codec.size);
    this.meet(-1, 0);
    this.levelEnd = 1;
  }

  /** Goes on for about `budget` transitions; true while there is more to do. */
  advance(budget: number): boolean {
    const until = this.transitions + budget;
    while (this.transitions < until && this.stoppedBy === null && !this.exhausted) {
      if (this.next === this.visited.count) this.exhausted = true;
      else if (this.next === this.levelEnd) {
        this.depth++;
        this.levelEnd = this.visited.count;
      } else if (this.depth >= this.bounds.depth) this.stoppedBy = 'depth';
      else this.expand(this.next++);
    }
    return this.stoppedBy === null && !this.exhausted;
  }

  private expand(from: number): void {
    const { machine, codec, visited, actions, allowed } = this;
    codec.load(visited.words, from * codec.size);
    if (machine.state.crashed) return;
    for (let a = 0; a < actions.length; a++)
      allowed[a] = mayHappen(machine.state, actions[a]!, this.setting) ? 1 : 0;
    let fresh = true;
    for (let a = 0; a < actions.length; a++) {
      if (allowed[a] === 0) continue;
      if (!fresh) codec.restore();
      fresh = false;
      const action = actions[a]!;
      perform(machine, action);
      this.transitions++;
      const { step } = this.open;
      for (let p = step.length - 1; p >= 0; p--)
        if (!step[p]!.holds(machine, action))
          this.failures.set(step.splice(p, 1)[0]!, { state: from, action: a });
      this.meet(from, a);
      if (this.stoppedBy !== null) return;
    }
  }

  /** Takes up the machine's present state, and looks at it when it is new. */
  private meet(from: number, action: number): void {
    const { visited, machine } = this;
    const start = visited.candidate();
    if (from < 0) this.codec.pack(visited.words, start);
    else this.codec.packChanged(visited.words, start);
    const number = visited.take();
    if (number < 0) return;
    if (number >= this.parents.length) this.growParents();
    this.parents[number] = from;
    this.parentActions[number] = action;
    const { state } = this.open;
    for (let p = state.length - 1; p >= 0; p--)
      if (!state[p]!.holds(machine, null))
        this.failures.set(state.splice(p, 1)[0]!, { state: number, action: null });
    if (visited.count >= this.bounds.states) this.stoppedBy = 'states';
  }

  private growParents(): void {
    const parents = new Int32Array(2 * this.parents.length);
    parents.set(this.parents);
    this.parents = parents;
    const parentActions = new Uint16Array(parents.length);
    parentActions.set(this.parentActions);
    this.parentActions = parentActions;
  }

  /** The shortest way to the failure of `property`, without the lead; null while it has not failed. */
  counterexample(property: Property): readonly Step[] | null {
    const failure = this.failures.get(property);
    if (!failure) return null;
    const steps: Step[] = failure.action === null ? [] : [this.actions[failure.action]!.step];
    for (let state = failure.state; this.parents[state]! >= 0; state = this.parents[state]!)
      steps.unshift(this.actions[this.parentActions[state]!]!.step);
    return steps;
  }

  get progress(): Progress {
    const { visited } = this;
    return {
      states: visited.count,
      transitions: this.transitions,
      frontier: visited.count - this.next,
      depth: this.depth,
      bytes: visited.bytes + this.parents.byteLength + this.parentActions.byteLength,
      running: this.stoppedBy === null && !this.exhausted,
      exhausted: this.exhausted,
      stoppedBy: this.stoppedBy,
    };
  }
}

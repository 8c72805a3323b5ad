import type { Step } from '../access.ts';
import { FORWARDED, type Design } from '../context.ts';
import { layoutOf, type Layout } from '../layout.ts';
import type { Machine } from '../machine.ts';
import type { MachineState } from '../state.ts';
import { DELIVERED, REACHED_PBA, UNDELIVERED, WROTE_TABLE } from '../seen.ts';
import { actionOf, perform, type Action } from './action.ts';
import type { Codec } from './codec.ts';
import { mayHappen, packedMachine } from './packed-machine.ts';
import { DEFAULT_BOUNDS, type Bounds, type Setting } from './setting.ts';
import { Visited } from './visited.ts';

/** Who can tell the two designs apart by looking at what concerns it. */
export const LOOKERS = ['guest', 'hardware', 'device-model'] as const;
export type Looker = (typeof LOOKERS)[number];

/** What tells two designs apart in a setting, for each who looks. */
export interface Distinction {
  readonly setting: Setting;
  readonly designs: readonly [Design, Design];
  /** The shortest sequence after the lead at whose last step they differ; null when there is none, or none found. */
  readonly steps: Readonly<Record<Looker, readonly Step[] | null>>;
  readonly states: number;
  readonly transitions: number;
  /** Every sequence of so many steps was tried. */
  readonly depth: number;
  /** All pairs of states were seen, or all three have told the designs apart. */
  readonly complete: boolean;
}

/**
 * Breadth first over the pairs of states that two designs come to by the same steps. The guest differs by what its
 * read returned, a crash, or an interrupt and its vector; the hardware by what it holds and what was written to it;
 * the device model by whether it saw the step.
 */
export class ProductSearch {
  private readonly setting: Setting;
  private readonly designs: readonly [Design, Design];
  private readonly layout: Layout;
  private readonly actions: readonly Action[];
  private readonly a: { readonly machine: Machine; readonly codec: Codec };
  private readonly b: { readonly machine: Machine; readonly codec: Codec };
  private readonly visited: Visited;
  private readonly bounds: Bounds;
  private readonly parents: number[] = [];
  private readonly parentActions: number[] = [];
  private readonly found = new Map<Looker, readonly [state: number, action: number]>();
  private next = 0;
  private levelEnd = 1;
  private depth = 0;
  private transitions = 0;
  private stopped = false;

  constructor(setting: Setting, a: Design, b: Design, bounds: Bounds = DEFAULT_BOUNDS) {
    this.setting = setting;
    this.designs = [a, b];
    this.bounds = bounds;
    this.layout = layoutOf(setting.device);
    this.actions = setting.steps.map((step) => actionOf(step, this.layout));
    this.a = packedMachine(setting, a, this.layout, this.actions);
    this.b = packedMachine(setting, b, this.layout, this.actions);
    this.visited = new Visited(this.a.codec.size + this.b.codec.size);
    this.meet(-1, 0);
  }

  /** Goes on for about `budget` transitions; true while there is more to do. */
  advance(budget: number): boolean {
    const until = this.transitions + budget;
    while (this.transitions < until && this.more) {
      this.expand(this.next++);
      if (this.next < this.levelEnd || this.stopped) continue;
      this.depth++;
      this.levelEnd = this.visited.count;
    }
    return this.more;
  }

  private get more(): boolean {
    return !this.stopped && this.next < this.visited.count && this.found.size < LOOKERS.length;
  }

  private load(from: number): void {
    const start = from * (this.a.codec.size + this.b.codec.size);
    this.a.codec.load(this.visited.words, start);
    this.b.codec.load(this.visited.words, start + this.a.codec.size);
  }

  private expand(from: number): void {
    const { actions, setting } = this;
    const [one, two] = [this.a.machine, this.b.machine];
    this.load(from);
    if (one.state.crashed || two.state.crashed) return;
    const can = actions.map((action) => bothMay(one.state, two.state, action, setting));
    for (let n = 0; n < actions.length; n++) {
      if (!can[n]) continue;
      this.a.codec.restore();
      this.b.codec.restore();
      perform(one, actions[n]!);
      perform(two, actions[n]!);
      this.transitions++;
      for (const looker of LOOKERS)
        if (!this.found.has(looker) && differs(looker, one, two, actions[n]!))
          this.found.set(looker, [from, n]);
      this.meet(from, n);
      if (this.stopped || this.found.size === LOOKERS.length) return;
    }
  }

  private meet(from: number, action: number): void {
    const { visited } = this;
    const start = visited.candidate();
    if (from < 0) {
      this.a.codec.pack(visited.words, start);
      this.b.codec.pack(visited.words, start + this.a.codec.size);
    } else {
      this.a.codec.packChanged(visited.words, start);
      this.b.codec.packChanged(visited.words, start + this.a.codec.size);
    }
    if (visited.take() < 0) return;
    this.parents.push(from);
    this.parentActions.push(action);
    if (visited.count >= this.bounds.states) this.stopped = true;
  }

  private wayTo(looker: Looker): readonly Step[] | null {
    const found = this.found.get(looker);
    if (!found) return null;
    const steps = [this.actions[found[1]]!.step];
    for (let state = found[0]; this.parents[state]! >= 0; state = this.parents[state]!)
      steps.unshift(this.actions[this.parentActions[state]!]!.step);
    return steps;
  }

  /** What has been found by now. */
  get result(): Distinction {
    return {
      setting: this.setting,
      designs: this.designs,
      steps: {
        guest: this.wayTo('guest'),
        hardware: this.wayTo('hardware'),
        'device-model': this.wayTo('device-model'),
      },
      states: this.visited.count,
      transitions: this.transitions,
      depth: this.depth,
      complete: !this.stopped && !this.more,
    };
  }
}

/**
 * Whether the pair can take the step: the guest's vCPU has to run in both, while the device model and Xen go on with
 * whichever access waits; where none does, there is nothing for them to do, and nothing changes.
 */
export function bothMay(a: MachineState, b: MachineState, action: Action, setting: Setting): boolean {
  const [inA, inB] = [mayHappen(a, action, setting), mayHappen(b, action, setting)];
  const { op } = action.step;
  return op === 'serve' || op === 'complete' ? inA || inB : inA && inB;
}

/** Whether `looker` could tell the machines apart by what `action`, just done by both, came to. */
export function differs(looker: Looker, a: Machine, b: Machine, action: Action): boolean {
  switch (looker) {
    case 'guest': {
      if (a.state.crashed !== b.state.crashed) return true;
      if (action.kind === 'read' && (a.lo !== b.lo || a.hi !== b.hi)) return true;
      const events = DELIVERED | UNDELIVERED;
      if ((a.seen & events) !== (b.seen & events)) return true;
      if ((a.seen & DELIVERED) === 0 || action.entry < 0) return false;
      return a.state.xen.vector[action.entry] !== b.state.xen.vector[action.entry];
    }
    case 'hardware':
      return a.registerBytes !== b.registerBytes || !sameHardware(a, b) || reached(a) !== reached(b);
    case 'device-model':
      return (a.fate & FORWARDED) !== (b.fate & FORWARDED);
  }
}

/** Which of the places that an access should not reach this step wrote. */
const reached = (machine: Machine): number => machine.seen & (REACHED_PBA | WROTE_TABLE);

function sameHardware({ state: { hardware: a } }: Machine, { state: { hardware: b } }: Machine): boolean {
  if (a.enabled !== b.enabled || a.maskall !== b.maskall || a.decode !== b.decode) return false;
  for (let i = 0; i < a.table.length; i++) if (a.table[i] !== b.table[i]) return false;
  for (let i = 0; i < a.pending.length; i++) if (a.pending[i] !== b.pending[i]) return false;
  for (const [index, value] of a.registers) if (value !== (b.registers.get(index) ?? 0)) return false;
  for (const [index, value] of b.registers) if (value !== (a.registers.get(index) ?? 0)) return false;
  return true;
}

/** What tells `a` and `b` apart in each of `settings`, each searched to its end. */
export function distinguish(
  a: Design,
  b: Design,
  settings: readonly Setting[],
  bounds: Bounds = DEFAULT_BOUNDS,
): Distinction[] {
  return settings.map((setting) => {
    const search = new ProductSearch(setting, a, b, bounds);
    while (search.advance(1_000_000));
    return search.result;
  });
}

/** The shortest of all ways to tell two designs apart, for one who looks; null when none was found. */
export function shortest(distinctions: readonly Distinction[], looker: Looker): Distinction | null {
  let best: Distinction | null = null;
  for (const one of distinctions) {
    const length = one.steps[looker]?.length ?? Infinity;
    if (length < (best?.steps[looker]?.length ?? Infinity)) best = one;
  }
  return best;
}

/**
 * Whether the answer for `looker` is final: a sequence no longer than what every search has tried, or all were ended.
 */
export function isSettled(distinctions: readonly Distinction[], looker: Looker): boolean {
  const length = shortest(distinctions, looker)?.steps[looker]?.length ?? Infinity;
  return distinctions.every(({ complete, depth }) => complete || length <= depth + 1);
}

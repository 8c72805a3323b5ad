import type { AccessSize, Step } from '../access.ts';
import { join64 } from '../base/hex.ts';
import { LOST, REAL_WORLD, type Design, type World } from '../context.ts';
import type { Layout } from '../layout.ts';
import { Machine } from '../machine.ts';
import { OUTCOMES } from '../outcomes.ts';
import type { Outcome, Route } from '../route.ts';
import { isLoss } from '../run.ts';
import { cloneState, type MachineState } from '../state.ts';
import {
  REPEATED,
  WRITE,
  type AccessSource,
  type ConfigChange,
  type RepeatedAccess,
} from './access-source.ts';
import { DeliveryMatcher } from './deliveries.ts';
import { maskViews, viewsDiffer } from './views.ts';

/** Outcome of each code, by index. */
export const REPLAY_OUTCOMES: readonly Outcome[] = Object.keys(OUTCOMES) as Outcome[];

const CODE_OF = new Map(REPLAY_OUTCOMES.map((outcome, code) => [outcome, code]));

/** Positions between two kept states: going to any of them replays at most this many. */
const CHECKPOINT_EVERY = 10_000;

/** Which accesses of a recording concern one device, and what else happens to it. */
export interface ReplayPlan {
  readonly source: AccessSource;
  readonly layout: Layout;
  /** Rows of the accesses to the device's BARs, rising. */
  readonly rows: Uint32Array;
  /** Rows of writes that can be delivered messages, rising. */
  readonly messages: Uint32Array;
  /** Changes of Message Control, in order. */
  readonly config: readonly ConfigChange[];
  readonly repeats: ReadonlyMap<number, RepeatedAccess>;
  /** Steps that bring the machine into the state in which the recording begins. */
  readonly start: readonly Step[];
  readonly registers?: ReadonlyMap<number, number>;
}

/** A moment at which the parties begin or cease to disagree about the mask bit of an entry. */
export interface ViewChange {
  /** Position in `plan.rows`; a change of Message Control counts for the access that follows it. */
  readonly position: number;
  readonly entry: number;
  /** See maskViews. */
  readonly views: number;
  readonly differ: boolean;
}

interface Checkpoint {
  readonly position: number;
  /** Changes of Message Control done before. */
  readonly configs: number;
  readonly state: MachineState;
}

/**
 * A recording run through the machine under one design. Positions count the device's own accesses, 0-based. Runs in
 * slices (`advance`), so that a caller can show progress and stop; then any position can be opened.
 */
export class Replay {
  readonly plan: ReplayPlan;
  readonly design: Design;
  /** Index into REPLAY_OUTCOMES, by position. */
  readonly outcomes: Uint8Array;
  /** Positions at which bytes went nowhere. */
  readonly lost: number[] = [];
  readonly viewChanges: ViewChange[] = [];
  /** Deliveries by entry; the last item counts those that no entry of this device explains. */
  readonly deliveries: Uint32Array;
  /** Blocking round trips to the device model. */
  roundTrips = 0;
  /** Positions done. */
  position = 0;
  private readonly machine: Machine;
  private readonly checkpoints: Checkpoint[] = [];
  private readonly matcher: DeliveryMatcher;
  private readonly differing: Uint8Array;
  private configs = 0;
  private nextMessage = 0;

  constructor(plan: ReplayPlan, design: Design, world: World = REAL_WORLD) {
    this.plan = plan;
    this.design = design;
    const { layout, rows } = plan;
    this.outcomes = new Uint8Array(rows.length);
    this.deliveries = new Uint32Array(layout.entries + 1);
    this.machine = new Machine(design, layout, { registers: plan.registers ?? new Map(), world });
    this.matcher = new DeliveryMatcher(layout.entries, layout.tableStart);
    this.differing = new Uint8Array(layout.entries);
    for (const step of plan.start) {
      this.machine.run(step);
      if (step.op === 'write') this.matcher.written(this.machine.state, step.offset, step.size);
    }
  }

  get length(): number {
    return this.plan.rows.length;
  }

  /** Does up to `budget` more accesses; true when all are done. */
  advance(budget: number): boolean {
    const { plan, machine, outcomes, length } = this;
    const { rows, source, layout, messages } = plan;
    const { tableStart, tableEnd, base } = layout;
    const end = Math.min(length, this.position + budget);
    for (; this.position < end; this.position++) {
      const at = this.position;
      const row = rows[at]!;
      if (at % CHECKPOINT_EVERY === 0) this.keep();
      while (this.nextMessage < messages.length && messages[this.nextMessage]! < row) this.deliver();
      while (this.configs < plan.config.length && plan.config[this.configs]!.row <= row) this.configure(at);
      this.run(row);
      const code = CODE_OF.get(machine.outcome(PLAIN))!;
      outcomes[at] = code;
      this.roundTrips += machine.roundTrips;
      if ((machine.fate & LOST) !== 0 || isLoss(REPLAY_OUTCOMES[code]!)) this.lost.push(at);
      const offset = source.address[row]! - base;
      if (offset < tableEnd && offset + 8 > tableStart) this.noteTable(at, offset, row);
    }
    if (this.position < length) return false;
    if (this.checkpoints.length === 0) this.keep();
    while (this.nextMessage < messages.length) this.deliver();
    while (this.configs < plan.config.length) this.configure(length);
    return true;
  }

  /** The state before position `n`; `n` = length gives the state after the last one. */
  stateAt(n: number): MachineState {
    return cloneState(this.seek(n).state);
  }

  /** What happens to access `n`, hop by hop. */
  routeAt(n: number): Route {
    return this.seek(n).route(this.stepAt(n));
  }

  /** Access `n` as a step of a scenario. */
  stepAt(n: number): Step {
    return stepOf(this.plan, this.plan.rows[n]!);
  }

  /** The steps of positions `from` to before `to`, with the changes of Message Control between them. */
  steps(from: number, to: number): Step[] {
    const { plan } = this;
    const steps: Step[] = [];
    let change = plan.config.findIndex(({ row }) => row > (from === 0 ? -1 : plan.rows[from - 1]!));
    if (change < 0) change = plan.config.length;
    for (let n = from; n < to; n++) {
      for (; change < plan.config.length && plan.config[change]!.row <= plan.rows[n]!; change++)
        steps.push(configStep(plan.config[change]!));
      steps.push(this.stepAt(n));
    }
    return steps;
  }

  private seek(n: number): Machine {
    const { plan } = this;
    const kept = this.checkpoints.findLast(({ position }) => position <= n)!;
    const machine = new Machine(this.design, plan.layout, { world: this.machine.world });
    machine.state = cloneState(kept.state);
    let configs = kept.configs;
    for (let at = kept.position; at <= n; at++) {
      const row = plan.rows[at] ?? Infinity;
      while (configs < plan.config.length && plan.config[configs]!.row <= row)
        machine.run(configStep(plan.config[configs++]!));
      if (at < n) runRow(machine, plan, row);
    }
    return machine;
  }

  private keep(): void {
    const { position, configs } = this;
    this.checkpoints.push({ position, configs, state: cloneState(this.machine.state) });
  }

  private run(row: number): void {
    runRow(this.machine, this.plan, row);
  }

  private configure(at: number): void {
    this.machine.run(configStep(this.plan.config[this.configs++]!));
    this.roundTrips += this.machine.roundTrips;
    for (let entry = 0; entry < this.plan.layout.entries; entry++) this.compareViews(at, entry);
  }

  private deliver(): void {
    const { source, messages, layout } = this.plan;
    const row = messages[this.nextMessage++]!;
    const entry = this.matcher.match(source.address[row]!, source.lo[row]!);
    this.deliveries[entry < 0 ? layout.entries : entry]!++;
  }

  private noteTable(at: number, offset: number, row: number): void {
    const { source, layout, repeats } = this.plan;
    const size = source.size[row]!;
    if ((source.flags[row]! & WRITE) !== 0) {
      const length = size * (repeats.get(row)?.count ?? 1);
      this.matcher.written(this.machine.state, offset, length);
    }
    const first = Math.max(0, Math.floor((offset - layout.tableStart) / 16));
    const last = Math.min(layout.entries - 1, Math.floor((offset + size - 1 - layout.tableStart) / 16));
    for (let entry = first; entry <= last; entry++) this.compareViews(at, entry);
  }

  private compareViews(at: number, entry: number): void {
    const views = maskViews(this.machine.state, entry, this.design.deviceModel.present);
    const differ = viewsDiffer(views);
    if (differ === (this.differing[entry] === 1)) return;
    this.differing[entry] = differ ? 1 : 0;
    this.viewChanges.push({ position: at, entry, views, differ });
  }
}

/** Stands for every access where only the kind of step counts. */
const PLAIN: Step = { op: 'read', offset: 0, size: 4 };

const configStep = ({ enabled, maskall }: ConfigChange): Step =>
  enabled ? { op: 'enable', maskall } : { op: 'disable' };

function runRow(machine: Machine, plan: ReplayPlan, row: number): void {
  const { source, layout } = plan;
  const flags = source.flags[row]!;
  if ((flags & REPEATED) !== 0) {
    machine.run(stepOf(plan, row));
    return;
  }
  const offset = source.address[row]! - layout.base;
  if ((flags & WRITE) !== 0) machine.write(offset, source.size[row]!, source.lo[row]!, source.hi[row]!);
  else machine.read(offset, source.size[row]!);
}

function stepOf({ source, layout, repeats }: ReplayPlan, row: number): Step {
  const offset = source.address[row]! - layout.base;
  const size = source.size[row]! as AccessSize;
  const write = (source.flags[row]! & WRITE) !== 0;
  const repeat = repeats.get(row);
  if (repeat) {
    const { count, df } = repeat;
    if (!write) return { op: 'rep-read', offset, size, count, df };
    const values = Array.from({ length: count }, (_, n) => {
      const value = repeat.values[n];
      return value ? BigInt.asUintN(8 * size, join64(value.lo, value.hi)) : 0n;
    });
    return { op: 'rep-write', offset, size, count, df, values };
  }
  if (!write) return { op: 'read', offset, size };
  return { op: 'write', offset, size, value: join64(source.lo[row]!, source.hi[row]!) };
}

/** The first position at which two replays of one plan end differently, or -1. */
export function firstParting(a: Replay, b: Replay): number {
  const length = Math.min(a.position, b.position);
  for (let n = 0; n < length; n++)
    if (REPLAY_OUTCOMES[a.outcomes[n]!] !== REPLAY_OUTCOMES[b.outcomes[n]!]) return n;
  return -1;
}

/** How often each outcome occurs among the positions done; outcomes that do not occur are left out. */
export function outcomeCounts(replay: Replay): Partial<Record<Outcome, number>> {
  const counts = new Uint32Array(REPLAY_OUTCOMES.length);
  for (let n = 0; n < replay.position; n++) counts[replay.outcomes[n]!]!++;
  return Object.fromEntries(
    REPLAY_OUTCOMES.map((outcome, code) => [outcome, counts[code]!] as const).filter(
      ([, count]) => count > 0,
    ),
  );
}

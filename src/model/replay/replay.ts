import type { AccessSize, Step } from '../access.ts';
import { join64 } from '../base/hex.ts';
import { LOST, REAL_WORLD, type Design, type World } from '../context.ts';
import { PAGE_SIZE, type Layout } from '../layout.ts';
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
import { Bystander } from './bystander.ts';
import { ViewLog } from './view-log.ts';

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
  /** By position: a number for the value that a read gave the guest; see PARTING_KINDS for what it is compared for. */
  readonly values: Uint32Array;
  /** By position: a number for the writes that reached the device; see Bystander. */
  readonly hardware: Uint32Array;
  /** By position: a number for the requests to the device model. */
  readonly requests: Uint32Array;
  /** Positions at which bytes went nowhere. */
  readonly lost: number[] = [];
  readonly views: ViewLog;
  /** Deliveries by entry; the last item counts those that no entry of this device explains. */
  readonly deliveries: Uint32Array;
  /** Blocking round trips to the device model. */
  roundTrips = 0;
  /** Positions done. */
  position = 0;
  private readonly machine: Machine;
  private readonly checkpoints: Checkpoint[] = [];
  private readonly matcher: DeliveryMatcher;
  private readonly bystander = new Bystander();
  /** Bytes, from the table BAR, between which designs can differ: the pages of table and PBA. */
  readonly near: readonly [start: number, end: number];
  private configs = 0;
  private nextMessage = 0;

  constructor(plan: ReplayPlan, design: Design, world: World = REAL_WORLD) {
    this.plan = plan;
    this.design = design;
    const { layout, rows } = plan;
    this.outcomes = new Uint8Array(rows.length);
    this.values = new Uint32Array(rows.length);
    this.hardware = new Uint32Array(rows.length);
    this.requests = new Uint32Array(rows.length);
    this.deliveries = new Uint32Array(layout.entries + 1);
    this.machine = new Machine(design, layout, { registers: plan.registers ?? new Map(), world });
    this.matcher = new DeliveryMatcher(layout.entries, layout.tableStart);
    this.near = nearTable(layout);
    for (const step of plan.start) {
      this.machine.run(step);
      if (step.op === 'write') this.matcher.written(this.machine.state, step.offset, step.size);
    }
    this.views = new ViewLog(layout.entries, this.machine.state, design);
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
      const offset = source.address[row]! - base;
      const isNear = touches(plan, row, offset, this.near[0], this.near[1]);
      machine.recorder = isNear ? this.bystander : null;
      const read = runRow(machine, plan, row);
      if (isNear) {
        this.hardware[at] = this.bystander.takeWrites();
        this.requests[at] = this.bystander.takeRequests();
        // Far from the table a write goes straight to the device, unless nothing runs any more.
      } else if (read === null && !machine.state.crashed) this.hardware[at] = 1;
      if (read !== null) this.values[at] = isNear ? valueNumber(read, machine.lo, machine.hi) : machine.lo;
      const code = CODE_OF.get(machine.outcome(PLAIN))!;
      outcomes[at] = code;
      this.roundTrips += machine.roundTrips;
      if ((machine.fate & LOST) !== 0 || isLoss(REPLAY_OUTCOMES[code]!)) this.lost.push(at);
      if (touches(plan, row, offset, tableStart, tableEnd)) this.noteTable(at, offset, row);
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

  /** Changes of Message Control that come before access `n`, with the position of the access after each. */
  configBefore(n: number): { readonly position: number; readonly step: Step }[] {
    const { config, rows } = this.plan;
    const found: { position: number; step: Step }[] = [];
    let position = 0;
    for (const change of config) {
      if (n < rows.length && change.row > rows[n]!) break;
      while (position < n && rows[position]! < change.row) position++;
      found.push({ position, step: configStep(change) });
    }
    return found;
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

  private configure(at: number): void {
    this.machine.recorder = null;
    this.machine.run(configStep(this.plan.config[this.configs++]!));
    this.roundTrips += this.machine.roundTrips;
    this.views.look(at, 0, this.plan.layout.entries - 1, this.machine.state, this.design);
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
    const { count, df } = repeats.get(row) ?? { count: 1, df: false };
    const start = df ? offset - size * (count - 1) : offset;
    const entryAt = (place: number) => Math.floor((place - layout.tableStart) / 16);
    // A postponed unmask may be of an entry that REP passed.
    const first = Math.max(0, entryAt(start) - BESIDE);
    const last = Math.min(layout.entries - 1, entryAt(start + size * count - 1) + BESIDE);
    this.views.look(at, first, last, this.machine.state, this.design);
  }
}

/** Entries looked at on either side of those that an access touches. */
const BESIDE = 2;

function nearTable({ trapStart, trapEnd, pbaFirstPage, pbaLastPage, pageShift }: Layout): [number, number] {
  if (pbaFirstPage === null || pbaLastPage === null) return [trapStart, trapEnd];
  return [
    Math.min(trapStart, pbaFirstPage * PAGE_SIZE - pageShift),
    Math.max(trapEnd, (pbaLastPage + 1) * PAGE_SIZE - pageShift),
  ];
}

/** Whether the access in `row` touches bytes from `start` to before `end`; those of a REP access are all meant. */
function touches(
  { source, repeats }: ReplayPlan,
  row: number,
  offset: number,
  start: number,
  end: number,
): boolean {
  const repeat = (source.flags[row]! & REPEATED) === 0 ? undefined : repeats.get(row);
  if (repeat === undefined) return offset + 8 > start && offset < end;
  const rest = (repeat.count - 1) * source.size[row]!;
  return offset + 8 + (repeat.df ? 0 : rest) > start && offset - (repeat.df ? rest : 0) < end;
}

/** One number for what a read gave: exact for 32 bits and less. */
function valueNumber(values: readonly bigint[] | true, lo: number, hi: number): number {
  if (values === true) return (lo ^ Math.imul(hi, 0x9e3779b1)) >>> 0;
  return values.reduce((so, value) => (Math.imul(so, 31) + Number(value & 0xffffffffn)) >>> 0, 7);
}

/** Stands for every access where only the kind of step counts. */
const PLAIN: Step = { op: 'read', offset: 0, size: 4 };

const configStep = ({ enabled, maskall }: ConfigChange): Step =>
  enabled ? { op: 'enable', maskall } : { op: 'disable' };

/** Runs the access in `row`; what a read gave: the values of a REP access (none in a crashed domain), true when it is in `lo` and `hi`. */
function runRow(machine: Machine, plan: ReplayPlan, row: number): readonly bigint[] | true | null {
  const { source, layout } = plan;
  const flags = source.flags[row]!;
  if ((flags & REPEATED) !== 0) {
    return machine.run(stepOf(plan, row));
  }
  const offset = source.address[row]! - layout.base;
  if ((flags & WRITE) !== 0) {
    machine.write(offset, source.size[row]!, source.lo[row]!, source.hi[row]!);
    return null;
  }
  machine.read(offset, source.size[row]!);
  return machine.state.crashed ? [] : true;
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

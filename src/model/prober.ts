import { REAL_WORLD, type Design, type World } from './context.ts';
import type { Layout } from './layout.ts';
import { Machine } from './machine.ts';
import type { AccessSize, Step } from './access.ts';
import type { Outcome, Route } from './route.ts';
import { cloneState, putValuesBack, type MachineState } from './state.ts';
import { cellsOf, entriesNear, shapeOf, type Cells } from './state-cells.ts';

/** What has happened to the device before it is probed. */
export type Preparation = 'nothing-bound' | 'one-vector-bound' | 'after-disable';

export const PREPARATIONS: readonly Preparation[] = ['nothing-bound', 'one-vector-bound', 'after-disable'];

/**
 * Every byte of what a probe writes is this one, so that a probe that hits the mask bit of a vector control sets it,
 * wherever in the access that byte is.
 */
const PROBE_BYTE = 0x01;
const PROBE_HALF = 0x01010101;

/** A message to CPU 1 with a vector that no exception uses. */
const MESSAGE_ADDRESS = 0xfee01000;
const MESSAGE_DATA = 0x4041;

const READ: Step = { op: 'read', offset: 0, size: 4 };
const WRITE: Step = { op: 'write', offset: 0, size: 4, value: 0n };

/** Entry 0 gets a message, MSI-X goes on, the entry is unmasked, and for `after-disable` MSI-X goes off again. */
export function stepsTo(preparation: Preparation, layout: Layout): Step[] {
  if (preparation === 'nothing-bound') return [];
  const put = (field: number, value: number): Step => ({
    op: 'write',
    offset: layout.tableStart + field,
    size: 4,
    value: BigInt(value),
  });
  return [
    put(0, MESSAGE_ADDRESS),
    put(4, 0),
    put(8, MESSAGE_DATA),
    { op: 'enable', maskall: false },
    put(12, 0),
    ...(preparation === 'after-disable' ? [{ op: 'disable' } as const] : []),
  ];
}

/** The value a probe of `size` bytes writes. */
export function probeValue(size: AccessSize): bigint {
  let value = 0n;
  for (let byte = 0; byte < size; byte++) value = (value << 8n) | BigInt(PROBE_BYTE);
  return value;
}

/**
 * Tries single accesses on a device in one state: each probe starts from that state, whatever the ones before it did.
 * Only what a probe can have changed is put back, so that whole pages can be tried byte by byte.
 */
export class Prober {
  readonly design: Design;
  readonly layout: Layout;
  private readonly machine: Machine;
  private readonly start: MachineState;
  /** Pairs of arrays, [as it is, as it was], cut by entries or whole. */
  private readonly cut: { live: Cells; kept: Cells; perEntry: number }[] = [];
  private readonly whole: { live: Cells; kept: Cells }[] = [];

  constructor(design: Design, layout: Layout, preparation: Preparation, world: World = REAL_WORLD) {
    this.design = design;
    this.layout = layout;
    this.machine = new Machine(design, layout, { world });
    for (const step of stepsTo(preparation, layout)) this.machine.run(step);
    this.start = cloneState(this.machine.state);
    this.adopt();
  }

  /** What becomes of one access. */
  outcome(offset: number, size: AccessSize, write: boolean): Outcome {
    const { machine } = this;
    if (write)
      machine.write(
        offset,
        size,
        PROBE_HALF & (size >= 4 ? -1 : 2 ** (8 * size) - 1),
        size === 8 ? PROBE_HALF : 0,
      );
    else machine.read(offset, size);
    const outcome = machine.outcome(write ? WRITE : READ);
    this.restore(offset, size);
    return outcome;
  }

  /** The same access with every hop. */
  route(offset: number, size: AccessSize, write: boolean): Route {
    const step: Step = write
      ? { op: 'write', offset, size, value: probeValue(size) }
      : { op: 'read', offset, size };
    const route = this.machine.route(step);
    this.restore(offset, size);
    return route;
  }

  /** A copy of the state in which every probe starts; equal to the machine's own between two probes. */
  stateNow(): MachineState {
    return cloneState(this.machine.state);
  }

  private adopt(): void {
    const { state } = this.machine;
    for (const array of shapeOf(this.start, this.layout).arrays) {
      const pair = { live: cellsOf(state, array), kept: cellsOf(this.start, array) };
      if (array.perEntry > 0) this.cut.push({ ...pair, perEntry: array.perEntry });
      else this.whole.push(pair);
    }
  }

  private restore(offset: number, size: number): void {
    putValuesBack(this.machine.state, this.start);
    this.restoreRegisters(offset, size);
    const near = entriesNear(this.layout, offset, offset + size);
    if (near === null) return;
    for (const { live, kept } of this.whole) live.set(kept);
    for (const { live, kept, perEntry } of this.cut) {
      const end = perEntry * (near.last + 1);
      for (let i = perEntry * near.first; i < end; i++) live[i] = kept[i]!;
    }
  }

  private restoreRegisters(offset: number, size: number): void {
    const live = this.machine.state.hardware.registers;
    if (live.size === 0 && this.start.hardware.registers.size === 0) return;
    const last = Math.floor((offset + size - 1) / 4);
    for (let index = Math.floor(offset / 4); index <= last; index++) {
      const kept = this.start.hardware.registers.get(index);
      if (kept === undefined) live.delete(index);
      else live.set(index, kept);
    }
  }
}

import type { Step } from './access.ts';
import { isAccess } from './access.ts';
import { ENTRY_SIZE } from './device.ts';
import type { Layout } from './layout.ts';
import type { Party } from './route.ts';
import type { MachineState } from './state.ts';
import { cellsOf, entriesNear, shapeOf, valueOf, type CellArray, type SingleValue } from './state-cells.ts';

/** A place in the state that two machines hold differently. */
export interface StatePart {
  readonly party: Party;
  /** As in Xen's and QEMU's source where they have a name for it, e.g. `guestMasked`. */
  readonly field: string;
  /** Table entry concerned, or null. */
  readonly entry: number | null;
  /** Bytes from the table BAR, for a register of the device. */
  readonly offset: number | null;
  readonly a: string;
  readonly b: string;
}

/** Whether a warning was printed already is no state that an access could meet. */
const isWarning = (field: string): boolean => field.startsWith('warned');

/**
 * Two states, step by step: tells what has newly come to differ. After a single access only the entries near it are
 * looked at, so that a table of 2,048 entries costs no more than one of 16.
 */
export class StateDifference {
  private readonly layout: Layout;
  private readonly arrays: readonly { array: CellArray; marks: Uint8Array }[];
  private readonly values: readonly SingleValue[];
  private readonly valueMarks: Uint8Array;
  private readonly registerMarks = new Set<number>();
  /** A step other than accesses and MSI-X on or off has come: it can have moved what an access reaches. */
  private unsettled = false;
  /** How many places differ now. */
  count = 0;

  constructor(layout: Layout, state: MachineState) {
    const shape = shapeOf(state, layout);
    this.layout = layout;
    this.arrays = shape.arrays.map((array) => ({
      array,
      marks: new Uint8Array(cellsOf(state, array).length),
    }));
    this.values = shape.values.filter(({ field }) => !isWarning(field));
    this.valueMarks = new Uint8Array(this.values.length);
  }

  /** Looks at what `step` can have changed; gives back the places that differ now and did not before it. */
  after(step: Step, a: MachineState, b: MachineState): StatePart[] {
    const parted: StatePart[] = [];
    this.compareValues(a, b, parted);
    const [start, end] = reach(step);
    if (!isAccess(step) && step.op !== 'enable' && step.op !== 'disable') this.unsettled = true;
    const near =
      isAccess(step) && !this.unsettled
        ? entriesNear(this.layout, start, end)
        : { first: 0, last: this.layout.entries - 1 };
    if (near !== null) for (const item of this.arrays) this.compareArray(item, near, a, b, parted);
    if (isAccess(step)) this.compareRegisters(start, end, a, b, parted);
    return parted;
  }

  private mark(differ: boolean, marks: Uint8Array, index: number): boolean {
    if (differ === (marks[index] === 1)) return false;
    marks[index] = differ ? 1 : 0;
    this.count += differ ? 1 : -1;
    return differ;
  }

  private compareValues(a: MachineState, b: MachineState, parted: StatePart[]): void {
    for (let i = 0; i < this.values.length; i++) {
      const value = this.values[i]!;
      const ours = valueOf(a, value);
      const theirs = valueOf(b, value);
      if (this.mark(ours !== theirs, this.valueMarks, i))
        parted.push({ ...named(value), entry: null, offset: null, a: text(ours), b: text(theirs) });
    }
  }

  private compareArray(
    { array, marks }: { array: CellArray; marks: Uint8Array },
    near: { first: number; last: number },
    a: MachineState,
    b: MachineState,
    parted: StatePart[],
  ): void {
    const ours = cellsOf(a, array);
    const theirs = cellsOf(b, array);
    const { perEntry } = array;
    const last = perEntry === 0 ? ours.length : perEntry * (near.last + 1);
    for (let i = perEntry * near.first; i < last; i++) {
      if ((ours[i] !== theirs[i]) === (marks[i] === 1)) continue;
      if (this.mark(ours[i] !== theirs[i], marks, i))
        parted.push({
          ...named(array),
          entry: this.entryOf(array, ours.length, i),
          offset: null,
          a: text(ours[i]),
          b: text(theirs[i]),
        });
    }
  }

  private entryOf({ field }: CellArray, length: number, index: number): number {
    // The shadow has three dwords for each of the first entries, however many the table has.
    const perEntry = field.startsWith('shadow') ? 3 : length / this.layout.entries;
    return Math.floor(index / perEntry);
  }

  private compareRegisters(
    start: number,
    end: number,
    a: MachineState,
    b: MachineState,
    parted: StatePart[],
  ): void {
    const ours = a.hardware.registers;
    const theirs = b.hardware.registers;
    if (ours.size === 0 && theirs.size === 0) return;
    for (let index = Math.floor(start / 4); 4 * index < end; index++) {
      const left = ours.get(index) ?? 0;
      const right = theirs.get(index) ?? 0;
      if ((left !== right) === this.registerMarks.has(index)) continue;
      if (left === right) {
        this.registerMarks.delete(index);
        this.count--;
        continue;
      }
      this.registerMarks.add(index);
      this.count++;
      parted.push({
        party: 'hardware',
        field: 'register',
        entry: null,
        offset: 4 * index,
        a: text(left),
        b: text(right),
      });
    }
  }
}

const named = ({ party, field }: { party: Party; field: string }): { party: Party; field: string } => ({
  party,
  field,
});

function text(value: unknown): string {
  if (typeof value === 'number') return value < 0 ? 'none' : `0x${value.toString(16)}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return 'none';
}

/** The bytes a step touches, `end` exclusive. A postponed unmask can be that of an entry touched before. */
function reach(step: Step): readonly [start: number, end: number] {
  if (!isAccess(step)) return [0, 0];
  if (step.op === 'read' || step.op === 'write') return [step.offset, step.offset + step.size];
  const length = step.size * step.count;
  const start = step.df ? step.offset - length + step.size : step.offset;
  return [start - ENTRY_SIZE, start + length + ENTRY_SIZE];
}

/**
 * The state of a machine seen as cells: the flat list of its arrays and single values, with what each belongs to. It
 * lets two states be compared, and one be put back, without copying more than an access can have touched.
 */
import type { Layout } from './layout.ts';
import type { MachineState } from './state.ts';
import type { Party } from './route.ts';
import { ENTRY_SIZE } from './device.ts';

export type Cells = Uint8Array | Uint32Array | Float64Array;

/** An array of the state. `perEntry` cells belong to each table entry; 0 when the array is not cut by entries. */
export interface CellArray {
  readonly party: Party;
  readonly part: Part;
  readonly field: string;
  readonly perEntry: number;
}

/** A single value of the state. */
export interface SingleValue {
  readonly party: Party;
  readonly part: Part;
  readonly field: string;
}

type Part = 'guest' | 'xen' | 'deviceModel' | 'vpci' | 'hardware';

const PARTS: readonly (readonly [part: Part, party: Party])[] = [
  ['guest', 'guest'],
  ['xen', 'xen'],
  ['vpci', 'xen'],
  ['deviceModel', 'device-model'],
  ['hardware', 'hardware'],
];

/** Guest RAM grows with REP writes, so it is not of one length; it holds what the guest's program put there. */
const NOT_CELLS: ReadonlySet<string> = new Set(['ram', 'registers']);

/** Arrays no longer than this are taken whole: cheaper than to find out which cells an access is near. */
const SHORT = 64;

export interface StateShape {
  readonly arrays: readonly CellArray[];
  readonly values: readonly SingleValue[];
}

/** The arrays and values of a state. The same for every state of a layout. */
export function shapeOf(state: MachineState, layout: Layout): StateShape {
  const arrays: CellArray[] = [];
  const values: SingleValue[] = [];
  for (const [part, party] of PARTS)
    for (const [field, item] of Object.entries(state[part]) as [string, unknown][]) {
      if (NOT_CELLS.has(field)) continue;
      if (!ArrayBuffer.isView(item)) values.push({ party, part, field });
      else {
        const { length } = item as Cells;
        const perEntry = length > SHORT && length % layout.entries === 0 ? length / layout.entries : 0;
        arrays.push({ party, part, field, perEntry });
      }
    }
  return { arrays, values };
}

export const cellsOf = (state: MachineState, { part, field }: CellArray): Cells =>
  (state[part] as unknown as Record<string, Cells>)[field]!;

export const valueOf = (state: MachineState, { part, field }: SingleValue): unknown =>
  (state[part] as unknown as Record<string, unknown>)[field];

/**
 * First and last table entry that the bytes from `start` to `end` (exclusive) can change, with the neighbours on both
 * sides, or null when they are not near the table.
 */
export function entriesNear(
  layout: Layout,
  start: number,
  end: number,
): { readonly first: number; readonly last: number } | null {
  if (end <= layout.tableStart - ENTRY_SIZE || start >= layout.tableEnd + ENTRY_SIZE) return null;
  const first = Math.floor((start - layout.tableStart) / ENTRY_SIZE) - 1;
  const last = Math.floor((end - 1 - layout.tableStart) / ENTRY_SIZE) + 1;
  return { first: Math.max(0, first), last: Math.min(layout.entries - 1, last) };
}

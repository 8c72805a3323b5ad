import type { Step } from '../access.ts';
import { halves } from '../base/hex.ts';
import { isTrapped, regionAt, type Layout, type RegionKind } from '../layout.ts';
import type { Machine } from '../machine.ts';
import { VECTOR_CONTROL } from '../state.ts';

/** A step as the search runs it, with what its properties ask about it worked out once. */
export interface Action {
  readonly step: Step;
  readonly kind: 'write' | 'read' | 'other';
  /** Of an access, also of one that is to be held; 0 for other steps. */
  readonly offset: number;
  readonly size: number;
  readonly lo: number;
  readonly hi: number;
  /** Region of the first byte; null for steps that are no accesses, and where the last byte is in another region. */
  readonly region: RegionKind | null;
  readonly aligned: boolean;
  readonly trapped: boolean;
  /** Table entry that it concerns, or -1. */
  readonly entry: number;
  /** It writes address or data of `entry`. */
  readonly writesMessage: boolean;
  /** It is a step of the guest's vCPU, which cannot run while the vCPU waits. */
  readonly byGuest: boolean;
}

export function actionOf(step: Step, layout: Layout): Action {
  const access = step.op === 'begin' ? step.access : step;
  const plain = access.op === 'write' || access.op === 'read';
  if (!plain) {
    const byGuest = step.op === 'enable' || step.op === 'disable' || step.op === 'move-bar';
    const entry = 'entry' in step ? step.entry : -1;
    return { ...NO_ACCESS, step, entry, byGuest };
  }
  const { offset, size } = access;
  const { lo, hi } = access.op === 'write' ? halves(access.value) : { lo: 0, hi: 0 };
  const first = regionAt(layout, offset);
  const whole = first === regionAt(layout, offset + size - 1);
  const inTable = first === 'table';
  const field = (offset - layout.tableStart) & 15;
  return {
    step,
    kind: step.op === 'begin' ? 'other' : access.op,
    offset,
    size,
    lo,
    hi,
    region: whole ? first : null,
    aligned: (offset + layout.pageShift) % size === 0,
    trapped: isTrapped(layout, offset),
    entry: inTable ? (offset - layout.tableStart) >> 4 : -1,
    writesMessage: access.op === 'write' && inTable && field < 4 * VECTOR_CONTROL,
    byGuest: true,
  };
}

const NO_ACCESS = {
  kind: 'other',
  offset: 0,
  size: 0,
  lo: 0,
  hi: 0,
  region: null,
  aligned: false,
  trapped: false,
  writesMessage: false,
} as const;

/** Runs the action on the machine: the same code as Machine.run, less the work on 64-bit values. */
export function perform(machine: Machine, action: Action): void {
  if (action.kind === 'write') machine.write(action.offset, action.size, action.lo, action.hi);
  else if (action.kind === 'read') machine.read(action.offset, action.size);
  else machine.run(action.step);
}

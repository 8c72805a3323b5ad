import type { Action } from '../explore/action.ts';
import type { Setting } from '../explore/setting.ts';
import type { Machine } from '../machine.ts';
import type { Property } from '../properties/property.ts';
import type { Asked } from './asked.ts';
import { CHANGED_MASK, REACHED_PBA, TRAPPED_TWICE } from '../seen.ts';
import { VECTOR_CONTROL } from '../state.ts';

/**
 * A property that fails as soon as the thing asked about is changed: by the guest's own access, or by what the device
 * model did of its own accord.
 */
export function goal(byGuest: boolean, what: Asked, setting: Setting): Property {
  return {
    id: `change ${what}`,
    name: what,
    sentence: '',
    source: '',
    settings: [setting.id],
    notFor: () => null,
    of: 'step',
    holds(machine, action) {
      if (action === null || action.step.op === 'raise' || action.kind === 'read') return true;
      switch (what) {
        case 'mask':
          return (machine.seen & CHANGED_MASK) === 0 || asksForMask(action, machine) !== byGuest;
        case 'message':
          return !holdsMessage(machine);
        case 'register':
          return machine.registerBytes === 0 || !(byGuest ? isRegister(action) : storedByItself(machine));
        case 'pba':
          return (machine.seen & REACHED_PBA) === 0;
      }
    },
  };
}

const isRegister = ({ region }: Action): boolean => region === 'adjacent';

/** The device model stored to a mapping of its own; what Xen carries out for the guest is the guest's doing. */
const storedByItself = (machine: Machine): boolean => (machine.seen & TRAPPED_TWICE) !== 0;

/** Xen writes control words only, so that a message in the device was put there by somebody else. */
function holdsMessage({ state: { hardware } }: Machine): boolean {
  return hardware.table.some((value, dword) => (dword & 3) !== VECTOR_CONTROL && value !== 0);
}

/** The access writes the control dword of entry 0, and the hardware's mask bit is now as it asked. */
function asksForMask({ kind, entry, offset, size, lo, hi }: Action, machine: Machine): boolean {
  const control = machine.layout.tableStart + 4 * VECTOR_CONTROL;
  const upper = size === 8 && offset === control - 4;
  if (kind !== 'write' || entry !== 0 || (offset !== control && !upper)) return false;
  return ((upper ? hi : lo) & 1) === machine.state.hardware.table[VECTOR_CONTROL];
}

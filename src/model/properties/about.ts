/** What several properties ask about designs and actions. */
import type { Design } from '../context.ts';
import type { Action } from '../explore/action.ts';
import type { Machine } from '../machine.ts';
import { VECTOR_CONTROL } from '../state.ts';

/** The settings in which what the guest asked of its vectors may get lost on the way. */
export const WHERE_VECTORS_CHANGE: readonly string[] = [
  'driver',
  'fresh table',
  'two vectors',
  'partial unbind',
  'events',
  'moving BAR',
  'waiting',
  'not prepared',
];

export const everywhere = (): null => null;

/** Not asked where nothing outside Xen takes part, nor where only registers are the point. */
export function forEntriesWithDeviceModel(design: Design): string | null {
  if (!design.deviceModel.present) return 'Nothing outside Xen takes part.';
  return forEntries(design);
}

export const forEntries = (design: Design): string | null =>
  design.xen.concerns === 'registers' ? 'The idea concerns registers; entries are as in Xen 4.18.' : null;

/** The access in hand is to a register next to the table, aligned, and clear of the PBA. */
export const isRegister = (action: Action): boolean => action.region === 'adjacent' && action.aligned;

/** Nothing is on its way between the parties. */
export const isIdle = (machine: Machine): boolean => machine.state.held === null && !machine.state.crashed;

/** The guest has written this entry's mask bit: whether it is set; null when it never wrote it. */
export function guestMask(machine: Machine, entry: number): boolean | null {
  const { guest } = machine.state;
  const control = 4 * entry + VECTOR_CONTROL;
  return guest.written[control] === 1 ? (guest.table[control]! & 1) === 1 : null;
}

/** Not asked of a machine without a device model: there is nobody to confine. */
export const needsNoTrust = (design: Design): string | null =>
  design.deviceModel.present ? null : 'Nothing outside Xen takes part.';

/** Not asked of the sub-page idea, which left the PBA open. */
export const forRegistersToo = (design: Design): string | null =>
  design.xen.concerns === 'registers' ? 'The idea leaves reads to the device model’s own mapping.' : null;

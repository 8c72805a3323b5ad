import type { Machine } from '../machine.ts';
import { forEntries, guestMask, isIdle, WHERE_VECTORS_CHANGE } from './about.ts';
import type { Property } from './property.ts';

/** Every bound vector that the guest has masked is masked for it in Xen, or else the whole function is. */
export function masksArrived(machine: Machine): boolean {
  if (!isIdle(machine)) return true;
  const { xen } = machine.state;
  for (let entry = 0; entry < machine.layout.entries; entry++)
    if (
      xen.bound[entry] === 1 &&
      guestMask(machine, entry) === true &&
      xen.guestMasked[entry] === 0 &&
      !xen.hostMaskall
    )
      return false;
  return true;
}

export const noLostMask: Property = {
  id: 'I6',
  name: 'No mask is lost',
  sentence: 'A bound vector that the guest masked is masked for the guest.',
  source: 'reply of 2023-03-27, where the device model owns the bit; ea87662c77 for the count of references',
  settings: WHERE_VECTORS_CHANGE,
  notFor: forEntries,
  of: 'state',
  holds: masksArrived,
};

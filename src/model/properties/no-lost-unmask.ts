import type { Machine } from '../machine.ts';
import { forEntries, guestMask, isIdle, WHERE_VECTORS_CHANGE } from './about.ts';
import type { Property } from './property.ts';

/** Every bound vector that the guest has unmasked is unmasked for it in Xen. */
export function unmasksArrived(machine: Machine): boolean {
  const { guest, xen, hardware } = machine.state;
  if (!isIdle(machine) || !guest.enabled || guest.maskall || !hardware.decode) return true;
  for (let entry = 0; entry < machine.layout.entries; entry++)
    if (xen.bound[entry] === 1 && guestMask(machine, entry) === false && xen.guestMasked[entry] === 1)
      return false;
  return true;
}

export const noLostUnmask: Property = {
  id: 'I5',
  name: 'No unmask is lost',
  sentence:
    'A bound vector that the guest unmasked, with MSI-X on and the device answering, is not masked for the guest.',
  source: 'reply of 2023-03-27 and v2 discussion',
  settings: WHERE_VECTORS_CHANGE,
  notFor: forEntries,
  of: 'state',
  holds: unmasksArrived,
};

import type { Machine } from '../machine.ts';
import { UNDELIVERED } from '../seen.ts';
import { everywhere, guestMask, isIdle, WHERE_VECTORS_CHANGE } from './about.ts';
import type { Property } from './property.ts';

/** A pending bit that nobody will ever look at again: guest and hardware agree that the entry may send. */
function isStuck(machine: Machine): boolean {
  const { guest, xen, hardware } = machine.state;
  if (!isIdle(machine) || !guest.enabled || guest.maskall || !hardware.decode) return false;
  for (let entry = 0; entry < machine.layout.entries; entry++)
    if (
      hardware.pending[entry] === 1 &&
      xen.bound[entry] === 1 &&
      xen.hostMasked[entry] === 0 &&
      guestMask(machine, entry) === false
    )
      return true;
  return false;
}

export const noLostInterrupt: Property = {
  id: 'interrupt',
  name: 'No interrupt is lost',
  sentence: 'What the device raised is delivered, or is pending where the guest has it masked.',
  source: 'own question; the fear behind v2 1/3',
  settings: WHERE_VECTORS_CHANGE,
  notFor: everywhere,
  of: 'step',
  holds: (machine) => (machine.seen & UNDELIVERED) === 0 && !isStuck(machine),
};

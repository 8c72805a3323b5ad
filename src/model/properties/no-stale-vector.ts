import { guestMessageInForce } from '../seen.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { forEntries, isIdle } from './about.ts';
import type { Machine } from '../machine.ts';
import type { Property } from './property.ts';

/** No vector that the hardware may send is bound to another message than the guest wrote last. */
export function routesAreTheGuests(machine: Machine): boolean {
  if (!isIdle(machine)) return true;
  const { xen, hardware } = machine.state;
  if (!hardware.enabled || hardware.maskall) return true;
  for (let entry = 0; entry < machine.layout.entries; entry++)
    if (
      xen.bound[entry] === 1 &&
      (hardware.table[4 * entry + VECTOR_CONTROL]! & 1) === 0 &&
      !guestMessageInForce(machine, entry)
    )
      return false;
  return true;
}

export const noStaleVector: Property = {
  id: 'I4',
  name: 'No vector stays on an old message',
  sentence: 'A vector that the device may send is bound to the message the guest wrote last.',
  source: 'v2 1/3 and 64b21662b1',
  settings: [
    'driver',
    'fresh table',
    'two vectors',
    'events',
    'moving BAR',
    'partial unbind',
    'waiting',
    'not prepared',
  ],
  notFor: forEntries,
  of: 'state',
  holds: routesAreTheGuests,
};

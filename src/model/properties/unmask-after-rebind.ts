import { UNMASKED_OLD } from '../seen.ts';
import { forEntries } from './about.ts';
import type { Property } from './property.ts';

export const unmaskAfterRebind: Property = {
  id: 'I7',
  name: 'Unmask only after the new message is in force',
  sentence:
    'The hardware mask bit is not cleared while the message in force is not the one the guest wrote last.',
  source: '3a6222bd57 and 64b21662b1: why Xen postpones an unmask',
  settings: [
    'driver',
    'fresh table',
    'two vectors',
    'moving BAR',
    'partial unbind',
    'events',
    'waiting',
    'not prepared',
  ],
  notFor: forEntries,
  of: 'step',
  holds: (machine) => (machine.seen & UNMASKED_OLD) === 0,
};

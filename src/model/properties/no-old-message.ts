import { DELIVERED_OLD } from '../seen.ts';
import { everywhere } from './about.ts';
import type { Property } from './property.ts';

export const noOldMessage: Property = {
  id: 'message',
  name: 'No interrupt comes with an old message',
  sentence: 'An interrupt reaches the guest with the message the guest wrote last.',
  source: 'own question; v2 1/3',
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
  notFor: everywhere,
  of: 'step',
  holds: (machine) => (machine.seen & DELIVERED_OLD) === 0,
};

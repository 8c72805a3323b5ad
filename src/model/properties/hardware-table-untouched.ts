import { WROTE_TABLE } from '../seen.ts';
import { everywhere } from './about.ts';
import type { Property } from './property.ts';

export const hardwareTableUntouched: Property = {
  id: 'I1',
  name: 'The guest never writes the hardware table',
  sentence: 'Entries in the hardware change only by Xen’s own binding and masking.',
  source: 'reply of 2023-03-27: the device model cannot be trusted to keep to the rest of the page',
  settings: [
    'driver',
    'fresh table',
    'any guest',
    'neighbours',
    'shared page',
    'hostile device model',
    'two vectors',
    'partial unbind',
    'neighbours, bound',
    'shared page, bound',
    'hostile device model, shared page',
    'events',
    'waiting',
    'not prepared',
    'moving BAR',
  ],
  notFor: everywhere,
  of: 'step',
  holds: (machine) => (machine.seen & WROTE_TABLE) === 0,
};

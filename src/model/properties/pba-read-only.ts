import { REACHED_PBA } from '../seen.ts';
import { everywhere } from './about.ts';
import type { Property } from './property.ts';

export const pbaReadOnly: Property = {
  id: 'I11',
  name: 'The PBA is read-only for the guest',
  sentence: 'No write of the guest reaches the pending bits in the hardware.',
  source: 'b2cd07a044 and discussion of v2 2/3',
  settings: [
    'shared page',
    'shared page, bound',
    'neighbours',
    'hostile device model, shared page',
    'not prepared',
  ],
  notFor: everywhere,
  of: 'step',
  holds: (machine) => (machine.seen & REACHED_PBA) === 0,
};

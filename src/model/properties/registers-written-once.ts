import { everywhere, isRegister } from './about.ts';
import type { Property } from './property.ts';

export const registersWrittenOnce: Property = {
  id: 'I8',
  name: 'A register write reaches the device, once',
  sentence:
    'An aligned write next to the table, clear of the PBA, is carried out on the device exactly once.',
  source: 'v1 and v2 2/3: the AX210 does not work otherwise',
  settings: ['neighbours', 'neighbours, bound', 'shared page, bound'],
  notFor: everywhere,
  of: 'step',
  holds: (machine, action) =>
    action === null ||
    action.kind !== 'write' ||
    !isRegister(action) ||
    machine.registerBytes === action.size,
};

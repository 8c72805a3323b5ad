import { isRegister } from './about.ts';
import type { Property } from './property.ts';

export const executedOnce: Property = {
  id: 'I19',
  name: 'No write is executed twice',
  sentence:
    'Though the instruction is emulated twice, an aligned write next to the table reaches the device at most once.',
  source: 'discussion of v2 2/3',
  settings: ['neighbours', 'neighbours, bound', 'shared page', 'shared page, bound'],
  notFor: (design) =>
    design.xen.registerWrites !== 'carried-out' ? 'It forwards no write that Xen has carried out.' : null,
  of: 'step',
  holds: (machine, action) =>
    action === null || action.kind !== 'write' || !isRegister(action) || machine.registerBytes <= action.size,
};

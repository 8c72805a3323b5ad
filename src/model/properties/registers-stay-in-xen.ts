import { FORWARDED } from '../context.ts';
import { everywhere, isRegister } from './about.ts';
import type { Property } from './property.ts';

export const registersStayInXen: Property = {
  id: 'I9',
  name: 'Register writes stay inside Xen',
  sentence: 'An aligned write next to the table never reaches the device model.',
  source: 'b2cd07a044: adjacent accesses are not forwarded',
  settings: ['neighbours', 'neighbours, bound'],
  notFor: everywhere,
  of: 'step',
  holds: (machine, action) =>
    action === null || action.kind !== 'write' || !isRegister(action) || (machine.fate & FORWARDED) === 0,
};

import { WARNED_AGAIN } from '../seen.ts';
import type { Property } from './property.ts';

export const warnsOnce: Property = {
  id: 'I18',
  name: 'Each warning comes once',
  sentence: 'No kind of warning is printed twice for the device and domain.',
  source: 'review of the series from v3 on',
  settings: ['shared page', 'neighbours', 'neighbours, bound', 'shared page, bound'],
  notFor: (design) => (design.xen.registerWrites !== 'carried-out' ? 'It has no such warning.' : null),
  of: 'step',
  holds: (machine) => (machine.seen & WARNED_AGAIN) === 0,
};

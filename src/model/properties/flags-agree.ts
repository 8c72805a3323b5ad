import { MIXED_FLAGS } from '../seen.ts';
import type { Property } from './property.ts';

export const flagsAgree: Property = {
  id: 'I16',
  name: 'All vectors agree on who masks',
  sentence: 'No two bound vectors of the device differ in who handles the mask bit.',
  source: 'reply of 2023-03-27: return -EINVAL otherwise',
  settings: ['mixed flags'],
  notFor: (design) => (design.xen.honoursMaskFlag ? null : 'This Xen has no such flag.'),
  of: 'step',
  holds: (machine) => (machine.seen & MIXED_FLAGS) === 0,
};

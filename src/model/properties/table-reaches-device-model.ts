import { FORWARDED } from '../context.ts';
import { forEntriesWithDeviceModel } from './about.ts';
import type { Property } from './property.ts';

export const tableReachesDeviceModel: Property = {
  id: 'I20',
  name: 'Everything in the table reaches the device model',
  sentence: 'Every access inside the table is seen by the device model.',
  source: 'reply of 2023-03-27: then Xen need not handle the table at all',
  settings: ['driver', 'fresh table', 'any guest', 'not prepared'],
  notFor: forEntriesWithDeviceModel,
  of: 'step',
  holds: (machine, action) =>
    action === null || action.kind === 'other' || action.entry < 0 || (machine.fate & FORWARDED) !== 0,
};

import { FORWARDED } from '../context.ts';
import { forEntriesWithDeviceModel } from './about.ts';
import type { Property } from './property.ts';

/** The part of I20 that the landed change promises. */
export const tableWritesReachDeviceModel: Property = {
  id: 'I20 writes',
  name: 'Aligned writes in the table reach the device model',
  sentence: 'Every aligned write of 4 or 8 bytes inside the table is seen by the device model.',
  source: '64b21662b1 and the feature bit XENFEAT_dm_msix_all_writes',
  settings: ['driver', 'fresh table', 'two vectors', 'partial unbind', 'not prepared', 'moving BAR'],
  notFor: forEntriesWithDeviceModel,
  of: 'step',
  holds: (machine, action) =>
    action === null ||
    action.kind !== 'write' ||
    action.entry < 0 ||
    action.size < 4 ||
    !action.aligned ||
    (machine.fate & FORWARDED) !== 0,
};

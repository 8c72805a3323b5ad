import { JUDGED_WRONG } from '../seen.ts';
import { forEntriesWithDeviceModel } from './about.ts';
import type { Property } from './property.ts';

export const deviceModelDecidesOnTruth: Property = {
  id: 'I3',
  name: 'The device model decides on the true mask state',
  sentence:
    'When it handles an unmask of a changed entry, the mask bit it goes by is the one the guest had written before.',
  source: 'v2 1/3: the device model needs to know whether the clear changed anything',
  settings: [
    'driver',
    'fresh table',
    'two vectors',
    'events',
    'partial unbind',
    'waiting',
    'not prepared',
    'moving BAR',
  ],
  notFor: forEntriesWithDeviceModel,
  of: 'step',
  holds: (machine) => (machine.seen & JUDGED_WRONG) === 0,
};

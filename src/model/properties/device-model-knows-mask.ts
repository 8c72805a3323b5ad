import { VECTOR_CONTROL } from '../state.ts';
import { forEntriesWithDeviceModel, guestMask, isIdle } from './about.ts';
import type { Property } from './property.ts';

export const deviceModelKnowsMask: Property = {
  id: 'I2',
  name: 'The device model knows the mask state',
  sentence: 'Whenever no access is on its way, the device model holds the mask bit that the guest wrote.',
  source: 'v2 1/3 and 64b21662b1: why the series exists',
  settings: [
    'driver',
    'fresh table',
    'two vectors',
    'partial unbind',
    'events',
    'waiting',
    'not prepared',
    'moving BAR',
  ],
  notFor: forEntriesWithDeviceModel,
  of: 'state',
  holds: (machine) => {
    if (!isIdle(machine)) return true;
    const { latch } = machine.state.deviceModel;
    for (let entry = 0; entry < machine.layout.entries; entry++) {
      const masked = guestMask(machine, entry);
      if (masked !== null && ((latch[4 * entry + VECTOR_CONTROL]! & 1) === 1) !== masked) return false;
    }
    return true;
  },
};

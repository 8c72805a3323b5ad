import { masksArrived } from './no-lost-mask.ts';
import { unmasksArrived } from './no-lost-unmask.ts';
import { routesAreTheGuests } from './no-stale-vector.ts';
import type { Property } from './property.ts';

export const oldQemuOnNewXen: Property = {
  id: 'I14',
  name: 'An old QEMU works on a new Xen',
  sentence: 'With a QEMU that still reads /dev/mem, I4, I5 and I6 hold.',
  source: '64b21662b1 and reply of 2023-03-27: older device models must keep working',
  settings: ['driver', 'fresh table', 'two vectors', 'not prepared'],
  notFor: ({ xen, deviceModel }) =>
    deviceModel.devMem === 'always' &&
    deviceModel.maskFrom === 'hardware' &&
    (xen.allWrites !== 'no' || xen.honoursMaskFlag)
      ? null
      : 'Not an old QEMU on a new Xen.',
  of: 'state',
  holds: (machine) => routesAreTheGuests(machine) && unmasksArrived(machine) && masksArrived(machine),
};

import { masksArrived } from './no-lost-mask.ts';
import { unmasksArrived } from './no-lost-unmask.ts';
import { routesAreTheGuests } from './no-stale-vector.ts';
import type { Property } from './property.ts';

export const newQemuOnOldXen: Property = {
  id: 'I15',
  name: 'A new QEMU works on an old Xen',
  sentence:
    'With what a new QEMU does on a Xen that lacks the flag or feature, I4, I5 and I6 hold. What fails with a QEMU of its day as well is the old Xen’s own doing.',
  source: 'reply of 2023-03-27: old Xen ignores the flag and keeps working',
  settings: ['driver', 'fresh table', 'two vectors', 'not prepared'],
  notFor: ({ xen, deviceModel }) =>
    xen.allWrites === 'no' &&
    !xen.honoursMaskFlag &&
    xen.concerns === 'page' &&
    deviceModel.present &&
    deviceModel.update.takesMessage === 'when-masked'
      ? null
      : 'Not a new QEMU on an old Xen.',
  of: 'state',
  holds: (machine) => routesAreTheGuests(machine) && unmasksArrived(machine) && masksArrived(machine),
};

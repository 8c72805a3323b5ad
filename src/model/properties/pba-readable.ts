import { readHardware } from '../hardware.ts';
import { forRegistersToo } from './about.ts';
import type { Property } from './property.ts';

export const pbaReadable: Property = {
  id: 'I12',
  name: 'The PBA is readable',
  sentence: 'An aligned read of 4 or 8 bytes of the PBA gives the guest the pending bits.',
  source: 'b2cd07a044',
  settings: ['shared page', 'shared page, bound'],
  notFor: forRegistersToo,
  of: 'step',
  holds: (machine, action) => {
    if (action?.kind !== 'read' || action.region !== 'pba' || action.size < 4 || !action.aligned) return true;
    const { lo, hi } = machine;
    readHardware(machine, action.offset, action.size, true);
    return lo === machine.lo && hi === machine.hi;
  },
};

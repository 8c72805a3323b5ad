import { peek } from '../hardware.ts';
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
    const { layout } = machine;
    const { hardware } = machine.state;
    // Without memory decode the device answers nothing, and what the guest gets is no pending bit.
    if (!hardware.decode)
      return machine.lo === 0xffffffff && (action.size === 4 || machine.hi === 0xffffffff);
    const dword = action.offset / 4;
    return (
      machine.lo === peek(hardware, layout, dword) &&
      (action.size === 4 || machine.hi === peek(hardware, layout, dword + 1))
    );
  },
};

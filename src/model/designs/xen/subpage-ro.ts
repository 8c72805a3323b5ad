import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** Considered in the thread: the device model writes registers through a mapping that is read-only but for some qwords. */
export const subpageRo: NamedXenDesign = {
  name: 'subpage-ro',
  title: 'Sub-page read-only',
  summary:
    'Xen takes entries as in 4.18; registers go to the device model, whose own store to the page faults and is completed by Xen.',
  usualDeviceModel: 'qemu-own-mapping',
  standing: 'proposed',
  parts: {
    ...hvmUpTo420,
    sourceTag: 'c447b7308b',
    handlers: [
      msixtblHandler({
        covers: 'table',
        misalignedWrite: 'forward',
        shortWrite: 'forward',
        handledWrite: 'keep',
        adjacentWrite: 'forward',
      }),
    ],
    // The mechanism it rests on came together with the emulation of writes to read-only pages.
    protectedWrite: 'emulate',
  },
};

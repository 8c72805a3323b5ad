import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The parent of 64b21662b1; 4.17 and 4.18 behave the same here. */
export const xen418: NamedXenDesign = {
  name: 'xen-4.18',
  title: 'Xen 4.18',
  summary: 'Xen takes entries that have a bound vector; everything else on the page is the device model’s.',
  usualDeviceModel: 'qemu-devmem',
  standing: 'released',
  parts: {
    ...hvmUpTo420,
    sourceTag: 'RELEASE-4.18.0',
    handlers: [
      msixtblHandler({
        covers: 'table',
        misalignedWrite: 'forward',
        shortWrite: 'forward',
        handledWrite: 'keep',
        adjacentWrite: 'forward',
      }),
    ],
  },
};

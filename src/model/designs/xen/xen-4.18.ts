import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The parent of 64b21662b1; 4.17 and 4.18 behave the same here, hence the day of 4.17’s first candidate. */
export const xen418: NamedXenDesign = {
  name: 'xen-4.18',
  title: 'Xen 4.18',
  summary: 'Xen takes entries that have a bound vector; everything else on the page is the device model’s.',
  offeredWith: ['qemu-devmem', 'qemu-2013', 'qemu-latch', 'qemu-owns-mask'],
  standing: 'released',
  leads: true,
  date: '2022-10-08',
  buildsOn: null,
  changes: [],
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

import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** With 64b21662b1 and b2cd07a044: one handler for the table and for the rest of its pages. */
export const xen419: NamedXenDesign = {
  name: 'xen-4.19',
  title: 'Xen 4.19',
  summary:
    'Xen takes bound entries and the bytes next to the table, and then sends every aligned write on to the device model.',
  usualDeviceModel: 'qemu-latch',
  standing: 'released',
  parts: {
    ...hvmUpTo420,
    sourceTag: 'RELEASE-4.19.0',
    handlers: [
      msixtblHandler({
        covers: 'table-pages',
        misalignedWrite: 'drop',
        shortWrite: 'forward',
        handledWrite: 'forward',
        adjacentWrite: 'forward',
      }),
    ],
  },
};

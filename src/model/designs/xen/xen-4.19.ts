import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** With 64b21662b1 and b2cd07a044: one handler for the table and for the rest of its pages. */
export const xen419: NamedXenDesign = {
  name: 'xen-4.19',
  title: 'Xen 4.19',
  summary:
    'Xen takes bound entries and the bytes next to the table, and then sends every aligned write on to the device model.',
  offeredWith: ['qemu-latch', 'qemu-devmem'],
  standing: 'released',
  leads: true,
  date: '2024-05-10',
  buildsOn: 'xen-64b21662',
  changes: [
    {
      kind: 'commit',
      reference: 'b2cd07a044',
      title: 'Registers next to the table are handled',
      parts: 'rest',
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: 'RELEASE-4.19.0',
    allWrites: 'advertised',
    registerWrites: 'carried-out',
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

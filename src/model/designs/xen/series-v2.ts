import { msixtblHandler } from '../../xen/msixtbl.ts';
import { pageHandler } from '../../xen/page-handler.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The patch under discussion (2023-03-25): the second handler also covers the bytes before the table. */
export const seriesV2: NamedXenDesign = {
  name: 'series-v2',
  title: 'Series v2 (2023-03)',
  summary:
    'As v1, with a second handler for the bytes before and after the table, and unaligned reads left to the device model.',
  offeredWith: ['qemu-latch', 'qemu-devmem'],
  standing: 'posted',
  date: '2023-03-25',
  buildsOn: 'series-v1',
  changes: [
    {
      kind: 'message',
      reference: '20230325024924.882883-1-marmarek@invisiblethingslab.com',
      title: 'Series v2: also the registers before the table, and unaligned reads left to the device model',
      parts: 'rest',
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: 'b1f11273d5',
    proposal: 'series-v2',
    allWrites: 'unsaid',
    registerWrites: 'carried-out',
    handlers: [
      msixtblHandler({
        covers: 'table',
        misalignedWrite: 'forward',
        shortWrite: 'forward',
        handledWrite: 'forward',
        adjacentWrite: 'forward',
      }),
      pageHandler({
        covers: 'before-and-after',
        misalignedRead: 'forward',
        warnsOfPba: true,
        assertsLastPage: false,
      }),
    ],
  },
};

import { msixtblHandler } from '../../xen/msixtbl.ts';
import { pageHandler } from '../../xen/page-handler.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The series as first posted (2022-11-14), which Qubes shipped on 4.17: a second handler after the table. */
export const seriesV1: NamedXenDesign = {
  name: 'series-v1',
  title: 'Series v1 (2022-11)',
  summary: 'msixtbl forwards all control writes; a second hvm_io_handler takes the bytes after the table.',
  offeredWith: ['qemu-latch', 'qemu-devmem'],
  standing: 'posted',
  date: '2022-11-14',
  buildsOn: 'xen-4.18',
  changes: [
    {
      kind: 'message',
      reference: '20221114192100.1539267-1-marmarek@invisiblethingslab.com',
      title: 'Series v1: mask writes are forwarded, registers after the table are handled',
      parts: 'rest',
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: 'RELEASE-4.17.2',
    proposal: 'series-v1',
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
      pageHandler({ covers: 'after', misalignedRead: 'perform', warnsOfPba: false, assertsLastPage: true }),
    ],
  },
};

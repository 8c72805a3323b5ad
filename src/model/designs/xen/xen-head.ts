import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** c447b7308b of 2026-08-20: as 4.19, with ea87662c77 and with writes to read-only pages emulated (8f36bde2b2). */
export const xenHead: NamedXenDesign = {
  name: 'xen-head',
  title: 'Xen head (2026-08)',
  summary: 'As 4.19, with the reference count of the table’s record mended.',
  offeredWith: ['qemu-latch', 'qemu-devmem'],
  standing: 'landed',
  leads: true,
  date: '2026-08-20',
  buildsOn: 'xen-4.19',
  changes: [
    {
      kind: 'commit',
      reference: 'ea87662c77',
      title: 'The reference count of the table’s record is mended',
      parts: ['dropsTableEntry'],
    },
    {
      kind: 'commit',
      reference: '8f36bde2b2',
      title: 'Writes to read-only pages of a guest are emulated',
      parts: ['protectedWrite'],
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: 'c447b7308b',
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
    dropsTableEntry: (refcnt) => refcnt === 0,
    protectedWrite: 'emulate',
  },
};

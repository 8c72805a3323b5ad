import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** c447b7308b of 2026-08-20: as 4.19, with ea87662c77 and with writes to read-only pages emulated (8f36bde2b2). */
export const xenHead: NamedXenDesign = {
  name: 'xen-head',
  title: 'Xen head (2026-08)',
  summary: 'As 4.19, with the reference count of the table’s record mended.',
  usualDeviceModel: 'qemu-latch',
  standing: 'landed',
  parts: {
    ...hvmUpTo420,
    sourceTag: 'c447b7308b',
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

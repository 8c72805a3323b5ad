import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** Considered in the thread: the device model writes registers through a mapping that is read-only but for some qwords. */
export const subpageRo: NamedXenDesign = {
  name: 'subpage-ro',
  title: 'Sub-page read-only',
  summary:
    'Xen takes entries as in 4.18; registers go to the device model, whose own store to the page faults and is completed by Xen.',
  offeredWith: ['qemu-own-mapping'],
  standing: 'proposed',
  date: '2023-03-27',
  buildsOn: 'xen-4.18',
  changes: [
    {
      kind: 'message',
      reference: '20230325024924.882883-1-marmarek@invisiblethingslab.com',
      title:
        'Considered in the replies to series v2: the device model writes registers on its own mapping of the page',
      parts: 'rest',
      bringsDeviceModel: true,
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
    sourceTag: 'b1f11273d5',
    registerWrites: 'carried-out',
    concerns: 'registers',
    availability: 'boot-only',
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

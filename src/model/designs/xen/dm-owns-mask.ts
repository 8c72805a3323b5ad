import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The counter-proposal of 2023-03-27, never written: the device model declares at bind that it handles the mask bit. */
export const dmOwnsMask: NamedXenDesign = {
  name: 'dm-owns-mask',
  title: 'Device model owns the mask bit',
  summary:
    'Once a vector is bound with the flag, everything inside the table goes to the device model; Xen only takes the bytes next to it. Whether and how Xen announces that it takes the flag is left open.',
  offeredWith: ['qemu-owns-mask', 'qemu-owns-mask-call', 'qemu-devmem'],
  standing: 'proposed',
  date: '2023-03-27',
  buildsOn: 'xen-4.18',
  changes: [
    {
      kind: 'message',
      reference: '20230325024924.882883-1-marmarek@invisiblethingslab.com',
      title:
        'Proposed in a reply of 2023-03-27 to series v2: the device model declares that it handles the mask bit',
      parts: 'rest',
      bringsDeviceModel: true,
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: 'b1f11273d5',
    proposal: 'mask-flag',
    registerWrites: 'sketched',
    handlers: [
      msixtblHandler({
        covers: 'table-pages',
        misalignedWrite: 'forward',
        shortWrite: 'forward',
        handledWrite: 'keep',
        adjacentWrite: 'keep',
      }),
    ],
    honoursMaskFlag: true,
  },
};

import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The counter-proposal of 2023-03-27, never written: the device model declares at bind that it handles the mask bit. */
export const dmOwnsMask: NamedXenDesign = {
  name: 'dm-owns-mask',
  title: 'Device model owns the mask bit',
  summary:
    'Once a vector is bound with the flag, everything inside the table goes to the device model; Xen only takes the bytes next to it.',
  usualDeviceModel: 'qemu-owns-mask',
  standing: 'proposed',
  parts: {
    ...hvmUpTo420,
    sourceTag: null,
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

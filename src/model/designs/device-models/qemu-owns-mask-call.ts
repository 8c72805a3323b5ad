import { ownsMask, ownsMaskWithoutFlag } from '../../device-model/owns-mask.ts';
import type { NamedDeviceModel } from '../named.ts';

/** The same with the hypercall that 64b21662b1 lists as missing. */
export const qemuOwnsMaskCall: NamedDeviceModel = {
  name: 'qemu-owns-mask-call',
  title: 'QEMU owning the mask bit, mask call',
  summary: 'Handles the mask bit itself and tells Xen with a hypercall that sets or clears just the mask.',
  parts: ownsMask(true),
  withoutFlag: ownsMaskWithoutFlag,
};

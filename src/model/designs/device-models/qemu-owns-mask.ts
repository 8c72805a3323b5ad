import { ownsMask, ownsMaskWithoutFlag } from '../../device-model/owns-mask.ts';
import type { NamedDeviceModel } from '../named.ts';

/** As the counter-proposal says, with today’s bind call as the only means. */
export const qemuOwnsMask: NamedDeviceModel = {
  name: 'qemu-owns-mask',
  title: 'QEMU owning the mask bit, bind only',
  summary:
    'Handles the mask bit itself and tells Xen by binding again; today’s call can unmask that way, but not mask. Where Xen ignores its flag it reads the mask bit from the hardware; how it learns that is left open.',
  parts: ownsMask(false),
  withoutFlag: ownsMaskWithoutFlag,
};

import { throughDevMem } from '../../device-model/mask-sources.ts';
import type { NamedDeviceModel } from '../named.ts';

/** QEMU 2.5 to 9 where the feature bit is absent. */
export const qemuDevmem: NamedDeviceModel = {
  name: 'qemu-devmem',
  title: 'QEMU reading /dev/mem',
  summary: 'Does not trust its latch: at an unmask it reads the mask bit from the hardware through /dev/mem.',
  parts: throughDevMem,
};

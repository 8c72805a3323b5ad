import { fromLatch } from '../../device-model/mask-sources.ts';
import type { NamedDeviceModel } from '../named.ts';

/** QEMU with "Do not access /dev/mem in MSI-X PCI passthrough on Xen", on a Xen that sets the feature bit. */
export const qemuLatch: NamedDeviceModel = {
  name: 'qemu-latch',
  title: 'QEMU with latch',
  summary:
    'Was told that every control write reaches it: uses the last one it saw, and never opens /dev/mem.',
  parts: fromLatch,
};

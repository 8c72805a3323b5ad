import { qemu2013Parts } from '../../device-model/qemu-2013.ts';
import type { NamedDeviceModel } from '../named.ts';

/**
 * Q-OLD: hw/xen/xen_pt_msi.c at 003f8dbc8e, the same file as in qemu-xen-4.5.0. What its memory core made of 1 and 2
 * bytes is not modelled: their sizes are judged as QEMU 5.1 and later do.
 */
export const qemu2013: NamedDeviceModel = {
  name: 'qemu-2013',
  title: 'QEMU of 2013',
  summary:
    'Binds what was written last, never asks for an unmask, and refuses to change a message while the hardware, read through /dev/mem, shows the entry unmasked.',
  parts: qemu2013Parts,
};

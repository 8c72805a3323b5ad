import { qemu2013Parts } from '../../device-model/qemu-2013.ts';
import type { NamedDeviceModel } from '../named.ts';

/** Q-OLD: hw/xen/xen_pt_msi.c at 003f8dbc8e. */
export const qemu2013: NamedDeviceModel = {
  name: 'qemu-2013',
  title: 'QEMU of 2013',
  summary:
    'Refuses to change a message while the hardware shows the entry unmasked; reads the hardware through /dev/mem.',
  parts: qemu2013Parts,
};

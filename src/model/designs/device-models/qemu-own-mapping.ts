import { ownMapping } from '../../device-model/own-mapping.ts';
import type { NamedDeviceModel } from '../named.ts';

/** A device model that carries out register writes on its own mapping of the page. */
export const qemuOwnMapping: NamedDeviceModel = {
  name: 'qemu-own-mapping',
  title: 'QEMU writing its own mapping',
  summary:
    'Carries out accesses next to the table on its own mapping of the page, which Xen lets through qword by qword.',
  parts: ownMapping,
};

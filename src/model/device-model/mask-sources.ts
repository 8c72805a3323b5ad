/** Where QEMU learns what it needs about the hardware: through /dev/mem, or from its own latch. */
import type { Context, DeviceModelDesign } from '../context.ts';
import { readHardware } from '../hardware.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { logBarAccess, rejectPastTable, UPDATE_WITH_LATCH, writeLatching } from './latching.ts';

/** Reads vector control of `entry` from the device through /dev/mem. */
export function controlInHardware(context: Context, entry: number): number {
  const { lo, hi } = context;
  readHardware(context, context.layout.tableStart + 16 * entry + 4 * VECTOR_CONTROL, 4, true);
  const control = context.lo;
  context.lo = lo;
  context.hi = hi;
  return control;
}

/** Reads a dword past the table from the device through /dev/mem. */
export function readDevMem(context: Context, offset: number): boolean {
  context.recorder?.hop('device-model', 'dm.read-devmem', { offset, size: 4 });
  readHardware(context, offset, 4, true);
  return true;
}

/** Without /dev/mem there is nothing to answer with past the table. */
export function readAllOnes(context: Context, offset: number): boolean {
  context.lo = 0xffffffff;
  context.recorder?.hop(
    'device-model',
    'dm.read-unsupported',
    { offset, size: 4, lo: context.lo },
    { at: 'log', who: 'qemu', what: 'debug:pba-read-unsupported' },
  );
  return false;
}

const controlInLatch = (context: Context, entry: number): number =>
  context.state.deviceModel.latch[4 * entry + VECTOR_CONTROL]!;

/** QEMU 2.5 to 9.x where XENFEAT_dm_msix_all_writes is absent: reads the real table through /dev/mem. */
export const throughDevMem: DeviceModelDesign = {
  present: true,
  sourceTag: 'qemu-xen-4.15.0',
  update: UPDATE_WITH_LATCH,
  maskFrom: 'hardware',
  devMem: 'always',
  storesToPage: false,
  bindFlags: 0,
  writeEntry: (context, entry, field, offset, value) =>
    writeLatching(context, entry, field, offset, value, controlInHardware),
  writePastTable: rejectPastTable,
  readPastTable: readDevMem,
  accessBar: logBarAccess,
};

/** QEMU with the feature bit: trusts the last control word that Xen forwarded, and never opens /dev/mem. */
export const fromLatch: DeviceModelDesign = {
  present: true,
  sourceTag: 'qemu-xen-4.15.0',
  update: UPDATE_WITH_LATCH,
  maskFrom: 'latch',
  devMem: 'without-feature',
  storesToPage: false,
  bindFlags: 0,
  writeEntry: (context, entry, field, offset, value) =>
    writeLatching(context, entry, field, offset, value, controlInLatch),
  writePastTable: rejectPastTable,
  readPastTable: readAllOnes,
  accessBar: logBarAccess,
};

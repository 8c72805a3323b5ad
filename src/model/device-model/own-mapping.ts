/** A QEMU that carries out accesses next to the table on its own mapping of the page, which Xen keeps read-only. */
import type { Context, DeviceModelDesign } from '../context.ts';
import { readHardware, writeHardware } from '../hardware.ts';
import { noteWarning, SAID_PROTECTED, TRAPPED_TWICE } from '../seen.ts';
import { isTrapped, regionAt } from '../layout.ts';
import { logBarAccess, UPDATE_WITH_LATCH, writeLatching } from './latching.ts';
import { controlInHardware } from './mask-sources.ts';

/**
 * QEMU's store to its mapping faults in its own domain: the second interception of the same write. Xen carries it out
 * unless the qword is protected, which table and PBA are.
 */
function store(context: Context, offset: number, size: number, value: number): boolean {
  const { recorder, layout } = context;
  recorder?.hop('device-model', 'own.store', { offset, size, lo: value });
  context.seen |= TRAPPED_TWICE;
  recorder?.hop('xen', 'own.second-fault', { offset, size });
  const first = Math.floor(offset / 8) * 8;
  const isProtected = [first, first + 7].some((byte) => ['table', 'pba'].includes(regionAt(layout, byte)));
  if (isProtected) {
    noteWarning(context, SAID_PROTECTED);
    recorder?.hop('xen', 'own.protected', { offset, size, lo: value });
    return false;
  }
  recorder?.hop('xen', 'own.complete', { offset, size, lo: value });
  writeHardware(context, offset, size, value, 0);
  return true;
}

function load(context: Context, offset: number, size: number): boolean {
  context.recorder?.hop('device-model', 'own.load', { offset, size });
  readHardware(context, offset, size, true);
  return true;
}

export const ownMapping: DeviceModelDesign = {
  present: true,
  sourceTag: 'qemu-xen-4.15.0',
  update: UPDATE_WITH_LATCH,
  maskFrom: 'hardware',
  devMem: 'always',
  storesToPage: true,
  bindFlags: 0,
  writeEntry: (context, entry, field, offset, value) =>
    writeLatching(context, entry, field, offset, value, controlInHardware),
  writePastTable: (context, offset, value) => store(context, offset, 4, value),
  readPastTable: (context, offset) => load(context, offset, 4),
  accessBar(context, offset, size, write, value) {
    if (!isTrapped(context.layout, offset)) return logBarAccess(context, offset, size, write);
    return write ? store(context, offset, size, value) : load(context, offset, size);
  },
};

/**
 * QEMU before the latch (hw/xen/xen_pt_msi.c at 003f8dbc8e): what was written last is what is bound, no bind asks for
 * an unmask, and a message cannot change under an entry that the hardware shows unmasked while MSI-X is on.
 */
import type { Context, DeviceModelDesign } from '../context.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { latch, logBarAccess, logPastTable, writeMessage } from './latching.ts';
import { controlInHardware, readDevMem } from './mask-sources.ts';
import { updateEntry } from './vectors.ts';

function writeEntry(context: Context, entry: number, field: number, offset: number, value: number): boolean {
  const { recorder } = context;
  const { deviceModel } = context.state;
  const facts = { offset, size: 4, entry, field, lo: value };
  if (field !== VECTOR_CONTROL) {
    const known = deviceModel.latch[4 * entry + field] === value && deviceModel.pirq[entry] !== -1;
    if (!known && deviceModel.enabled && (controlInHardware(context, entry) & 1) === 0) {
      recorder?.hop('device-model', 'dm.refuse-unmasked', facts);
      return false;
    }
    writeMessage(context, entry, field, offset, value);
    return true;
  }
  recorder?.hop('device-model', 'dm.latch-control', facts);
  latch(context, entry, field, offset, value);
  if (deviceModel.enabled && (value & 1) === 0 && deviceModel.updated[entry] === 1) {
    recorder?.hop('device-model', 'dm.unmask', facts);
    updateEntry(context, entry, value);
  }
  return true;
}

export const qemu2013Parts: DeviceModelDesign = {
  present: true,
  sourceTag: 'qemu-xen-4.5.0',
  update: { takesMessage: 'always', asksForUnmask: false },
  maskFrom: 'nowhere',
  devMem: 'always',
  storesToPage: false,
  bindFlags: 0,
  writeEntry,
  writePastTable: logPastTable,
  readPastTable: readDevMem,
  accessBar: logBarAccess,
};

/** QEMU before the latch: what was written is what is in force, and a message cannot change under an unmasked entry. */
import type { Context, DeviceModelDesign } from '../context.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { latch, logBarAccess, rejectPastTable, writeMessage } from './latching.ts';
import { controlInHardware, readDevMem } from './mask-sources.ts';
import { updateEntry } from './vectors.ts';

const MASKED = 1;

function writeEntry(context: Context, entry: number, field: number, offset: number, value: number): boolean {
  const { recorder } = context;
  const { deviceModel } = context.state;
  const facts = { offset, size: 4, entry, field, lo: value };
  if (field !== VECTOR_CONTROL) {
    const known = deviceModel.latch[4 * entry + field] === value && deviceModel.pirq[entry] !== -1;
    if (!known && (controlInHardware(context, entry) & 1) === 0 && deviceModel.enabled) {
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
    // Values are taken as they stand, whatever the mask; and a bind never asks for an unmask.
    updateEntry(context, entry, MASKED, false);
  }
  return true;
}

export const qemu2013Parts: DeviceModelDesign = {
  present: true,
  needsDevMem: true,
  bindFlags: 0,
  writeEntry,
  writePastTable: rejectPastTable,
  readPastTable: readDevMem,
  accessBar: logBarAccess,
};

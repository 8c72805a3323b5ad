/** The parts that all QEMUs of 2.5 and later share: every dword is latched, messages come into force at an unmask. */
import type { Context, UpdatePolicy } from '../context.ts';
import { JUDGED_RIGHT, JUDGED_WRONG } from '../seen.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { updateEntry } from './vectors.ts';

/** A new message counts once the entry is masked; a bind of one that is not carries the wish to be unmasked. */
export const UPDATE_WITH_LATCH: UpdatePolicy = { takesMessage: 'when-masked', asksForUnmask: true };

/** Keeps a dword of the table in the latch. */
export function latch(context: Context, entry: number, field: number, offset: number, value: number): void {
  const { deviceModel } = context.state;
  const slot = 4 * entry + field;
  context.recorder?.changed('device-model', 'latch', entry, deviceModel.latch[slot]!, value, offset);
  deviceModel.latch[slot] = value;
}

/** An address or data dword: latched and marked as updated, unless it is there already and in use. */
export function writeMessage(
  context: Context,
  entry: number,
  field: number,
  offset: number,
  value: number,
): void {
  const { recorder } = context;
  const { deviceModel } = context.state;
  if (deviceModel.latch[4 * entry + field] === value && deviceModel.pirq[entry] !== -1) {
    recorder?.hop('device-model', 'dm.same-value', { offset, size: 4, entry, field, lo: value });
    return;
  }
  recorder?.hop('device-model', 'dm.latch-message', { offset, size: 4, entry, field, lo: value });
  recorder?.changed('device-model', 'updated', entry, deviceModel.updated[entry]!, 1);
  deviceModel.updated[entry] = 1;
  latch(context, entry, field, offset, value);
}

/**
 * pci_msix_write inside the table. At an unmask of an updated entry `controlAtUnmask` tells what QEMU takes the mask
 * bit for; the new control word is latched afterwards.
 */
export function writeLatching(
  context: Context,
  entry: number,
  field: number,
  offset: number,
  value: number,
  controlAtUnmask: (context: Context, entry: number) => number,
): boolean {
  const { recorder } = context;
  const { deviceModel } = context.state;
  if (field !== VECTOR_CONTROL) {
    writeMessage(context, entry, field, offset, value);
    return true;
  }
  if (deviceModel.enabled && deviceModel.updated[entry] === 1 && (value & 1) === 0) {
    recorder?.hop('device-model', 'dm.unmask', { offset, size: 4, entry, field, lo: value });
    const control = controlAtUnmask(context, entry);
    noteJudgement(context, entry, control);
    updateEntry(context, entry, control);
  }
  recorder?.hop('device-model', 'dm.latch-control', { offset, size: 4, entry, field, lo: value });
  latch(context, entry, field, offset, value);
  return true;
}

/**
 * Notes whether the device model takes the entry for what it was to the guest before the unmask in progress. Without a
 * pirq it takes the message whatever the mask bit, so that there is nothing to be wrong about.
 */
export function noteJudgement(context: Context, entry: number, control: number): void {
  if (context.controlBefore >= 0 && context.state.deviceModel.pirq[entry] !== -1)
    context.seen |= (control & 1) === context.controlBefore ? JUDGED_RIGHT : JUDGED_WRONG;
}

/** What a write past the table inside the overlay asks for, in QEMU's eyes: an entry that does not exist. */
const entryPastTable = (context: Context, offset: number): number =>
  Math.floor((offset - context.layout.tableStart) / 16);

/** QEMU drops such a write without a word. */
export function rejectPastTable(context: Context, offset: number, value: number): boolean {
  context.recorder?.hop(
    'device-model',
    'dm.reject-range',
    { offset, size: 4, entry: entryPastTable(context, offset), lo: value },
    { at: 'qemu.reject', why: 'entry-out-of-range', offset, size: 4 },
  );
  return false;
}

/** Before the latch it logged an error first. */
export function logPastTable(context: Context, offset: number, value: number): boolean {
  context.recorder?.hop(
    'device-model',
    'dm.reject-range-logged',
    { offset, size: 4, entry: entryPastTable(context, offset), lo: value },
    { at: 'log', who: 'qemu', what: 'entry-out-of-range' },
  );
  return false;
}

/** The rest of the BAR: QEMU's region logs an error, reads 0 and drops writes. */
export function logBarAccess(context: Context, offset: number, size: number, write: boolean): boolean {
  context.recorder?.hop(
    'device-model',
    write ? 'dm.bar-write' : 'dm.bar-read',
    { offset, size, write },
    { at: 'log', who: 'qemu', what: write ? 'bar-write' : 'bar-read' },
  );
  return false;
}

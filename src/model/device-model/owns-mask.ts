/** The counter-proposal's QEMU: it alone decides about the mask bit, and tells Xen. */
import type { Context, DeviceModelDesign } from '../context.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { GFLAG_MASK_HANDLING, GFLAG_UNMASKED, gflagsOf } from '../xen/gflags.ts';
import { maskForGuest } from '../xen/mask.ts';
import {
  latch,
  noteJudgement,
  logBarAccess,
  rejectPastTable,
  UPDATE_WITH_LATCH,
  writeMessage,
} from './latching.ts';
import { readAllOnes, throughDevMem } from './mask-sources.ts';
import { bind, updateEntry } from './vectors.ts';

/** Binds the vector again as it is, with or without the wish to be unmasked: all that today's call can say. */
function bindAgain(context: Context, entry: number, unmasked: boolean): void {
  const { deviceModel } = context.state;
  const low = deviceModel.message[3 * entry]!;
  const data = deviceModel.message[3 * entry + 2]!;
  const flags = GFLAG_MASK_HANDLING | (unmasked ? GFLAG_UNMASKED : 0);
  bind(context, entry, deviceModel.pirq[entry]!, data & 0xff, gflagsOf(low, data) | flags);
}

/**
 * The same QEMU on a Xen that ignores the flag: that one goes on masking, and does not tell. The flag stays in every
 * bind, and at an unmask the mask bit is looked up in the hardware. How QEMU learns which Xen it is on is left open.
 */
export const ownsMaskWithoutFlag: DeviceModelDesign = {
  ...throughDevMem,
  devMem: 'without-flag',
  bindFlags: GFLAG_MASK_HANDLING,
};

/** `maskCall`: there is a hypercall that sets or clears just the mask; otherwise only binding again is possible. */
export function ownsMask(maskCall: boolean): DeviceModelDesign {
  function writeControl(context: Context, entry: number, offset: number, value: number): void {
    const { recorder } = context;
    const { deviceModel, xen } = context.state;
    const before = deviceModel.latch[4 * entry + VECTOR_CONTROL]!;
    const masked = (value & 1) === 1;
    const facts = { offset, size: 4, entry, field: VECTOR_CONTROL, lo: value };
    if (deviceModel.enabled && !masked && deviceModel.updated[entry] === 1) {
      recorder?.hop('device-model', 'dm.unmask', facts);
      // The message counts as masked before; the bind carries the new state, for Xen will not complete the unmask.
      noteJudgement(context, entry, before);
      updateEntry(context, entry, before, true);
    } else if (deviceModel.enabled && deviceModel.pirq[entry] !== -1 && (before & 1) !== (value & 1)) {
      if (maskCall) {
        recorder?.hop('device-model', 'dm.mask-call', { ...facts, masked });
        if (xen.bound[entry] === 1) maskForGuest(context, entry, masked);
      } else {
        recorder?.hop('device-model', 'dm.bind-for-mask', { ...facts, masked });
        bindAgain(context, entry, !masked);
      }
    }
    recorder?.hop('device-model', 'dm.latch-control', facts);
    latch(context, entry, VECTOR_CONTROL, offset, value);
  }

  return {
    present: true,
    sourceTag: 'qemu-xen-4.15.0',
    update: UPDATE_WITH_LATCH,
    maskFrom: 'latch',
    devMem: 'without-flag',
    storesToPage: false,
    bindFlags: GFLAG_MASK_HANDLING,
    writeEntry(context, entry, field, offset, value) {
      if (field === VECTOR_CONTROL) writeControl(context, entry, offset, value);
      else writeMessage(context, entry, field, offset, value);
      return true;
    },
    writePastTable: rejectPastTable,
    readPastTable: readAllOnes,
    accessBar: logBarAccess,
  };
}

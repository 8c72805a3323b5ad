import type { Context } from '../context.ts';
import { readHardware, writeHardware } from '../hardware.ts';
import { unmasked } from '../interrupts.ts';
import { CHANGED_MASK, noteWarning, SAID_MASKALL } from '../seen.ts';
import { VECTOR_CONTROL } from '../state.ts';

/** Xen writes the vector-control dword of `entry` in the device, for itself and not for an access of the guest. */
export function writeControl(context: Context, entry: number, value: number): void {
  const { seen, registerBytes } = context;
  const offset = context.layout.tableStart + 16 * entry + 4 * VECTOR_CONTROL;
  writeHardware(context, offset, 4, value, 0);
  context.seen = seen;
  context.registerBytes = registerBytes;
}

/**
 * msi_set_mask_bit: the hardware bit becomes host OR guest, and is read back. With MSI-X disabled in hardware
 * ENABLE and MASKALL are set around it and restored, which leaves nothing to see.
 */
function setMaskBit(context: Context, entry: number, host: boolean, guest: boolean): void {
  const { xen, hardware } = context.state;
  const wanted = host || guest ? 1 : 0;
  if (!hardware.decode) {
    maskUnreachable(context, entry, wanted === 1);
    return;
  }
  const slot = 4 * entry + VECTOR_CONTROL;
  const before = hardware.table[slot]! & 1;
  if (!context.recorder) {
    // Nobody watches: the same effects without going through the device's byte-wise interface.
    hardware.table[slot] = wanted;
    xen.hostMasked[entry] = host ? 1 : 0;
    xen.guestMasked[entry] = guest ? 1 : 0;
  } else {
    const { lo, hi } = context;
    writeControl(context, entry, wanted);
    context.recorder.changed('xen', 'host_masked', entry, xen.hostMasked[entry]!, host ? 1 : 0);
    context.recorder.changed('xen', 'guest_masked', entry, xen.guestMasked[entry]!, guest ? 1 : 0);
    xen.hostMasked[entry] = host ? 1 : 0;
    xen.guestMasked[entry] = guest ? 1 : 0;
    readHardware(context, context.layout.tableStart + 4 * slot, 4, false);
    context.lo = lo;
    context.hi = hi;
  }
  if (wanted === before) return;
  context.seen |= CHANGED_MASK;
  if (wanted === 0) unmasked(context, entry);
}

/**
 * The device does not answer memory accesses: the entry cannot be masked, so all of the function is, and stays so;
 * nothing can be unmasked, and nobody is told. The records of the entry keep what they said.
 */
function maskUnreachable(context: Context, entry: number, masked: boolean): void {
  const { recorder } = context;
  const { xen, hardware } = context.state;
  if (!masked || hardware.maskall) {
    recorder?.hop('xen', 'xen.mask-impossible', { entry, masked });
    return;
  }
  recorder?.hop('xen', 'xen.mask-function', { entry, masked });
  recorder?.changed('xen', 'host_maskall', null, Number(xen.hostMaskall), 1);
  recorder?.changed('hardware', 'maskall', null, 0, 1);
  xen.hostMaskall = true;
  hardware.maskall = true;
  if (xen.warnedMaskall) return;
  xen.warnedMaskall = true;
  noteWarning(context, SAID_MASKALL);
  recorder?.hop('xen', 'xen.warn-maskall', { entry }, { at: 'log', who: 'xen', what: 'maskall' });
}

/** guest_mask_msi_irq: the guest's wish changes, Xen's own stays. */
export function maskForGuest(context: Context, entry: number, masked: boolean): void {
  context.recorder?.hop('xen', 'xen.mask', { entry, masked }, { at: 'xen.mask', entry, masked });
  setMaskBit(context, entry, context.state.xen.hostMasked[entry] === 1, masked);
}

/** startup_msi_irq for an interrupt that belongs to a guest: Xen stops masking, the guest's mask stays. */
export function startUp(context: Context, entry: number): void {
  setMaskBit(context, entry, false, true);
}

/** mask_msi_irq and unmask_msi_irq: Xen masks for itself, or no longer. */
export function maskForHost(context: Context, entry: number, masked = true): void {
  setMaskBit(context, entry, masked, context.state.xen.guestMasked[entry] === 1);
}

/** shutdown_msi_irq: masked for both. */
export function shutDown(context: Context, entry: number): void {
  setMaskBit(context, entry, true, true);
}

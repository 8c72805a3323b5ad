/** The device's side of an interrupt: sent as a message, or kept in the PBA until it may be sent. */
import type { Context } from './context.ts';
import { VECTOR_CONTROL } from './state.ts';
import {
  DELIVERED,
  DELIVERED_MASKED,
  DELIVERED_OLD,
  guestMessageInForce,
  UNDELIVERED,
  UNMASKED_OLD,
} from './seen.ts';

/** The device wants to interrupt with `entry`. */
export function raise(context: Context, entry: number): void {
  const { recorder } = context;
  const { hardware } = context.state;
  recorder?.hop('hardware', 'device.raise', { entry });
  if (maySend(context, entry)) {
    send(context, entry);
    return;
  }
  recorder?.hop('hardware', 'device.pending', { entry });
  recorder?.changed('hardware', 'pending', entry, hardware.pending[entry]!, 1);
  hardware.pending[entry] = 1;
}

function maySend(context: Context, entry: number): boolean {
  const { hardware } = context.state;
  return hardware.enabled && !hardware.maskall && (hardware.table[4 * entry + VECTOR_CONTROL]! & 1) === 0;
}

/** Xen has just cleared the mask bit of `entry`, which was set before. */
export function unmasked(context: Context, entry: number): void {
  if (maySend(context, entry) && !guestMessageInForce(context, entry)) context.seen |= UNMASKED_OLD;
  sendPending(context, entry);
}

/** Message Control changed: whatever may be sent now is sent. */
export function sendAllPending(context: Context): void {
  const { pending } = context.state.hardware;
  if (!pending.includes(1)) return;
  for (let entry = 0; entry < pending.length; entry++) sendPending(context, entry);
}

function sendPending(context: Context, entry: number): void {
  if (context.state.hardware.pending[entry] === 1 && maySend(context, entry)) send(context, entry);
}

/** The message leaves the device; Xen's interrupt handler finds the guest vector that is bound to it. */
function send(context: Context, entry: number): void {
  const { recorder } = context;
  const { hardware, xen, guest } = context.state;
  recorder?.hop('hardware', 'device.message', { entry });
  recorder?.changed('hardware', 'pending', entry, hardware.pending[entry]!, 0);
  hardware.pending[entry] = 0;
  if (xen.bound[entry] !== 1) {
    context.seen |= UNDELIVERED;
    recorder?.hop('xen', 'xen.inject-nobody', { entry });
    return;
  }
  const inForce = guestMessageInForce(context, entry);
  const control = 4 * entry + VECTOR_CONTROL;
  context.seen |= DELIVERED;
  if (!inForce) context.seen |= DELIVERED_OLD;
  if (guest.written[control] === 1 && (guest.table[control]! & 1) === 1) context.seen |= DELIVERED_MASKED;
  recorder?.hop('xen', inForce ? 'xen.inject' : 'xen.inject-old', { entry, vector: xen.vector[entry]! });
}

/** The dword of pending bits that begins `within` bytes into the PBA. */
export function pendingDword(pending: Uint8Array, within: number): number {
  let bits = 0;
  const first = 8 * within;
  for (let bit = 0; bit < 32; bit++) if (pending[first + bit] === 1) bits |= 1 << bit;
  return bits >>> 0;
}

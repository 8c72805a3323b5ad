/**
 * What a step did that its outcome does not tell, as flags that cost nothing to note. Properties are decided by them
 * and by the states before and after.
 */
import type { Context } from './context.ts';
import { gflagsOf } from './xen/gflags.ts';
import { ADDRESS_LOW, DATA } from './state.ts';

/** An access changed the table in the hardware otherwise than through Xen's own mask handling. */
export const WROTE_TABLE = 1;
/** A write reached the pending bits in the hardware. */
export const REACHED_PBA = 2;
/** A vector was unmasked in the hardware, so that it may send, while the message in force was not the one the guest wrote. */
export const UNMASKED_OLD = 4;
/** The device model, at an unmask, took the entry for what the guest had it (or not) before this write. */
export const JUDGED_RIGHT = 8;
export const JUDGED_WRONG = 16;
/** A warning was printed that had been printed before. */
export const WARNED_AGAIN = 32;
/** A vector was bound with another choice of who handles the mask bit than the device's other vectors. */
export const MIXED_FLAGS = 64;
/** An interrupt reached the guest. */
export const DELIVERED = 128;
/** It did so with another message than the guest wrote last. */
export const DELIVERED_OLD = 256;
/** It did so while the guest had the entry masked. */
export const DELIVERED_MASKED = 512;
/** The device sent a message that no guest vector is bound to. */
export const UNDELIVERED = 1024;
/** The device model's own store faulted: the same write was intercepted a second time. */
export const TRAPPED_TWICE = 2048;
/** A mask bit in the hardware became another. */
export const CHANGED_MASK = 4096;

/** Kinds of warnings, bits of XenState.saidBefore. */
export const SAID_PBA_SHARED = 1;
export const SAID_UNINITIALISED = 2;
export const SAID_MASKALL = 4;
export const SAID_REFUSED = 8;
export const SAID_UNALIGNED = 16;
export const SAID_PROTECTED = 32;

/** Notes that a warning of `kind` is printed. */
export function noteWarning(context: Context, kind: number): void {
  const { xen } = context.state;
  if ((xen.saidBefore & kind) !== 0) context.seen |= WARNED_AGAIN;
  xen.saidBefore |= kind;
}

/** True when the vector and flags that `entry` is bound to are those of the message the guest wrote last. */
export function guestMessageInForce(context: Context, entry: number): boolean {
  const { xen, guest } = context.state;
  const low = guest.table[4 * entry + ADDRESS_LOW]!;
  const data = guest.table[4 * entry + DATA]!;
  return xen.vector[entry] === (data & 0xff) && xen.gflags[entry] === gflagsOf(low, data);
}

/** A recording as the replay needs it: one typed array a quantity, one item an access. */

/** Bits of `flags`. */
export const WRITE = 1;
/** The recording tells the value; some logs leave out what a read returned. */
export const VALUE_KNOWN = 2;
/** An access to I/O ports, not to memory. */
export const PORT = 4;
/** A write to the interrupt address range that can be a delivered message. */
export const MESSAGE = 8;
/** A repeated instruction; see ReplayPlan.repeats. */
export const REPEATED = 16;
/** A request to a device model (ioreq), as opposed to a call of a memory region. */
export const REQUEST = 32;
/** The recording tells the size. */
export const SIZE_KNOWN = 64;

/** Accesses in the order in which they happened. */
export interface AccessSource {
  readonly length: number;
  /** Guest-physical address. */
  readonly address: Float64Array;
  /** Bytes: 1, 2, 4 or 8. */
  readonly size: Uint8Array;
  readonly flags: Uint8Array;
  /** Halves of the value, unsigned. */
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
}

/** A REP access: how often, which way, and the values as far as they are known. */
export interface RepeatedAccess {
  readonly count: number;
  /** Addresses fall. */
  readonly df: boolean;
  readonly values: readonly { readonly lo: number; readonly hi: number }[];
}

/** A change of Message Control that happens before the access in row `row`. */
export interface ConfigChange {
  readonly row: number;
  readonly enabled: boolean;
  readonly maskall: boolean;
}

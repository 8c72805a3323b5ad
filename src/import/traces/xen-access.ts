/** What xenalyze prints about one trapped access and the exit around it. */

/**
 * What the records of an exit say about who finished the access. `alone`: re-entered at once, so nobody outside Xen
 * was asked. `forwarded`: the vCPU was put to sleep for the device model. `unclear`: the records would fit both.
 */
export type ExitEvidence = 'alone' | 'forwarded' | 'unclear';

export interface XenAccess {
  /** Row in the recording's columns. */
  readonly row: number;
  readonly line: number;
  readonly vcpu: number;
  readonly write: boolean;
  readonly address: number;
  /** Low 32 bits; null for a repeated access, whose record has no data. */
  readonly value: number | null;
  /** Seconds on the recording's clock at which its exit began; NaN when that was not seen. */
  readonly time: number;
  /** Lines of the exit's dispatch and of the entry that ended it; the latter is Infinity when it was not seen. */
  from: number;
  to: number;
  evidence: ExitEvidence;
  /** The record is incomplete or in a disturbed place: nothing may be concluded from how it stands. */
  disturbed: boolean;
}

/** How the recording as a whole was made. */
export interface XenShape {
  readonly processors: number;
  /** Scheduler records are there. */
  readonly hasScheduler: boolean;
  /** VCPUs are told apart. */
  readonly hasVcpus: boolean;
  /** Exits with an unmapped address but no record of the access: something is missing. */
  readonly missing: readonly { readonly line: number; readonly vcpu: number; readonly address: number }[];
}

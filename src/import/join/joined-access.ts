import type { XenAccess } from '#import/traces/xen-access.ts';
import type { DmRequest } from './requests.ts';

/** `xen`: nobody outside Xen saw it. `device-model`: a request for it is in the log. `unknown`: not proven either way. */
export type Whereabouts = 'xen' | 'device-model' | 'unknown';

/** One access of the guest, as far as the two sides tell it. */
export interface JoinedAccess {
  /** Xen's record; null for a request whose record Xen's recording lost. */
  readonly xen: XenAccess | null;
  /** The request, where exactly one fits. */
  readonly request: DmRequest | null;
  readonly where: Whereabouts;
  /** Why it is not known; null when it is. */
  readonly doubt: string | null;
  readonly write: boolean;
  readonly address: number;
  /** Bytes of one element; null when neither side tells. */
  readonly size: number | null;
}

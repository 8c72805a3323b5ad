/** Which request an access was joined with for certain, where records are known to be missing. */
import type { XenAccess } from '#import/traces/xen-access.ts';
import type { DmRequest } from './requests.ts';

/** An access, or the place of one whose record is missing; `from` is a line of Xen's recording. */
export interface Slot {
  readonly access: XenAccess | null;
  readonly from: number;
  readonly address: number;
}

/**
 * Seconds by which the two clocks may differ from their difference nearby. In the recorded runs nine in ten are within
 * 0.5 ms of it, and the requests of two accesses that look the same are 2 to 4 ms apart.
 */
const MOST_DRIFT = 0.001;
/** Pairs on each side that tell the clocks' difference nearby. */
const NEAR = 3;

/** The pairs of an alignment of damaged recordings. */
export class Partners {
  private readonly slots: readonly Slot[];
  private readonly requests: readonly DmRequest[];
  /** By slot: the index of a request, or a negative number. */
  private readonly pairs: readonly number[];
  /** Lines of Xen's recording where it says that records are lost. */
  private readonly lossLines: readonly number[];
  private readonly accessesLike = new Map<string, number>();
  private readonly requestsLike = new Map<string, number>();

  constructor(
    slots: readonly Slot[],
    requests: readonly DmRequest[],
    pairs: readonly number[],
    lossLines: readonly number[],
  ) {
    this.slots = slots;
    this.requests = requests;
    this.pairs = pairs;
    this.lossLines = lossLines;
    for (const { access } of slots)
      if (access) count(this.accessesLike, keyOf(access.address, access.write, access.value));
    for (const { address, write, lo } of requests) count(this.requestsLike, keyOf(address, write, lo));
  }

  /**
   * The request of slot `n`, or null where it may be another's. Between its neighbours nothing may be lost and its
   * clock has to fit theirs. Where things are missing `anywhere` no other access and no other request may look the
   * same: the request of one can then stand for another whose own is gone.
   */
  certain(n: number, anywhere: boolean): DmRequest | null {
    const request = this.requests[this.pairs[n]!];
    const access = this.slots[n]?.access;
    if (!request || !access) return null;
    const isOnly =
      this.requestsLike.get(keyOf(request.address, request.write, request.lo)) === 1 &&
      this.accessesLike.get(keyOf(access.address, access.write, access.value)) === 1;
    return this.isAnchored(n) && this.fitsClock(n) && (isOnly || !anywhere) ? request : null;
  }

  /** The slots around are joined with the requests around, and nothing is lost in between. */
  private isAnchored(n: number): boolean {
    const { slots, requests, pairs } = this;
    const own = pairs[n]!;
    const before = this.neighbour(n, -1);
    const after = this.neighbour(n, 1);
    if (before < 0 ? own !== 0 : pairs[before] !== own - 1) return false;
    if (after >= slots.length ? own !== requests.length - 1 : pairs[after] !== own + 1) return false;
    for (let at = before; at <= after; at++) {
      const slot = slots[at];
      if (slot && (slot.access === null || slot.access.disturbed)) return false;
    }
    const first = slots[before]?.from ?? 0;
    const last = slots[after]?.from ?? Infinity;
    return !this.lossLines.some((line) => line >= first && line <= last);
  }

  /** The next slot with a request, or of which nothing is certain. */
  private neighbour(n: number, step: number): number {
    let at = n + step;
    while (
      this.slots[at]?.access != null &&
      this.slots[at]!.access!.evidence !== 'forwarded' &&
      this.pairs[at]! < 0
    )
      at += step;
    return at;
  }

  private fitsClock(n: number): boolean {
    const own = this.difference(n);
    if (Number.isNaN(own)) return true;
    const near: number[] = [];
    for (const step of [-1, 1])
      for (let at = n + step, found = 0; found < NEAR && at >= 0 && at < this.slots.length; at += step) {
        const other = this.difference(at);
        if (Number.isNaN(other)) continue;
        near.push(other);
        found++;
      }
    if (near.length === 0) return true;
    near.sort((a, b) => a - b);
    return Math.abs(own - near[near.length >> 1]!) <= MOST_DRIFT;
  }

  /** Seconds by which the log's clock is ahead of Xen's at slot `n`; NaN where a side has no time. */
  private difference(n: number): number {
    const request = this.requests[this.pairs[n]!];
    const access = this.slots[n]?.access;
    return request && access ? request.time - access.time : NaN;
  }
}

/** What the two sides have in common. */
const keyOf = (address: number, write: boolean, lo: number | null): string =>
  `${address} ${write ? 'w' : 'r'} ${lo ?? '?'}`;

const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

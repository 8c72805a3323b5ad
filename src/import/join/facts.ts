/** What two recordings of one run prove about each access. */
import type { Trace } from '#import/traces/trace.ts';
import type { XenAccess } from '#import/traces/xen-access.ts';
import { align, SEVERAL, UNPAIRED, type Alignment, type LeftItem } from './align.ts';
import { conclude } from './conclude.ts';
import { damageSigns } from './damage-signs.ts';
import type { JoinedAccess } from './joined-access.ts';
import { Partners, type Slot } from './partners.ts';
import { requestsOn, type DmRequest } from './requests.ts';

export interface Facts {
  readonly accesses: readonly JoinedAccess[];
  readonly pages: readonly number[];
  /** Signs that records are missing or out of order. */
  readonly damage: readonly string[];
}

const PAGE = 4096;
const LIKELY = 0;
const POSSIBLE = 0;
const CONTRADICTED = 6;

/** Joins the accesses of `xen` with the requests of `log`. `pages`: page frames of the device; found out when null. */
export function joinFacts(xen: Trace, log: Trace, pages: readonly number[] | null): Facts {
  const frames = new Set(pages ?? devicePages(xen, log));
  const isOurs = ({ address }: { readonly address: number }) => frames.has(Math.floor(address / PAGE));
  const missing = (xen.xenShape?.missing ?? []).filter(isOurs);
  const slots = slotsOf(xen.xen.filter(isOurs), missing);
  const requests = requestsOn(log, frames);
  const items = slots.map((slot, n) => itemOf(slot, slots[n - 1]));
  const found = align(
    items,
    requests.length,
    (i, j) => canBeSame(slots[i]!, requests[j]!),
    (j) => requests[j]!.continues,
  );
  const unfitting =
    found.leftOver.some(({ right }) => !requests[right]!.continues) ||
    slots.some(({ access }, n) => access !== null && contradicts(access, found, n));
  const accesses = slots.flatMap(({ access }) => access ?? []);
  const damage = damageSigns(xen, log, accesses, missing.length, unfitting);
  const foreign = foreignSign(accesses, found, slots);
  const pairs = slots.map((_, n) => (found.canBeAlone[n] === 0 ? found.partners[n]! : -1));
  const partners = new Partners(
    slots,
    requests,
    pairs,
    xen.lossMarks.map(({ line }) => line),
  );
  const isDamaged = damage.sentences.length > 0;
  const requestOf = (n: number) =>
    isDamaged ? partners.certain(n, damage.anywhere) : (requests[pairs[n]!] ?? null);
  return {
    accesses: concluded(slots, requests, found, requestOf, isDamaged),
    pages: [...frames].sort((a, b) => a - b),
    damage: [...damage.sentences, ...foreign],
  };
}

/** Says so when most of what Xen sent on has no request in the log; damage leaves more than half of them. */
function foreignSign(accesses: readonly XenAccess[], found: Alignment, slots: readonly Slot[]): string[] {
  const sent = accesses.filter(({ evidence }) => evidence === 'forwarded').length;
  const joined = slots.filter(
    ({ access }, n) => access?.evidence === 'forwarded' && found.canBePaired[n] === 1,
  ).length;
  return 2 * joined >= sent
    ? []
    : [
        `Of ${sent} accesses that Xen sent on, ${joined === 0 ? 'none has' : `only ${joined} can have`} a request in the log: the recordings may be of different runs.`,
      ];
}

/** Slots and the requests that none of them can have, in their order. */
function concluded(
  slots: readonly Slot[],
  requests: readonly DmRequest[],
  found: Alignment,
  requestOf: (n: number) => DmRequest | null,
  isDamaged: boolean,
): JoinedAccess[] {
  const joined: JoinedAccess[] = [];
  let over = 0;
  const takeLeftOver = (before: number) => {
    for (; over < found.leftOver.length && found.leftOver[over]!.before <= before; over++) {
      const request = requests[found.leftOver[over]!.right]!;
      if (!request.continues) joined.push(requestOnly(request));
    }
  };
  slots.forEach(({ access }, n) => {
    takeLeftOver(n);
    if (access === null) {
      // Xen's record is gone; the request, where only one can be its own, says what the access was.
      const request = found.canBeAlone[n] === 0 ? requests[found.partners[n]!] : undefined;
      if (request) joined.push(requestOnly(request));
      return;
    }
    const alignment = {
      paired: found.canBePaired[n] === 1,
      alone: found.canBeAlone[n] === 1,
      several: found.partners[n] === SEVERAL,
    };
    joined.push(conclude(access, requestOf(n), alignment, isDamaged));
  });
  takeLeftOver(Infinity);
  return joined;
}

function slotsOf(
  accesses: readonly XenAccess[],
  missing: readonly { line: number; address: number }[],
): Slot[] {
  const inOrder = [...accesses].sort((a, b) => a.from - b.from || a.line - b.line);
  return [
    ...inOrder.map((access) => ({ access, from: access.from, address: access.address })),
    ...missing.map(({ line, address }) => ({ access: null, from: line, address })),
  ].sort((a, b) => a.from - b.from);
}

function itemOf({ access }: Slot, before: Slot | undefined): LeftItem {
  if (access === null) return { alone: LIKELY, paired: LIKELY, crosses: false };
  const other = before?.access;
  const crosses = other != null && other.vcpu !== access.vcpu && other.to > access.from;
  switch (access.evidence) {
    case 'alone':
      return { alone: LIKELY, paired: CONTRADICTED, crosses };
    case 'forwarded':
      return { alone: UNPAIRED, paired: LIKELY, crosses };
    case 'unclear':
      return { alone: POSSIBLE, paired: LIKELY, crosses };
    default:
      return access.evidence satisfies never;
  }
}

function canBeSame(slot: Slot, request: DmRequest): boolean {
  if (slot.address !== request.address) return false;
  const { access } = slot;
  if (access === null) return true;
  if (access.write !== request.write) return false;
  if (access.value === null) return true;
  return request.lo === null ? request.repeat === null : request.lo === access.value;
}

const requestOnly = (request: DmRequest): JoinedAccess => ({
  xen: null,
  request,
  where: 'device-model',
  doubt: null,
  write: request.write,
  address: request.address,
  size: request.size,
});

/** Pages of the device: those of the regions QEMU has for it, and what Xen's record has besides the platform's chips. */
function devicePages(xen: Trace, log: Trace): number[] {
  const pages = new Set(xen.xen.map(({ address }) => Math.floor(address / PAGE)));
  for (const { name, lowest, highest, count } of log.sources)
    if (count > 0 && name.startsWith('xen-pci-pt-'))
      for (let page = Math.floor(lowest / PAGE); page <= Math.floor(highest / PAGE); page++) pages.add(page);
  return [...pages];
}

/** What the exit shows and whether there is a request do not go together. */
const contradicts = ({ evidence }: XenAccess, found: Alignment, n: number): boolean =>
  (evidence === 'forwarded' && found.canBeAlone[n] === 1) ||
  (evidence === 'alone' && found.canBeAlone[n] === 0);

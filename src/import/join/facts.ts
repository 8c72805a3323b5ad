/** What two recordings of one run prove about each access. */
import type { Trace } from '#import/traces/trace.ts';
import type { XenAccess } from '#import/traces/xen-access.ts';
import { align, SEVERAL, UNPAIRED, type Alignment, type LeftItem } from './align.ts';
import { hasRequests, requestsOn, type DmRequest } from './requests.ts';

/** `xen`: nobody outside Xen saw it. `device-model`: a request for it is in the log. `unknown`: not proven either way. */
export type Whereabouts = 'xen' | 'device-model' | 'unknown';

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
  const shape = xen.xenShape;
  const accesses = xen.xen
    .filter(({ address }) => frames.has(Math.floor(address / PAGE)))
    .sort((a, b) => a.from - b.from || a.line - b.line);
  const missing = (shape?.missing ?? []).filter(({ address }) => frames.has(Math.floor(address / PAGE)));
  const requests = requestsOn(log, frames);
  const slots = slotsOf(accesses, missing);
  const items = slots.map((slot, n) => itemOf(slot, slots[n - 1]));
  const fits = (i: number, j: number) => canBeSame(slots[i]!, requests[j]!);
  const found = align(items, requests.length, fits, (j) => requests[j]!.continues);
  const unfitting =
    found.leftOver.some(({ right }) => !requests[right]!.continues) ||
    slots.some(({ access }, n) => access !== null && contradicts(access, found, n));
  const damage = damageOf(xen, log, missing.length, unfitting, slots);
  const whole = hasRequests(log);
  const joined: JoinedAccess[] = [];
  let over = 0;
  const takeLeftOver = (before: number) => {
    for (; over < found.leftOver.length && found.leftOver[over]!.before <= before; over++) {
      const request = requests[found.leftOver[over]!.right]!;
      if (!request.continues) joined.push(requestOnly(request));
    }
  };
  slots.forEach((slot, n) => {
    takeLeftOver(n);
    const partner = found.partners[n]!;
    const request = partner >= 0 && found.canBeAlone[n] === 0 ? requests[partner]! : null;
    if (slot.access === null) {
      // Xen's record is gone; the request, where it is certain, says what the access was.
      if (request) joined.push(requestOnly(request));
      return;
    }
    joined.push(
      conclude(slot.access, request, {
        paired: found.canBePaired[n] === 1,
        alone: found.canBeAlone[n] === 1,
        several: partner === SEVERAL,
        damaged: damage.length > 0,
        whole,
        scheduled: shape?.hasScheduler === true && shape.hasVcpus,
      }),
    );
  });
  takeLeftOver(Infinity);
  return { accesses: joined, pages: [...frames].sort((a, b) => a - b), damage };
}

/** An access, or the place of one whose record is missing. */
interface Slot {
  readonly access: XenAccess | null;
  readonly from: number;
  readonly address: number;
}

function slotsOf(
  accesses: readonly XenAccess[],
  missing: readonly { line: number; address: number }[],
): Slot[] {
  return [
    ...accesses.map((access) => ({ access, from: access.from, address: access.address })),
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

interface Circumstances {
  readonly paired: boolean;
  readonly alone: boolean;
  readonly several: boolean;
  readonly damaged: boolean;
  readonly whole: boolean;
  readonly scheduled: boolean;
}

function conclude(access: XenAccess, request: DmRequest | null, c: Circumstances): JoinedAccess {
  const common = {
    xen: access,
    request,
    write: access.write,
    address: access.address,
    size: request?.size ?? null,
  };
  const known = (where: Whereabouts): JoinedAccess => ({ ...common, where, doubt: null });
  const unknown = (doubt: string): JoinedAccess => ({
    ...common,
    request: null,
    size: null,
    where: 'unknown',
    doubt,
  });
  const { evidence } = access;
  if (c.paired && !c.alone) {
    if (evidence === 'alone')
      return unknown('Its exit looks as if Xen had finished it alone, and yet a request fits it.');
    if (evidence === 'unclear' && (c.damaged || access.disturbed))
      return unknown(
        'A request fits it, but records are missing, so that the request can be that of another access.',
      );
    if (c.several && evidence !== 'forwarded') return unknown('Several requests fit it.');
    return known('device-model');
  }
  if (c.paired) {
    if (evidence === 'forwarded')
      return unknown('It was sent on, but not all accesses like it have a request in the log.');
    return unknown('A request fits it and another access equally well.');
  }
  if (evidence === 'forwarded')
    return unknown('Its exit looks as if it had been sent on, but no request fits it.');
  if (evidence === 'alone') return known('xen');
  if (c.damaged || access.disturbed || !c.whole || !c.scheduled)
    return unknown('No request fits it, and its exit does not show that Xen finished it alone.');
  return known('xen');
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

function damageOf(
  xen: Trace,
  log: Trace,
  missing: number,
  unfitting: boolean,
  slots: readonly Slot[],
): string[] {
  const signs: string[] = [];
  if (xen.lossMarks.length > 0) signs.push('Xen’s recording says that records were lost.');
  if (log.lossMarks.length > 0) signs.push('The device model’s log says that events were lost.');
  if (missing > 0)
    signs.push(`${missing} exits of Xen’s recording are for the device but lack the record of the access.`);
  if (log.brokenRequests > 0)
    signs.push(`${log.brokenRequests} requests in the device model’s log lack an event that others have.`);
  if (xen.messages.some(({ code }) => code === 'time-backwards'))
    signs.push('Time goes backwards in Xen’s recording.');
  if (log.messages.some(({ code }) => code === 'time-backwards'))
    signs.push('Time goes backwards in the device model’s log.');
  if (slots.some(({ access }) => access?.disturbed === true))
    signs.push('Exits in Xen’s recording have no beginning, no end or a foreign record inside.');
  if (unfitting) signs.push('Not every request fits an access that Xen recorded, or the other way round.');
  return signs;
}

import { unreachable } from '../base/assert.ts';
import { hex } from '../base/hex.ts';
import { isAccess } from '../access.ts';
import type { Design } from '../context.ts';
import type { Layout } from '../layout.ts';
import type { Hop, Route } from '../route.ts';
import { hopSentence } from './hop-sentences.ts';
import { placeName } from './places.ts';

/** What became of an access, as a headline and one or two sentences of why. */
export interface Verdict {
  readonly headline: string;
  readonly detail: string;
}

function whyLost(route: Route): string {
  const has = (rule: Hop['rule']) => route.hops.some((hop) => hop.rule === rule);
  if (has('hardware.no-decode')) return 'The device does not answer memory accesses.';
  if (has('xen.bad-slot')) return 'The device model broke its slot of the shared page, so Xen sends nothing.';
  if (has('msixtbl.write-misaligned-dropped'))
    return 'It is not naturally aligned, and Xen drops such writes without telling anyone.';
  if (has('msixtbl.write-short-dropped')) return 'Xen drops writes of this size inside the table.';
  if (has('own.protected')) return 'The qword is protected: Xen drops the store that QEMU made for it.';
  if (has('dm.refuse-unmasked'))
    return 'QEMU refuses to change the message of an entry that the hardware shows unmasked.';
  if (has('vpci.ignore-pba-write')) return 'A domU may not write the PBA.';
  if (has('vpci.refuse')) return 'vPCI takes only aligned accesses of 4 and 8 bytes to table and PBA.';
  if (has('vpci.straddles')) return 'It runs from one area of the page into another.';
  if (has('adjacent.write-discarded'))
    return 'The PBA shares the page, so Xen discards every write next to the table there, and QEMU drops it as well.';
  if (has('adjacent.write-unmapped') || has('adjacent.read-unmapped'))
    return 'Xen has no mapping of the page on this side of the table.';
  if (has('dm.reject-range') || has('dm.reject-range-logged'))
    return 'Xen does not take it, and to QEMU it is a write to an entry that does not exist.';
  if (has('dm.bar-write') || has('dm.bar-read'))
    return 'Xen does not take it, and QEMU’s region for the rest of the BAR does nothing but log it.';
  if (has('dm.read-unsupported'))
    return 'Xen does not take it, and QEMU has no view of the hardware past the table: it answers all ones.';
  if (has('dm.reject-size')) return 'QEMU’s table region takes aligned 4-byte pieces only.';
  return 'No party acts on it.';
}

/** The device model keeps something of the access that reached the device before. */
const takesPart = ({ hops }: Route): boolean =>
  hops.some(
    ({ rule }) => rule === 'dm.latch-message' || rule === 'dm.latch-control' || rule === 'dm.same-value',
  );

/** What Xen does in an access that it leaves to the device model. */
function xensPart(route: Route): string {
  const has = (rule: Hop['rule']) => route.hops.some((hop) => hop.rule === rule);
  if (has('own.complete'))
    return 'It stores to its own mapping of the page; that store faults, and Xen carries it out.';
  if (has('completion.unmask'))
    return 'Xen carries it there and sees that a mask bit is cleared: once QEMU has bound the vector, Xen unmasks it.';
  if (has('msixtbl.register'))
    return 'Xen carries it there, and binds the vector as QEMU asks; it stays masked.';
  return 'Xen has no part in it but to carry it there.';
}

/** What an event came to: its first hop and its last. */
function eventVerdict(route: Route, layout: Layout, design: Design): Verdict {
  const said = route.hops.map((hop) => hopSentence(hop, layout, design));
  const headline = said[0] ?? 'Nothing happens.';
  if (said.length < 2) return { headline, detail: 'Nothing follows from it.' };
  // That a call is refused says less than why.
  const isRefused = route.hops.at(-1)?.rule === 'unruly.bind-refused' && said.length > 2;
  return { headline, detail: said.at(isRefused ? -2 : -1)! };
}

/** The verdict on a route. `design` is named where it explains the outcome. */
export function verdict(route: Route, layout: Layout, design: Design): Verdict {
  const step = route.step.op === 'begin' ? route.step.access : route.step;
  const write = step.op === 'write' || step.op === 'rep-write';
  const what = !isAccess(step)
    ? ''
    : `The ${write ? 'write to' : 'read of'} ${placeName(step.offset, layout)}`;
  const value =
    route.values === null
      ? ''
      : ` The guest gets ${route.values.slice(0, 4).map(hex).join(', ')}${route.values.length > 4 ? ', …' : ''}.`;
  const isAlone = !design.deviceModel.present;
  const trips = route.roundTrips > 1 ? ` It took ${route.roundTrips} blocking round trips.` : '';
  switch (route.outcome) {
    case 'direct':
      return {
        headline: `${what} goes straight to the device.`,
        detail: `Its page holds no table bytes.${value}`,
      };
    case 'hardware':
      return {
        headline: `${what} is carried out on the device by Xen.`,
        detail: `${isAlone ? 'No device model takes part.' : 'Nothing is sent to the device model.'}${value}`,
      };
    case 'hardware-and-forwarded':
      return {
        headline: `${what} reaches the device, and then QEMU as well.`,
        detail: `Xen carries it out, but the handler of ${design.xenTitle} reports every aligned write as unhandled, so the same write is also sent to QEMU, which ${takesPart(route) ? 'handles it as well' : 'drops it'}.${trips}`,
      };
    case 'xen':
      return {
        headline: write ? `${what} stays in Xen.` : `${what} is answered by Xen.`,
        detail: isAlone
          ? `No device model takes part.${value}`
          : write
            ? 'QEMU is not told, so what it holds of this entry can go stale.'
            : `QEMU is not asked.${value}`,
      };
    case 'xen-and-forwarded':
      return {
        headline: `${what} is noted by Xen and then handled by QEMU.`,
        detail: `Both keep a record of it; the vCPU waits for QEMU meanwhile.${value}${trips}`,
      };
    case 'device-model': {
      return {
        headline: write ? `${what} is left to QEMU.` : `${what} is answered by QEMU.`,
        detail: `${xensPart(route)}${value}${trips}`,
      };
    }
    case 'partly-lost':
      return { headline: `${what} takes effect only in part.`, detail: `${whyLost(route)}${value}` };
    case 'lost':
      return {
        headline: write
          ? `${what} is lost: it never reaches the device.`
          : `${what} is lost: the value is a filler.`,
        detail: `${whyLost(route)}${value}`,
      };
    case 'crash':
      return {
        headline: `${what} crashes the domain.`,
        detail: 'Xen write-protects the page of the PBA and does not handle the fault.',
      };
    case 'config': {
      if (step.op !== 'enable' && step.op !== 'disable') return eventVerdict(route, layout, design);
      const count = (...rules: Hop['rule'][]) => route.hops.filter((hop) => rules.includes(hop.rule)).length;
      const bound = count('dm.bind', 'vpci.bind');
      const unbound = count('dm.unbind', 'vpci.unbind');
      const headline = step.op === 'disable' ? 'MSI-X is switched off.' : 'MSI-X is switched on.';
      const vectors = (n: number, done: string) =>
        `${isAlone ? 'vPCI' : 'QEMU'} ${done} ${n} vector${n === 1 ? '' : 's'} on the way.`;
      return {
        headline,
        detail:
          bound > 0
            ? vectors(bound, 'binds')
            : unbound > 0
              ? vectors(unbound, 'unbinds')
              : 'No vector is bound or unbound by it.',
      };
    }
    case 'not-run':
      return {
        headline: 'Not run.',
        detail: route.hops.some((hop) => hop.rule === 'guest.waits')
          ? 'The vCPU waits for the device model to answer its last access.'
          : 'The domain was crashed by an earlier access.',
      };
    default:
      return unreachable(route.outcome);
  }
}

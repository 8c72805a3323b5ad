import { hex64 } from '#model/base/hex.ts';
import type { Step } from '#model/access.ts';
import type { Hop, HopFacts, Route } from '#model/route.ts';
import { accessOf } from './step-access.ts';

const value = (facts: HopFacts): string => hex64(facts.lo ?? 0, facts.hi ?? 0);

/** The access as the guest made it: `W4`, `R8`, and for a REP the number of elements that travel together; any other step by its name. */
function stepWords(step: Step, count: number | undefined): string[] {
  const access = accessOf(step);
  switch (access?.op) {
    case 'write':
      return [`W${access.size}`, `0x${access.value.toString(16)}`];
    case 'read':
      return [`R${access.size}`];
    case 'rep-write':
      return [`W${access.size}`, `x${count ?? access.count}`];
    case 'rep-read':
      return [`R${access.size}`, `x${count ?? access.count}`];
    case undefined:
      return [step.op];
  }
}

/** What a read has found before hop `index`, or null while nothing has answered. */
function found(hops: readonly Hop[], index: number): string | null {
  for (let i = index - 1; i >= 0; i--) {
    const hop = hops[i]!;
    if (hop.rule === 'xen.emulate') return null;
    if (hop.rule === 'xen.send' && hop.event?.at === 'dm.read' && hops[index - 1]?.rule === 'dm.answer')
      return hex64(hop.event.lo, hop.event.hi);
    if (hop.rule !== 'dm.answer' && hop.facts.lo !== undefined) return value(hop.facts);
  }
  return null;
}

/** What the token carries during hop `index`, in words that can stand on lines of their own: `W4`, `0x8000003f`. */
export function cargo(route: Route, index: number): string[] {
  const hop = route.hops[index];
  if (!hop) return [];
  const { rule, facts } = hop;
  switch (rule) {
    case 'hardware.write':
      return [`W${facts.size ?? 4}`, value(facts)];
    case 'dm.latch-message':
    case 'dm.latch-control':
    case 'dm.reject-range':
    case 'dm.reject-range-logged':
    case 'dm.same-value':
    case 'dm.unmask':
      return [`W${facts.size ?? 4}`, value(facts)];
    case 'hardware.read':
    case 'hardware.read-devmem':
      return [`R${facts.size ?? 4}`];
    case 'dm.map':
    case 'dm.bind':
    case 'dm.unbind':
    case 'dm.unmap':
      return [rule.slice('dm.'.length), `entry ${facts.entry ?? 0}`];
    case 'xen.mask':
      return [facts.masked === true ? 'mask' : 'unmask', `entry ${facts.entry ?? 0}`];
    case 'completion.unmask':
      return ['unmask', `entry ${facts.entry ?? 0}`];
    case 'msixtbl.register':
    case 'msixtbl.unregister':
    case 'xen.forced-unbind':
    case 'dm.take-message':
    case 'dm.take-written':
    case 'dm.keep-old-message':
      return [`entry ${facts.entry ?? 0}`];
    default: {
      const words = stepWords(route.step, facts.count);
      if (accessOf(route.step)?.op !== 'read') return words;
      const text = rule === 'guest.value' ? value(facts) : found(route.hops, index);
      return text === null ? words : [...words, text];
    }
  }
}

/** The words for what happens besides the guest's own accesses; the files beside this one have those for the accesses. */
import { hex } from '../base/hex.ts';
import type { MachineEvent } from '../access.ts';
import type { EventRuleId } from '../event-rules.ts';
import type { HopFacts } from '../route.ts';

interface Words {
  /** A few words, to stand in a narrow place. */
  readonly title: string;
  readonly sentence: string | ((facts: HopFacts) => string);
}

const entryOf = (facts: HopFacts): number => facts.entry ?? 0;
const vectorOf = (facts: HopFacts): string => hex(facts.vector ?? 0);

export const EVENT_WORDS: Readonly<Record<EventRuleId, Words>> = {
  'guest.waits': {
    title: 'vCPU waits',
    sentence: 'The vCPU still waits for the device model to answer its last access: it cannot do anything.',
  },
  'config.move-bar': {
    title: 'guest moves the BAR',
    sentence: (facts) => `The guest moves the BAR to ${hex(facts.offset ?? 0)} past its first address.`,
  },
  'device.raise': {
    title: 'device has an interrupt',
    sentence: (facts) => `The device wants to interrupt with entry ${entryOf(facts)}.`,
  },
  'device.pending': {
    title: 'pending bit set',
    sentence: (facts) =>
      `Entry ${entryOf(facts)} is masked, the function is masked or MSI-X is off: the device sets its pending bit and sends nothing.`,
  },
  'device.message': {
    title: 'device sends a message',
    sentence: (facts) => `The device sends the message of entry ${entryOf(facts)}; no pending bit stays set.`,
  },
  'device.decode-off': {
    title: 'memory decode off',
    sentence: 'The device stops answering memory accesses.',
  },
  'device.decode-on': { title: 'memory decode on', sentence: 'The device answers memory accesses again.' },
  'hardware.no-decode': {
    title: 'device does not answer',
    sentence: (facts) =>
      facts.write === true
        ? 'The device does not answer memory accesses: the write goes nowhere.'
        : 'The device does not answer memory accesses: the read gives all ones.',
  },
  'xen.inject': {
    title: 'interrupt delivered',
    sentence: (facts) => `Xen delivers it to the guest as vector ${vectorOf(facts)}.`,
  },
  'xen.inject-old': {
    title: 'delivered with an old message',
    sentence: (facts) =>
      `Xen delivers it to the guest as vector ${vectorOf(facts)}: not the message that the guest wrote last to entry ${entryOf(facts)}.`,
  },
  'xen.inject-nobody': {
    title: 'interrupt lost',
    sentence: (facts) => `No guest vector is bound to entry ${entryOf(facts)}: the interrupt is lost.`,
  },
  'xen.host-mask': {
    title: 'Xen masks for itself',
    sentence: (facts) =>
      facts.masked === true
        ? `Xen masks the vector of entry ${entryOf(facts)} on its own account: the hardware bit becomes host OR guest.`
        : `Xen no longer masks the vector of entry ${entryOf(facts)} on its own account: the hardware bit becomes what the guest wants.`,
  },
  'xen.host-mask-nothing': {
    title: 'nothing to mask',
    sentence: (facts) => `Entry ${entryOf(facts)} has no interrupt that Xen could mask.`,
  },
  'xen.mask-function': {
    title: 'whole function masked',
    sentence: (facts) =>
      `The device does not answer, so entry ${entryOf(facts)} cannot be masked: Xen sets the function mask instead, and leaves the entry's record as it was.`,
  },
  'xen.mask-impossible': {
    title: 'mask bit not changed',
    sentence: (facts) =>
      `The device does not answer, so the mask bit of entry ${entryOf(facts)} stays as it is, and so does Xen's record; the caller ignores the failure.`,
  },
  'xen.warn-maskall': {
    title: 'warning, once',
    sentence: 'Xen warns, once for the device and domain: the vector could not be masked, the function was.',
  },
  'xen.refuse-unprepared': {
    title: 'refused: not prepared',
    sentence: 'dom0 has not prepared the device for MSI-X: Xen refuses to map a vector (-ENODATA).',
  },
  'xen.refuse-decode-off': {
    title: 'refused: no memory decode',
    sentence: 'The device does not answer memory accesses: Xen refuses to map a vector (-ENXIO).',
  },
  'xen.prepare': {
    title: 'dom0 prepares the device',
    sentence: 'dom0 has Xen prepare the device: pages of table and PBA are protected, vectors can be mapped.',
  },
  'xen.release': {
    title: 'dom0 releases the device',
    sentence: 'dom0 has Xen forget the table and PBA of the device: no vector can be mapped any more.',
  },
  'xen.prepare-busy': {
    title: 'refused: vectors in use',
    sentence: 'Vectors of the device are mapped: Xen refuses with -EBUSY.',
  },
  'xen.bad-slot': {
    title: 'bad slot state',
    sentence:
      'The device model left its slot of the shared page in a state that Xen does not expect: Xen sends nothing, and the guest gets #GP for the instruction.',
  },
  'xen.wait': {
    title: 'vCPU waits',
    sentence: 'The request stands in the shared page; the vCPU waits, and others go on meanwhile.',
  },
  'xen.no-wait': { title: 'nobody waits', sentence: 'No access waits to be completed.' },
  'xen.still-waits': {
    title: 'no answer yet',
    sentence: 'The device model has not answered: the vCPU goes on waiting.',
  },
  'xen.resume': {
    title: 'answer taken',
    sentence: 'Xen takes the answer from the shared page; the vCPU is about to go on.',
  },
  'dm.idle': { title: 'nothing to serve', sentence: 'No request waits for the device model.' },
  'dm.remap': {
    title: 'QEMU follows the BAR',
    sentence:
      'QEMU’s region appears at the new address: it unbinds every vector and binds it again, telling Xen the new place of the table.',
  },
  'unruly.bind': {
    title: 'binds as it likes',
    sentence: (facts) =>
      `The device model binds entry ${entryOf(facts)} to vector ${vectorOf(facts)} with flags ${hex(facts.gflags ?? 0)}, and says that the table lies at ${(facts.offset ?? 0) < 0 ? '-' : '+'}${hex(Math.abs(facts.offset ?? 0))}.`,
  },
  'unruly.unbind': {
    title: 'unbinds one vector',
    sentence: (facts) => `The device model unbinds entry ${entryOf(facts)} and leaves the others.`,
  },
  'unruly.refused': {
    title: 'refused',
    sentence: (facts) => `Xen refuses: entry ${entryOf(facts)} has no vector.`,
  },
  'unruly.bind-refused': {
    title: 'refused',
    sentence: (facts) => `Xen refuses to bind entry ${entryOf(facts)}.`,
  },
  'unruly.not-bound': {
    title: 'nothing bound',
    sentence: (facts) =>
      `Nothing is bound to entry ${entryOf(facts)}: Xen masks its vector for the guest and reports success.`,
  },
  'unruly.nobody': { title: 'no device model', sentence: 'No device model takes part in this design.' },
  'unruly.break-slot': {
    title: 'breaks its slot',
    sentence: 'The device model writes a state to its slot of the shared page that Xen does not expect.',
  },
  'unruly.mend-slot': {
    title: 'mends its slot',
    sentence: 'The device model puts its slot of the shared page right again.',
  },
};

export const isEventRule = (rule: string): rule is EventRuleId => Object.hasOwn(EVENT_WORDS, rule);

export function eventSentence(rule: EventRuleId, facts: HopFacts): string {
  const { sentence } = EVENT_WORDS[rule];
  return typeof sentence === 'string' ? sentence : sentence(facts);
}

/** An event as one writes it in a mail; the access of a held one is written by the caller. */
export function eventTitle(event: Exclude<MachineEvent, { op: 'begin' }>): string {
  switch (event.op) {
    case 'raise':
      return `device raises vector ${event.entry}`;
    case 'host-mask':
      return `Xen ${event.masked ? 'masks' : 'unmasks'} vector ${event.entry} itself`;
    case 'move-bar':
      return `BAR moves to +${hex(event.to)}`;
    case 'decode':
      return `memory decode ${event.on ? 'on' : 'off'}`;
    case 'prepare':
      return event.done ? 'dom0 prepares the device' : 'dom0 releases the device';
    case 'dm-bind':
      return `DM binds entry ${event.entry}, table at ${event.gtable < 0 ? '-' : '+'}${hex(Math.abs(event.gtable))}, flags ${hex(event.flags)}`;
    case 'dm-unbind':
      return `DM unbinds entry ${event.entry}`;
    case 'dm-slot':
      return event.broken ? 'DM breaks its ioreq slot' : 'DM mends its ioreq slot';
    case 'serve':
      return 'DM answers';
    case 'complete':
      return 'Xen completes, vCPU goes on';
  }
}

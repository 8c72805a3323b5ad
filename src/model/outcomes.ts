import type { Outcome } from './route.ts';

/** How an outcome is named everywhere: a word, a letter for narrow places, and a sentence. */
export interface OutcomeName {
  readonly word: string;
  /** One character, unique among outcomes. */
  readonly letter: string;
  readonly sentence: string;
}

export const OUTCOMES: Readonly<Record<Outcome, OutcomeName>> = {
  direct: {
    word: 'direct',
    letter: 'D',
    sentence: 'The page is mapped to the guest: the access goes straight to the device, without an exit.',
  },
  hardware: {
    word: 'done by Xen',
    letter: 'H',
    sentence: 'Xen carries it out on the device; the device model sees nothing.',
  },
  'hardware-and-forwarded': {
    word: 'written, then also sent to QEMU',
    letter: 'F',
    sentence: 'Xen carries it out on the device and then sends the same write to the device model as well.',
  },
  xen: {
    word: 'stays in Xen',
    letter: 'X',
    sentence: 'Xen handles it with its own records; the device model sees nothing.',
  },
  'xen-and-forwarded': {
    word: 'Xen, then QEMU',
    letter: 'B',
    sentence: 'Xen acts on it and then sends it to the device model, which keeps its own copy in step.',
  },
  'device-model': {
    word: 'QEMU',
    letter: 'Q',
    sentence: 'The device model handles it; Xen only carries it there.',
  },
  'partly-lost': {
    word: 'partly lost',
    letter: 'P',
    sentence: 'Some of its bytes take effect, the others go nowhere.',
  },
  lost: {
    word: 'lost',
    letter: 'L',
    sentence: 'It goes nowhere: a write changes nothing, a read returns a filler value.',
  },
  crash: {
    word: 'domain crash',
    letter: 'C',
    sentence: 'Xen does not handle the fault and crashes the domain.',
  },
  config: {
    word: 'configuration',
    letter: 'M',
    sentence: 'A write to configuration space or another event, not an access to the BAR.',
  },
  'not-run': {
    word: 'not run',
    letter: '-',
    sentence: 'Nothing runs: the domain has crashed, or its vCPU waits for the device model.',
  },
};

/**
 * What a Linux driver does to the table over its life, as recorded from e1000e, vmxnet3, nvme, megasas and xhci under
 * QEMU with mmiotrace. What leads up to a sequence is kept apart, so that the sequence alone can be counted.
 */
import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import {
  ADDRESS,
  ADDRESS_HIGH,
  at,
  DATA,
  load,
  mask,
  moveAffinity,
  read,
  request,
  unmask,
  write,
} from './linux.ts';

/** Interrupts a driver asks for; fewer where the table is shorter. */
export const DRIVER_VECTORS = 4;

export interface DriverSequence {
  readonly id: string;
  readonly name: string;
  /** What it consists of, in a sentence. */
  readonly note: string;
  /** Recorded from running drivers, or only told by people. */
  readonly standing: 'recorded' | 'reported';
  readonly before: readonly Step[];
  readonly steps: readonly Step[];
}

/** An interrupt is given back: masked, and its message zeroed. */
const free = (layout: Layout, entry: number): Step[] => [
  ...mask(layout, entry),
  write(at(layout, entry, ADDRESS), 0),
  write(at(layout, entry, ADDRESS_HIGH), 0),
  write(at(layout, entry, DATA), 0),
  read(at(layout, entry, DATA)),
];

export function driverSequences(layout: Layout): DriverSequence[] {
  const used = Array.from({ length: Math.min(DRIVER_VECTORS, layout.entries) }, (_, entry) => entry);
  const loaded = load(layout, used.length);
  return [
    {
      id: 'load',
      name: 'Load',
      note: 'MSI-X on, dummy messages, every entry masked, then each message written twice and unmasked.',
      standing: 'recorded',
      before: [],
      steps: loaded,
    },
    {
      id: 'affinity',
      name: 'Affinity change',
      note: 'One interrupt moves to another CPU: 11 accesses.',
      standing: 'recorded',
      before: loaded,
      steps: moveAffinity(layout, 0, 1, 2, 0x25),
    },
    {
      id: 'down-up',
      name: 'Interface down and up',
      note: 'Each interrupt in use is masked and zeroed, then written and unmasked again.',
      standing: 'recorded',
      before: loaded,
      steps: [
        ...used.flatMap((entry) => free(layout, entry)),
        ...used.flatMap((entry) => request(layout, entry)),
      ],
    },
    {
      id: 'unload',
      name: 'Unload',
      note: 'Each interrupt in use is given back, masked once more, and MSI-X goes off.',
      standing: 'recorded',
      before: loaded,
      steps: [
        ...used.flatMap((entry) => free(layout, entry)),
        ...used.flatMap((entry) => mask(layout, entry)),
        { op: 'disable' },
      ],
    },
    {
      id: 'clear-twice',
      name: 'A mask bit cleared again',
      note: 'Said of Windows in the posting of series v2: it sometimes clears a mask bit that is clear already. Nothing else of it is known, and nothing is made up.',
      standing: 'reported',
      before: loaded,
      steps: unmask(layout, 0),
    },
  ];
}

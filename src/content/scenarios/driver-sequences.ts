/**
 * What a Linux driver does to the table over its life, as recorded from e1000e, vmxnet3, nvme, megasas and xhci under
 * QEMU with mmiotrace. What leads up to a sequence is kept apart, so that the sequence alone can be counted.
 */
import type { Step } from '#model/access.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Layout } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import {
  ADDRESS,
  ADDRESS_HIGH,
  at,
  DATA,
  load,
  mask,
  moveAffinity,
  moveInOneMessage,
  read,
  request,
  unmask,
  write,
} from './linux.ts';

/** Numbers of interrupts that a driver can ask for, as far as the table has so many entries. */
export const VECTOR_CHOICES: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** Interrupts that a driver asks for where none is chosen: what a network card with few queues has. */
export const USUAL_VECTORS = 4;

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

/** What a driver with `vectors` interrupts does; with fewer where the table is shorter. */
export function driverSequences(layout: Layout, vectors: number): DriverSequence[] {
  const used = Array.from({ length: Math.min(vectors, layout.entries) }, (_, entry) => entry);
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
      note: 'One interrupt moves to another CPU, in two messages: nearly every move of virtio, xhci, megasas and vmxnet3.',
      standing: 'recorded',
      before: loaded,
      steps: moveAffinity(layout, 0, 1, 2, 0x25),
    },
    {
      id: 'affinity-short',
      name: 'Affinity change, short',
      note: 'The same in one message: 111 of the 150 moves of e1000e, and one or two of each other driver.',
      standing: 'recorded',
      before: loaded,
      steps: moveInOneMessage(layout, 0, 2, 0x25),
    },
    {
      id: 'mask-flush-unmask',
      name: 'Mask and unmask alone',
      note: 'No new message: 171 times with interrupt remapping, where the CPU changes in the IOMMU’s table; seldom without.',
      standing: 'recorded',
      before: loaded,
      steps: [...mask(layout, 0), ...unmask(layout, 0)],
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

/** A sequence as a scenario to open: what leads up to it, and then the sequence itself, from step `from` (0-based). */
export function scenarioOfSequence(
  { name, note, before, steps }: DriverSequence,
  device: DeviceDescription,
): { readonly scenario: Scenario; readonly from: number } {
  const lead = before.length === 0 ? '' : ` Steps 1 to ${before.length} load the driver.`;
  return {
    scenario: { name, note: `${note}${lead}`, device, registers: new Map(), steps: [...before, ...steps] },
    from: before.length,
  };
}

import { describe, expect, it } from 'vitest';
import type { Step } from '../access.ts';
import { designById } from '../designs/catalogue.ts';
import type { DeviceDescription } from '../device.ts';
import { actionOf } from '../explore/action.ts';
import {
  AFTER,
  at,
  bound,
  device,
  ENABLE,
  NEW,
  OLD,
  OWN_PBA,
  read,
  setControl,
  setData,
  SHARED_PBA,
  TABLE,
  write,
} from '../explore/setting-parts.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { propertyById } from './all.ts';

/** Four entries, for Xen keeps a copy of three. */
const APART = device(4, OWN_PBA);
const SHARED = device(4, SHARED_PBA);
const UP = [ENABLE, ...bound(0)];

interface Sequence {
  readonly property: string;
  readonly design: string;
  readonly on: DeviceDescription;
  readonly lead: readonly Step[];
  readonly steps: readonly Step[];
}

const sequence = (
  property: string,
  design: string,
  lead: readonly Step[],
  steps: readonly Step[],
  on = APART,
): Sequence => ({ property, design, on, lead, steps });

const VECTOR_MOVES = [setControl(0, 1n), setData(0, NEW), setControl(0, 0n)];

/** The shortest violating sequences of the list of invariants; what is not counted there is the lead. */
const SEQUENCES: readonly Sequence[] = [
  sequence('I2', 'xen-4.18--qemu-devmem', UP, [setControl(0, 1n)]),
  // The list's "/dev/mem fails but QEMU forced to use its latch".
  sequence('I3', 'xen-4.18--qemu-latch', UP, VECTOR_MOVES),
  sequence('I4', 'xen-4.18--qemu-latch', UP, VECTOR_MOVES),
  sequence('I13', 'xen-4.18--qemu-devmem', [...UP, ...bound(3)], [setControl(3, 1n), read(at(3, 2), 8)]),
  // Xen has a copy to answer from once the data was written while the entry was bound.
  sequence(
    'I13',
    'xen-4.18--qemu-devmem',
    [...UP, setData(0, OLD)],
    [write(at(0, 1), NEW << 32n, 8), read(at(0, 2))],
  ),
  sequence('I8', 'xen-4.18--qemu-devmem', UP, [write(AFTER, 1n)]),
  sequence('I8', 'xen-head--qemu-latch', [], [write(AFTER, 1n)]),
  sequence('I8', 'xen-head--qemu-latch', UP, [write(AFTER, 1n)], SHARED),
  sequence('I9', 'xen-head--qemu-latch', UP, [write(AFTER, 1n)]),
  ...['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'].map((design) =>
    sequence('I6', design, [...UP, ...bound(1), { op: 'dm-unbind', entry: 1 }], [setControl(0, 1n)]),
  ),
  sequence('I6', 'dm-owns-mask--qemu-owns-mask', UP, [setControl(0, 1n)]),
  // The property waits until the device answers again.
  ...['xen-4.18--qemu-devmem', 'xen-head--qemu-latch'].map((design) =>
    sequence('I5', design, UP, [
      setControl(0, 1n),
      { op: 'decode', on: false },
      setControl(0, 0n),
      { op: 'decode', on: true },
    ]),
  ),
  ...['I10', 'I1'].map((property) =>
    sequence(
      property,
      'xen-head--qemu-latch',
      [ENABLE, { op: 'dm-bind', entry: 0, gtable: TABLE - 0x80, vector: 0x41, flags: 0 }],
      [write(TABLE, OLD)],
    ),
  ),
  sequence('I11', 'vpci-head--hwdom', [], [write(SHARED_PBA, 1n, 8)], SHARED),
  sequence('I12', 'xen-head--qemu-latch', [], [read(SHARED_PBA)], SHARED),
  sequence('I17', 'xen-4.19--qemu-latch', [], [write(OWN_PBA, 1n)]),
  // Two reads by the list, for the probe that the recordings leave out; see README.md.
  sequence('I18', 'series-v2--qemu-latch', UP, [write(AFTER, 1n), write(AFTER, 1n)], SHARED),
];

/** For each step after the lead, whether the property holds there. */
function verdicts({ property: id, design: designId, on, lead, steps }: Sequence): boolean[] {
  const design = designById(designId);
  const property = propertyById(id);
  if (!design.ok || property === undefined) throw new Error(`${id} ${designId}`);
  const layout = layoutOf(on);
  const machine = new Machine(design.value, layout);
  for (const step of lead) machine.run(step);
  return steps.map((step) => {
    machine.run(step);
    return property.holds(machine, property.of === 'step' ? actionOf(step, layout) : null);
  });
}

describe('the shortest violating sequences', () => {
  it.each(SEQUENCES.map((one) => [one.property, one.design, one] as const))(
    'break %s under %s with their last step, and not before',
    (_property, _design, one) => {
      const found = verdicts(one);
      expect(found.slice(0, -1).every(Boolean)).toBe(true);
      expect(found.at(-1)).toBe(false);
    },
  );

  it('do not break what the mended design keeps', () => {
    const kept = [
      sequence('I2', 'xen-head--qemu-latch', UP, [setControl(0, 1n)]),
      sequence('I4', 'xen-head--qemu-latch', UP, VECTOR_MOVES),
      sequence('I13', 'xen-head--qemu-latch', [...UP, ...bound(3)], [setControl(3, 1n), read(at(3, 2), 8)]),
      sequence(
        'I6',
        'xen-head--qemu-latch',
        [...UP, ...bound(1), { op: 'dm-unbind', entry: 1 }],
        [setControl(0, 1n)],
      ),
      sequence('I6', 'dm-owns-mask--qemu-owns-mask-call', UP, [setControl(0, 1n)]),
      sequence('I17', 'xen-head--qemu-latch', [], [write(OWN_PBA, 1n)]),
      sequence('I11', 'vpci-head--domu', [], [write(SHARED_PBA, 1n, 8)], SHARED),
    ];
    for (const one of kept) expect(verdicts(one), `${one.property} under ${one.design}`).not.toContain(false);
  });
});

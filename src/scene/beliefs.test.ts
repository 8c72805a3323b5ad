import { expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import type { Step } from '#model/access.ts';
import { beliefRows, undisputedSentence, type BeliefRow } from './beliefs.ts';

const device: DeviceDescription = {
  id: null,
  slot: null,
  name: 'a device',
  bars: [{ index: 0, kind: 'memory', address: null, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 8,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
};
const layout = layoutOf(device);
const write = (offset: number, value: bigint): Step => ({
  op: 'write',
  offset: 0x2000 + offset,
  size: 4,
  value,
});
const bind: Step[] = [
  { op: 'enable', maskall: false },
  write(0, 0xfee01004n),
  write(4, 0n),
  write(8, 0x21n),
  write(12, 0n),
];

function rows(design: string, steps: readonly Step[], entry = 0): Record<string, BeliefRow> {
  const machine = new Machine(
    DESIGNS.find(({ id }) => id === design)!,
    layout,
  );
  for (const step of steps) machine.run(step);
  return Object.fromEntries(
    beliefRows(machine.state, layout, entry, machine.design).map((row) => [row.label, row]),
  );
}

const OLD = 'xen-4.18--qemu-devmem';
const NEW = 'xen-4.19--qemu-latch';

it('has nothing of the guest before it wrote', () => {
  const { Address, Data } = rows(NEW, []);
  expect(Address!.beliefs[0]!.text).toBeNull();
  expect(Data!.sentence).toBeNull();
});

it('finds no disagreement right after an entry is bound', () => {
  for (const design of DESIGNS.slice(0, 3))
    for (const row of Object.values(rows(design.id, bind)))
      expect(row.sentence, `${design.id} ${row.label}`).toBeNull();
});

it('says that QEMU missed a mask write that Xen 4.18 kept', () => {
  const { Mask: mask } = rows(OLD, [...bind, write(12, 1n)]);
  expect(mask!.beliefs.map(({ text }) => text)).toEqual(['1', '1', '0', '1']);
  expect(mask!.beliefs.map(({ differs }) => differs)).toEqual([false, false, true, false]);
  expect(mask!.sentence).toMatch(/^QEMU still holds mask bit 0/);
  expect(rows(NEW, [...bind, write(12, 1n)])['Mask']!.sentence).toBeNull();
});

it('says that a message changed while unmasked is not the one bound', () => {
  const { Vector: binding } = rows(NEW, [...bind, write(8, 0x41n), write(12, 0n)]);
  expect(binding!.sentence).toMatch(/still arrive as vector 0x21.*0x41/);
  expect(binding!.beliefs.find(({ differs }) => differs)!.party).toBe('xen');
});

it('keeps to the entries there are', () => {
  const [design] = DESIGNS;
  expect(beliefRows(new Machine(design!, layout).state, layout, 99, design!)).toHaveLength(5);
});

it('leaves the device model out where there is none', () => {
  const alone = DESIGNS.find(({ deviceModel }) => !deviceModel.present)!;
  for (const row of Object.values(rows(alone.id, bind)))
    expect(row.beliefs.map(({ party }) => party)).toEqual(['guest', 'xen', 'hardware']);
  expect(rows(alone.id, [...bind, write(12, 1n)])['Mask']!.sentence).toBeNull();
});

it('says who differs before the guest has written anything, and never that nobody does', () => {
  const before = undisputedSentence(Object.values(rows(OLD, [])));
  expect(before).toContain('The guest has not written the mask bit yet: QEMU holds 0, the device holds 1.');
  expect(undisputedSentence(Object.values(rows(NEW, bind)))).toBe(
    'No address, data or mask bit that the guest wrote is held differently by anyone.',
  );
});

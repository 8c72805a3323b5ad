import { describe, expect, it } from 'vitest';
import { designById } from '../designs/catalogue.ts';
import type { Step } from '../access.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { hopSentence, verdict } from '../narrate.ts';
import { SMALL_DEVICE } from '../testing/small-device.ts';

const layout = layoutOf(SMALL_DEVICE);
const CONTROL = layout.tableStart + 12;
const write = (offset: number, value: bigint): Step => ({ op: 'write', offset, size: 4, value });
/** MSI-X on, then a whole message and its unmask. */
const UP: readonly Step[] = [
  { op: 'enable', maskall: false },
  write(layout.tableStart, 0xfee00000n),
  write(layout.tableStart + 8, 0x41n),
  write(CONTROL, 0n),
];

function lastOf(id: string, steps: readonly Step[]) {
  const design = designById(id);
  if (!design.ok) throw new Error(design.error);
  const machine = new Machine(design.value, layout);
  const routes = steps.map((step) => machine.route(step));
  const route = routes.at(-1)!;
  const hops = route.hops.map((hop) => hopSentence(hop, layout, design.value));
  return { ...verdict(route, layout, design.value), hops: hops.join(' ') };
}

describe('the verdict', () => {
  it('tells Xen’s part in a first unmask', () => {
    expect(lastOf('xen-4.18--qemu-devmem', UP).detail).toMatch(
      /once QEMU has bound the vector, Xen unmasks it/,
    );
    expect(lastOf('xen-4.18--qemu-devmem', UP.slice(0, 2)).detail).toBe(
      'Xen has no part in it but to carry it there.',
    );
  });

  it.each(['vpci-head--hwdom', 'vpci-head--domu'])(
    'counts the vectors of vPCI, and names nobody else: %s',
    (id) => {
      const { detail, hops } = lastOf(id, [...UP, { op: 'disable' }]);
      expect(detail).toBe('vPCI unbinds 1 vector on the way.');
      expect(`${detail} ${hops}`).not.toMatch(/QEMU|dom0|device model/);
    },
  );

  it('says what QEMU does with a write that also reached the device', () => {
    // Told another place of the table, Xen takes its data word for a register beside it.
    const elsewhere: Step = {
      op: 'dm-bind',
      entry: 0,
      gtable: layout.tableStart - 0x80,
      vector: 0x42,
      flags: 0,
    };
    const { headline, detail } = lastOf('xen-4.19--qemu-latch', [
      UP[0]!,
      elsewhere,
      write(layout.tableStart + 8, 0x41n),
    ]);
    expect(headline).toMatch(/reaches the device, and then QEMU as well/);
    expect(detail).toMatch(/which handles it as well/);
    expect(lastOf('xen-4.19--qemu-latch', [...UP, write(0x2800, 1n)]).detail).toMatch(/which drops it/);
  });
});

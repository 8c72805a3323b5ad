import { describe, expect, it } from 'vitest';
import type { Step } from '../access.ts';
import { designById } from '../designs/catalogue.ts';
import { searchCells } from '../explore/matrix.ts';
import { SETTINGS } from '../explore/settings.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { newQemuOnOldXen } from '../properties/new-qemu-on-old-xen.ts';
import { SMALL_DEVICE } from '../testing/small-device.ts';

const layout = layoutOf(SMALL_DEVICE);
const at = (field: number) => layout.tableStart + 4 * field;
const write = (offset: number, value: bigint): Step => ({ op: 'write', offset, size: 4, value });
const MOVE: readonly Step[] = [
  { op: 'enable', maskall: false },
  write(at(0), 0xfee01004n),
  write(at(2), 0x21n),
  write(at(3), 0n),
  write(at(3), 1n),
  write(at(2), 0x31n),
  write(at(3), 0n),
];

const design = (id: string) => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

/** Vector in force, and whether the hardware was read through /dev/mem, after a vector has been moved. */
function moved(id: string): { vector: number | undefined; devMem: boolean; masked: number | undefined } {
  const machine = new Machine(design(id), layout);
  const routes = MOVE.map((step) => machine.route(step));
  const devMem = routes.some(({ hops }) => hops.some(({ rule }) => rule === 'hardware.read-devmem'));
  return { vector: machine.state.xen.vector[0], devMem, masked: machine.state.xen.guestMasked[0] };
}

describe('a QEMU that owns the mask bit', () => {
  it('needs no /dev/mem where Xen takes its flag', () => {
    for (const id of ['dm-owns-mask--qemu-owns-mask', 'dm-owns-mask--qemu-owns-mask-call'])
      expect(moved(id)).toEqual({ vector: 0x31, devMem: false, masked: 0 });
  });

  it('finds the mask bit in the hardware where Xen ignores the flag, and the new vector is in force', () => {
    for (const id of [
      'xen-4.18--qemu-owns-mask',
      'xen-4.18--qemu-owns-mask-call',
      'xen-4.19--qemu-owns-mask',
    ])
      expect(moved(id), id).toEqual({ vector: 0x31, devMem: true, masked: 0 });
  });

  it('fails on an old Xen where, and as soon as, the QEMU of its day does', () => {
    const verdicts = (id: string) =>
      newQemuOnOldXen.settings.map((name) => {
        const setting = SETTINGS.find((one) => one.id === name)!;
        const [cell] = searchCells(setting, design(id), [newQemuOnOldXen]);
        return [name, cell!.verdict, cell!.steps];
      });
    expect(verdicts('xen-4.18--qemu-owns-mask')).toEqual(verdicts('xen-4.18--qemu-devmem'));
    expect(verdicts('xen-4.18--qemu-owns-mask')).not.toEqual(verdicts('xen-4.18--qemu-latch'));
  });
});

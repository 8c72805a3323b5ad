import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { PARTIES, type Party } from '#model/route.ts';
import { cloneState, initialState, type MachineState } from '#model/state.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import { beliefRows } from '../beliefs.ts';
import { heldClause, heldDword, heldValue, holders } from './held-values.ts';
import { mapScene } from './map-scene.ts';
import type { MapCell } from './shapes.ts';
import { anyLayout } from './testing/arbitrary-map.ts';

const layout = layoutOf(SMALL_DEVICE);
const table = layout.tableStart;
const write = (offset: number, value: bigint): Step => ({
  op: 'write',
  offset: table + offset,
  size: 4,
  value,
});

const designOf = (id: string) => DESIGNS.find((design) => design.id === id)!;

/** Entry 0 bound, entry 1 never touched. */
function states(design: string): { before: MachineState; after: MachineState } {
  const machine = new Machine(designOf(design), layout);
  for (const step of [
    { op: 'enable', maskall: false } as const,
    write(0, 0xfee01004n),
    write(4, 0n),
    write(8, 0x21n),
  ])
    machine.run(step);
  const before = cloneState(machine.state);
  machine.run(write(12, 0n));
  return { before, after: machine.state };
}

function cells(state: MachineState, previous: MachineState | null, level: 'page' | 'entry'): MapCell[] {
  const scene = mapScene({
    layout,
    state,
    previous,
    party: 'hardware',
    view: { level, offset: table, bit: 0 },
    access: null,
    size: { width: 700, height: 600 },
    metrics: { font: 13, char: 7.8 },
  });
  return scene.rows.flatMap((row) => row.cells);
}
const cellAt = (all: readonly MapCell[], offset: number) =>
  all.find(({ start }) => start === table + offset)!;

describe('the message of a bound entry in the device', () => {
  it.each(['xen-4.18--qemu-latch', 'xen-4.19--qemu-latch'])('is written by Xen under %s', (design) => {
    const { before, after } = states(design);
    const page = cells(after, before, 'page');
    for (const field of [0, 4, 8]) {
      const cell = cellAt(page, field);
      expect(cell.texts.map(({ text }) => text)).toEqual(['by Xen']);
      expect(cell.name).toMatch(/written by Xen(?:, changed)?$/);
      expect(cellAt(page, 16 + field).texts.map(({ text }) => text)).toEqual(['0']);
    }
    expect(cellAt(page, 0)).toMatchObject({ changed: true });
    expect(cellAt(page, 0).name).toMatch(/written by Xen, changed$/);
    expect(cellAt(page, 12).texts.map(({ text }) => text)).toEqual(['mask 0']);
    const bytes = cells(after, null, 'entry').map(({ texts }) => texts.map(({ text }) => text).join());
    expect(bytes).toEqual([...Array<string>(12).fill('–'), '00', '00', '00', '00']);
    const device = holders(layout, after, before, table).find(({ party }) => party === 'hardware');
    expect(device).toMatchObject({ value: 'by Xen', was: '0' });
  });

  it('is the same on the map and in the table of beliefs', () => {
    const { before, after } = states('xen-4.19--qemu-latch');
    for (const state of [before, after]) {
      const rows = beliefRows(state, layout, 0, designOf('xen-4.19--qemu-latch')).filter(
        ({ label }) => label === 'Address' || label === 'Data',
      );
      const believed = rows.map(({ beliefs }) => beliefs.find(({ party }) => party === 'hardware')?.text);
      const shown = [0, 8].map((field) => cellAt(cells(state, null, 'page'), field).texts[0]?.text);
      expect(believed.map((text) => text === 'by Xen')).toEqual(shown.map((text) => text === 'by Xen'));
    }
  });
});

it('gives of any bytes those that the map shows dword by dword, lowest first', () => {
  const anyBytes = fc.tuple(fc.constantFrom(1, 2, 4, 8), fc.nat({ max: 15 }), fc.constantFrom(...PARTIES));
  fc.assert(
    fc.property(
      anyLayout,
      anyBytes,
      fc.infiniteStream(fc.nat({ max: 0xffffffff })),
      (layout, bytes, values) => {
        const [size, at, party] = bytes;
        const registers = [0, 4, 8, 12, 16, 20].map(
          (n) => [layout.tableEnd + n, Number(values.next().value)] as const,
        );
        const state = initialState(layout, new Map(registers));
        for (const base of [layout.tableStart, layout.tableEnd]) {
          const start = base + at;
          const value = heldValue(layout, state, party, start, size);
          for (let n = 0; n < size; n++) {
            const dword = 4 * Math.floor((start + n) / 4);
            const held = heldDword(layout, state, party, dword);
            if (held === null) expect(value).toBeNull();
            else if (value !== null)
              expect(Number((value >> BigInt(8 * n)) & 0xffn)).toBe(
                (held >>> (8 * (start + n - dword))) & 0xff,
              );
          }
        }
      },
    ),
  );
});

it('says who holds what of bytes, also where Xen wrote them or nobody did', () => {
  const { after } = states('xen-4.19--qemu-latch');
  const clause = (party: Party, offset: number, size: number) =>
    heldClause(layout, after, party, table + offset, size);
  expect(clause('guest', 8, 4)).toBe('the guest holds 0x21 here');
  expect(clause('guest', 9, 1)).toBe('the guest holds 0x0 here');
  expect(clause('guest', 16, 4)).toBe('the guest holds nothing here');
  expect(clause('hardware', 0, 4)).toBe('the hardware holds what Xen wrote');
  expect(heldValue(layout, after, 'hardware', table, 4)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { cloneState, type MachineState } from '#model/state.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import { beliefRows } from '../beliefs.ts';
import { holders } from './held-values.ts';
import { mapScene } from './map-scene.ts';
import type { MapCell } from './shapes.ts';

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

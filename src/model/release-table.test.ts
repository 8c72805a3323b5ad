import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { layoutOf } from './layout.ts';
import { RELEASE_COLUMNS, releaseTable, type ReleaseCell } from './release-table.ts';
import { driverCost } from './driver-cost.ts';
import { deviceEffects } from './device-effects.ts';
import { DESIGNS, XEN_DESIGNS } from './designs/catalogue.ts';
import type { Step } from './access.ts';

const layoutById = (id: string) =>
  layoutOf(DEVICES.find(({ description }) => description.id === id)!.description);
const wifi = layoutById('8086:2725');
const motorcomm = layoutById('1f0a:6801');
const scenario = (id: string) => SCENARIOS.find((ready) => ready.id === id)!.on(wifi);
const column = (xen: string) => RELEASE_COLUMNS.findIndex(({ design }) => design.xenName === xen);

describe('the release table', () => {
  const disable = scenario('disable');
  const { columns, rows } = releaseTable(disable);
  const isOff = (step: Step) => step.op === 'disable';
  const off = disable.steps.findIndex(isOff);
  const cell = (row: number, xen: string): ReleaseCell => rows[row]![column(xen)]!;
  const firstUse = disable.steps.findIndex((step) => step.op === 'write' && step.value === 0xaan);

  it('has every Xen, in time order, and a row for each step', () => {
    expect(columns.map(({ xen }) => xen)).toHaveLength(XEN_DESIGNS.length);
    const dates = columns.map(({ xen }) => xen.date);
    expect(dates).toEqual(dates.toSorted());
    expect(rows).toHaveLength(disable.steps.length);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  it('compares each Xen with the one it was built on, which came before it', () => {
    for (const { xen, base } of columns) {
      if (base === null) expect(xen.buildsOn).toBeNull();
      else {
        expect(columns[base]!.xen.name).toBe(xen.buildsOn);
        expect(columns[base]!.xen.date <= xen.date, xen.name).toBe(true);
        expect(xen.changes.length, xen.name).toBeGreaterThan(0);
      }
    }
  });

  it('names the posting and the commit that made a register write reach the device', () => {
    expect(cell(firstUse, 'xen-4.18')).toMatchObject({ outcome: 'lost', changed: false, change: null });
    expect(cell(firstUse, 'series-v1').change?.reference).toMatch(/^20221114192100\.1539267-1-/);
    expect(cell(firstUse, 'xen-64b21662')).toMatchObject({ outcome: 'lost', changed: false, change: null });
    expect(cell(firstUse, 'xen-4.19')).toMatchObject({
      outcome: 'hardware-and-forwarded',
      change: { kind: 'commit', reference: 'b2cd07a044' },
    });
  });

  it('tells the two changes of head apart', () => {
    expect(cell(off + 1, 'xen-head')).toMatchObject({ outcome: 'lost', change: { reference: 'ea87662c77' } });
    const toPba = releaseTable({ ...disable, steps: [{ op: 'write', offset: 0x3000, size: 4, value: 1n }] });
    expect(toPba.rows[0]![column('xen-head')]).toMatchObject({
      outcome: 'lost',
      change: { reference: '8f36bde2b2' },
    });
  });

  it('blames QEMU where it was QEMU', () => {
    expect(cell(firstUse + 1, 'xen-64b21662')).toMatchObject({
      outcome: 'lost',
      change: { kind: 'device-model' },
    });
  });

  it('names 64b21662b1 for mask writes that go on to the device model, whatever was posted in between', () => {
    const mask = scenario('mask-unmask');
    const table = releaseTable(mask);
    const last = mask.steps.length - 1;
    expect(table.rows[last]![column('xen-4.18')]!.outcome).toBe('xen');
    expect(table.rows[last]![column('series-v1')]!.outcome).toBe('xen-and-forwarded');
    expect(table.rows[last]![column('xen-64b21662')]).toMatchObject({
      outcome: 'xen-and-forwarded',
      changed: true,
      change: { kind: 'commit', reference: '64b21662b1' },
    });
  });

  it('has outcomes, values and the mail for what was only proposed, and the commit for vPCI', () => {
    const mask = releaseTable(scenario('mask-unmask'));
    expect(mask.rows.at(-1)![column('dm-owns-mask')]).toMatchObject({
      outcome: 'device-model',
      change: { kind: 'message', reference: expect.stringContaining('20230325024924') as string },
    });
    expect(cell(firstUse, 'subpage-ro')).toMatchObject({ changed: true, change: { kind: 'message' } });
    const vpci = cell(firstUse, 'vpci-head');
    expect(vpci).toMatchObject({ outcome: 'hardware', change: { kind: 'commit', reference: 'd6281be9d0' } });
    expect(cell(firstUse + 1, 'vpci-head')).toMatchObject({ values: [0xaan], changed: false });
  });

  it('names every change on the list somewhere, over what the ready scenarios and a few accesses more do', () => {
    const named = new Set<string>();
    const early = layoutById('1f0a:6801');
    const more: Step[] = [
      { op: 'write', offset: early.tableStart - 8, size: 4, value: 1n },
      { op: 'write', offset: (early.pbaStart ?? 0) + 0x1000, size: 4, value: 1n },
    ];
    const all = [
      ...SCENARIOS.map((ready) => ready.on(layoutById(ready.deviceId))),
      {
        ...disable,
        steps: [...disable.steps, { op: 'write', offset: 0x3000, size: 4, value: 1n }] as Step[],
      },
      { ...SCENARIOS[0]!.on(early), steps: [...SCENARIOS[0]!.on(early).steps, ...more] },
    ];
    for (const one of all)
      for (const { xen, change } of releaseTable(one).rows.flatMap((row) =>
        row.map((found, n) => ({ xen: columns[n]!.xen, change: found.change })),
      ))
        if (change) named.add(`${xen.name}: ${change.reference ?? 'device model'}`);
    const listed = columns.flatMap(({ xen }) =>
      xen.changes.map(({ reference }) => `${xen.name}: ${reference}`),
    );
    expect([...new Set(listed)].filter((one) => !named.has(one))).toEqual([]);
  });
});

describe('the cost of a driver', () => {
  it('is more round trips where mask writes are forwarded, and no loss in either', () => {
    const [old, landed] = ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'].map((id) =>
      driverCost(
        scenario('affinity'),
        DESIGNS.find((design) => design.id === id)!,
      ),
    );
    expect(old!.accesses).toBe(landed!.accesses);
    expect(landed!.reachDeviceModel).toBeGreaterThan(old!.reachDeviceModel);
    expect([old!.lost, landed!.lost]).toEqual([0, 0]);
  });

  it('counts the register writes that 4.18 loses', () => {
    const registers = scenario('register-write');
    const cost = driverCost(
      registers,
      DESIGNS.find(({ id }) => id === 'xen-4.18--qemu-devmem')!,
    );
    const late = registers.steps.filter((step) => step.op === 'write' && step.offset >= wifi.tableEnd);
    expect(cost.lost).toBe(late.length);
  });
});

describe('what a design does to a device', () => {
  const effect = (layout: typeof wifi, id: string) =>
    deviceEffects(layout).find(({ design }) => design.id === id)!;

  it('says that the AX210 works only while a vector is bound under 4.19, and is only readable under 4.18', () => {
    expect(effect(wifi, 'xen-4.19--qemu-latch')).toMatchObject({
      verdict: 'works while bound',
      letter: 'B',
      sentences: expect.arrayContaining([
        'Registers next to the table reach the device only while a vector is bound.',
        'After MSI-X is switched off again they still reach it.',
      ]) as string[],
    });
    expect(effect(wifi, 'xen-4.18--qemu-devmem').verdict).toBe('readable, not programmable');
    expect(effect(wifi, 'xen-4.18--qemu-devmem').sentences.join(' ')).toContain(
      'through QEMU’s /dev/mem only',
    );
    expect(effect(wifi, 'xen-4.18--qemu-latch').verdict).toBe('lost');
    expect(effect(wifi, 'vpci-head--hwdom').verdict).toBe('works');
  });

  it('says that a chip with the PBA on its page can be read, not programmed', () => {
    expect(effect(motorcomm, 'xen-4.19--qemu-latch').verdict).toBe('readable, not programmable');
  });

  it('says so of every design for every device, and nothing of registers where there are none', () => {
    for (const { description } of DEVICES) {
      const layout = layoutOf(description);
      const effects = deviceEffects(layout);
      expect(effects).toHaveLength(DESIGNS.length);
      for (const { verdict, sentences } of effects) {
        expect(sentences.length).toBeGreaterThan(0);
        if (layout.classes.includes('fills-its-pages')) expect(verdict).toBe('no registers there');
      }
    }
  });
});

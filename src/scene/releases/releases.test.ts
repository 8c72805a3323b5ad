import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { XEN_DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { releaseTable, sameResult } from '#model/release-table.ts';
import { gridColumns, gridRows } from './release-columns.ts';
import { rowsAround, rowWindow } from './row-window.ts';

it('draws the rows in sight and few others, wherever the table is scrolled', () => {
  for (let top = 0; top <= 40_000; top += 1234) {
    const { from, to } = rowWindow(top, 600, 40, 1000);
    expect(to - from).toBeLessThanOrEqual(40);
    expect(from * 40).toBeLessThanOrEqual(top);
    expect(to * 40).toBeGreaterThanOrEqual(Math.min(top + 600, 40_000));
  }
  expect(rowWindow(-50, 600, 40, 3)).toEqual({ from: 0, to: 3 });
  expect(rowWindow(0, 600, 40, 0)).toEqual({ from: 0, to: 0 });
});

it('puts so many rows on paper as are allowed, with the chosen one in their middle', () => {
  expect(rowsAround(5, 400, 43)).toEqual({ from: 0, to: 43 });
  expect(rowsAround(5000, 400, 10_000)).toEqual({ from: 4800, to: 5200 });
  expect(rowsAround(9999, 400, 10_000)).toEqual({ from: 9600, to: 10_000 });
});

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);

it('has a column for every Xen, or for those that landed alone', () => {
  const all = gridColumns(false);
  expect(all.map(({ xen }) => xen.title).toSorted()).toEqual(XEN_DESIGNS.map((x) => x.title).toSorted());
  expect(gridColumns(true).map(({ xen }) => xen.name)).toEqual([
    'xen-4.18',
    'xen-64b21662',
    'xen-4.19',
    'xen-head',
  ]);
});

it('has a cell for every step in every column, and says where it differs from the one shown to its left', () => {
  for (const { on } of SCENARIOS.slice(0, 4)) {
    const scenario = on(layout);
    for (const landedOnly of [false, true]) {
      const columns = gridColumns(landedOnly);
      const rows = gridRows(releaseTable(scenario), columns);
      expect(rows).toHaveLength(scenario.steps.length);
      for (const row of rows) {
        expect(row).toHaveLength(columns.length);
        row.forEach((cell, n) => expect(cell.differs).toBe(n > 0 && !sameResult(row[n - 1]!, cell)));
        row.forEach(({ changed, before }) => expect(changed).toBe(changed && before !== null));
      }
    }
  }
});

it('tells apart what a Xen was built on and what stands to its left', () => {
  const scenario = SCENARIOS.find(({ id }) => id === 'mask-unmask')!.on(layout);
  const columns = gridColumns(false);
  const cell = gridRows(releaseTable(scenario), columns).at(-1)![
    columns.findIndex(({ xen }) => xen.name === 'xen-64b21662')
  ]!;
  expect(cell).toMatchObject({ changed: true, before: { outcome: 'xen' } });
  expect(columns[columns.findIndex(({ xen }) => xen.name === 'xen-64b21662')]!.basedOn?.xen.name).toBe(
    'xen-4.18',
  );
});

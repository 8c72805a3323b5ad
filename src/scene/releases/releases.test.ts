import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { XEN_DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { releaseTable } from '#model/release-table.ts';
import { gridColumns, gridRows } from './release-columns.ts';
import { rowWindow } from './row-window.ts';

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

it('has a column for every Xen, those beside the line of releases last', () => {
  const columns = gridColumns(true);
  expect(columns.map(({ xen }) => xen.title).toSorted()).toEqual(XEN_DESIGNS.map((x) => x.title).toSorted());
  expect(columns.map(({ inLine }) => inLine)).toEqual(
    columns
      .map(({ inLine }) => inLine)
      .toSorted()
      .reverse(),
  );
  expect(gridColumns(false).every(({ inLine }) => inLine)).toBe(true);
});

it('has a cell for every step in every column', () => {
  const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);
  const scenario = SCENARIOS[0]!.on(layout);
  const columns = gridColumns(true);
  const rows = gridRows(releaseTable(scenario), scenario, columns);
  expect(rows).toHaveLength(scenario.steps.length);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutOf } from '#model/layout.ts';
import { HEAT_CELLS } from '#model/replay/heat.ts';
import { HEAT_LEVELS, heatCells, pageWords } from './heat-scene.ts';

const layout = layoutOf({
  id: null,
  slot: null,
  name: 'megasas layout',
  bars: [{ index: 0, kind: 'memory', address: 0xf1040000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 15,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3800 },
    enabled: null,
    masked: null,
  },
  registers: [],
});

const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(1_000_000)), {
  minLength: HEAT_CELLS,
  maxLength: HEAT_CELLS,
});

it('gives a hotter cell for more accesses, none only for none, and the hottest to the most', () => {
  fc.assert(
    fc.property(counts, counts, (reads, writes) => {
      const page = {
        start: 0x2000,
        reads: Uint32Array.from(reads),
        writes: Uint32Array.from(writes),
        total: 0,
      };
      const cells = heatCells(layout, page);
      const sums = cells.map((cell) => cell.reads + cell.writes);
      const most = Math.max(...sums);
      cells.forEach(({ level }, n) => {
        expect(level === 0).toBe(sums[n] === 0);
        expect(level).toBeLessThanOrEqual(HEAT_LEVELS);
        if (sums[n] === most && most > 0) expect(level).toBe(HEAT_LEVELS);
      });
      const order = [...cells.keys()].sort((a, b) => sums[a]! - sums[b]!);
      for (let n = 1; n < order.length; n++)
        expect(cells[order[n]!]!.level).toBeGreaterThanOrEqual(cells[order[n - 1]!]!.level);
    }),
  );
});

it('says what each cell and page is', () => {
  const page = {
    start: 0x2000,
    reads: new Uint32Array(HEAT_CELLS),
    writes: new Uint32Array(HEAT_CELLS),
    total: 1,
  };
  page.writes[15] = 1;
  const cells = heatCells(layout, page);
  expect(cells[0]?.words).toBe('0x2000 to 0x200f, entry 0 of the table: 0 reads, 0 writes');
  expect(cells[15]?.words).toBe('0x20f0 to 0x20ff, next to the table: 0 reads, 1 write');
  expect(pageWords(layout, page)).toBe('0x2000: table, 1 access');
  expect(pageWords(layout, { ...page, start: 0x3000, total: 2000 })).toBe(
    '0x3000: registers and PBA, 2,000 accesses',
  );
  expect(pageWords(layout, { ...page, start: -0x1000 })).toBe('-0x1000 (another BAR): registers, 1 access');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '#model/device.ts';
import { layoutOf, pageOf, sharedSpan } from '#model/layout.ts';
import { fieldsAt } from './byte-name.ts';
import { hitAt, mapScene } from './map-scene.ts';
import type { MapCell, MapScene } from './shapes.ts';
import { layoutNotes } from './notes.ts';
import { anyLayout, anyMapInput } from './testing/arbitrary-map.ts';
import { pageSpan, zonesOf } from './zones.ts';

const cellsOf = (scene: MapScene): MapCell[] => scene.rows.flatMap(({ cells }) => cells);

/** How many bytes of `span` the cells stand for, counting a byte as often as it is drawn. */
function covered(cells: readonly MapCell[], start: number, end: number): number {
  return cells.reduce(
    (sum, cell) => sum + Math.max(0, Math.min(cell.end, end) - Math.max(cell.start, start)),
    0,
  );
}

function overlapping(cells: readonly MapCell[]): [MapCell, MapCell] | null {
  const sorted = [...cells].sort((a, b) => a.start - b.start);
  for (const [i, cell] of sorted.entries()) {
    const next = sorted[i + 1];
    if (next && next.start < cell.end) return [cell, next];
  }
  return null;
}

describe('page level', () => {
  it('draws every byte of the page in exactly one cell or stretch', () =>
    fc.assert(
      fc.property(anyMapInput('page'), (input) => {
        const cells = cellsOf(mapScene(input));
        const { start, end } = pageSpan(input.layout, pageOf(input.layout, input.view.offset));
        expect(overlapping(cells)).toBeNull();
        expect(covered(cells, start, end)).toBe(end - start);
      }),
    ));

  it('gives each cell bytes of one region only', () =>
    fc.assert(
      fc.property(anyMapInput('page'), (input) => {
        for (const cell of cellsOf(mapScene(input)))
          expect(zonesOf(input.layout, cell).map(({ kind }) => kind)).toEqual([cell.kind]);
      }),
    ));

  it('opens a stretch around the access and the cursor', () =>
    fc.assert(
      fc.property(anyMapInput('page'), (input) => {
        const scene = mapScene(input);
        expect(scene.cursor).not.toBeNull();
        for (const cell of cellsOf(scene)) {
          if (!cell.compressed) continue;
          const { access, view } = input;
          expect(view.offset >= cell.start && view.offset < cell.end).toBe(false);
          if (access) expect(access.start < cell.end && cell.start < access.end).toBe(false);
        }
      }),
    ));

  it('stays within the height it is given when that holds a dozen rows', () =>
    fc.assert(
      fc.property(anyMapInput('page'), (input) => {
        const size = { width: input.size.width, height: Math.max(420, input.size.height) };
        expect(mapScene({ ...input, size }).height).toBeLessThanOrEqual(size.height);
      }),
    ));
});

describe('every level', () => {
  it('draws cells that do not overlap, inside the picture', () =>
    fc.assert(
      fc.property(anyMapInput(), (input) => {
        const scene = mapScene(input);
        const cells = cellsOf(scene);
        for (const row of scene.rows) {
          let x = 0;
          for (const cell of row.cells) {
            expect(cell.x).toBeGreaterThanOrEqual(x - 1e-6);
            expect(cell.width).toBeGreaterThan(0);
            x = cell.x + cell.width;
          }
          expect(x).toBeLessThanOrEqual(scene.width + 1e-6);
        }
        for (const [i, row] of scene.rows.entries()) {
          const next = scene.rows[i + 1];
          if (next) expect(next.y).toBeGreaterThanOrEqual(row.y + row.height);
          else expect(row.y + row.height).toBeLessThanOrEqual(scene.height);
        }
        if (input.view.level !== 'bit') expect(overlapping(cells)).toBeNull();
      }),
    ));

  it('marks exactly the bytes of the access, or says which of them it does not show', () =>
    fc.assert(
      fc.property(anyMapInput(), (input) => {
        const { access } = input;
        const scene = mapScene(input);
        if (access === null) {
          expect([scene.marks, scene.callout, scene.unseen]).toEqual([[], null, []]);
          return;
        }
        const bytes = [...scene.marks, ...scene.unseen].flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, i) => start + i),
        );
        const all = Array.from({ length: access.end - access.start }, (_, i) => access.start + i);
        expect(bytes.sort((a, b) => a - b)).toEqual(all);
        expect(scene.callout === null).toBe(scene.marks.length === 0);
      }),
    ));

  it('leaves none of the access out at page level when it touches the page', () =>
    fc.assert(
      fc.property(anyMapInput('page'), (input) => {
        const page = pageSpan(input.layout, pageOf(input.layout, input.view.offset));
        const { access } = input;
        fc.pre(access !== null && access.start < page.end && page.start < access.end);
        expect(mapScene(input).unseen).toEqual([]);
      }),
    ));

  it('finds the cell under its own middle, and a byte of it', () =>
    fc.assert(
      fc.property(anyMapInput(), (input) => {
        const scene = mapScene(input);
        for (const cell of cellsOf(scene).slice(0, 20)) {
          const hit = hitAt(scene, cell.x + cell.width / 2, cell.y + cell.height / 2);
          expect(hit?.cell.key).toBe(cell.key);
          expect(hit?.offset).toBeGreaterThanOrEqual(cell.start);
          expect(hit?.offset).toBeLessThan(cell.end);
        }
      }),
    ));

  it('gives keys that are unique', () =>
    fc.assert(
      fc.property(anyMapInput(), (input) => {
        const keys = cellsOf(mapScene(input)).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    ));
});

describe('bit level', () => {
  it('draws each bit of the dword once, and the named fields add up to 32 bits', () =>
    fc.assert(
      fc.property(anyMapInput('bit'), (input) => {
        const cells = cellsOf(mapScene(input));
        const bits = cells.map(({ bit }) => bit);
        expect(new Set(bits).size).toBe(bits.length);
        expect(bits.length % 8).toBe(0);
        const fields = fieldsAt(input.layout, input.view.offset);
        let above = 32;
        for (const { high, low } of fields) {
          expect(high).toBe(above - 1);
          above = low;
        }
        expect(above).toBe(0);
      }),
    ));
});

describe('zones', () => {
  it('cut any span without gaps', () =>
    fc.assert(
      fc.property(
        anyLayout,
        fc.integer({ min: -70000, max: 300000 }),
        fc.nat(70000),
        (layout, start, length) => {
          const zones = zonesOf(layout, { start, end: start + length + 1 });
          expect(zones[0]?.start).toBe(start);
          expect(zones.at(-1)?.end).toBe(start + length + 1);
          for (const [i, zone] of zones.entries()) if (i > 0) expect(zone.start).toBe(zones[i - 1]?.end);
        },
      ),
    ));
});

describe('bytes that are table and PBA at once', () => {
  it('carry the pattern of both at every level, and no others do', () =>
    fc.assert(
      fc.property(
        anyMapInput().filter(({ layout }) => layout.device.msix.pba.bar === 0),
        fc.integer({ min: -8, max: 8 }),
        (input, step) => {
          const { device } = input.layout;
          const at = Math.max(0, device.msix.table.offset + 8 * step);
          const pba = { bar: device.msix.table.bar, offset: at };
          const layout = layoutOf({ ...device, msix: { ...device.msix, pba } });
          const shared = sharedSpan(layout);
          const view = { ...input.view, offset: shared?.start ?? input.view.offset };
          const cells = cellsOf(mapScene({ ...input, layout, view }));
          for (const cell of cells) {
            const holds = shared !== null && shared.start < cell.end && cell.start < shared.end;
            expect(cell.pbaOver !== undefined).toBe(holds);
            expect(cell.name.endsWith('also said to be the PBA')).toBe(holds);
            if (!cell.pbaOver) continue;
            expect(cell.pbaOver.width).toBeGreaterThan(0);
            expect(cell.pbaOver.x).toBeGreaterThanOrEqual(cell.x - 1e-6);
            expect(cell.pbaOver.x + cell.pbaOver.width).toBeLessThanOrEqual(cell.x + cell.width + 1e-6);
          }
          if (shared) expect(cells.some(({ pbaOver }) => pbaOver !== undefined)).toBe(true);
        },
      ),
    ));
});

describe('the notes over the map', () => {
  const bar = { kind: 'memory', address: 0xf0000000, size: 0x4000, width: 64, prefetchable: false } as const;
  const noted = (second: Bar) =>
    layoutNotes(
      layoutOf({
        id: null,
        slot: null,
        name: 'any',
        bars: [{ ...bar, index: 0 }, second],
        msix: {
          entries: 4,
          table: { bar: 0, offset: 0 },
          pba: { bar: 2, offset: 0 },
          enabled: null,
          masked: null,
        },
        registers: [],
      }),
    ).map(({ text }) => text);

  it('do not ask for addresses when the PBA is in I/O ports', () => {
    const [first, second] = noted({ ...bar, index: 2, kind: 'io', address: 0xe000, size: 256, width: null });
    expect(first).toContain('I/O port range');
    expect(second).toMatch(/I\/O ports have addresses of their own.*not drawn\.$/);
  });

  it('say that a distance is assumed when addresses are missing', () => {
    expect(noted({ ...bar, index: 2, address: null })).toEqual([
      expect.stringMatching(/^The PBA is in BAR 2\..*is assumed\.$/),
    ]);
  });
});

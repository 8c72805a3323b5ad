import fc from 'fast-check';
import { layoutOf, type Layout } from '#model/layout.ts';
import { initialState } from '#model/state.ts';
import { LEVELS, type Level } from '../map-view.ts';
import type { MapInput } from '../map-scene.ts';
import { pageRuns, pageSpan } from '../zones.ts';

const KIB = 1024;

/** Tables at any 8-aligned offset with 1 to 2048 entries, the PBA anywhere, in the same BAR or another one. */
export const anyLayout: fc.Arbitrary<Layout> = fc
  .record({
    entries: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2048 })),
    tableAt: fc.nat({ max: (128 * KIB) / 8 }).map((n) => 8 * n),
    pbaAt: fc.nat({ max: (160 * KIB) / 8 }).map((n) => 8 * n),
    otherBar: fc.constantFrom('none', 'near', 'far', 'before'),
    shift: fc.constantFrom(0, 0, 0x100, 0x800),
    registers: fc.array(fc.record({ at: fc.nat({ max: 64 * KIB }), size: fc.constantFrom(1, 2, 4, 8, 48) }), {
      maxLength: 12,
    }),
  })
  .map(({ entries, tableAt, pbaAt, otherBar, shift, registers }) => {
    const size = 256 * KIB;
    const base = 0x10000000 + shift;
    const memory = { kind: 'memory', width: 64, prefetchable: false } as const;
    const other = { none: null, near: base + size, far: base + 16 * size, before: base - size }[otherBar];
    return layoutOf({
      id: null,
      slot: null,
      name: 'any device',
      bars: [
        { ...memory, index: 0, address: base, size },
        ...(other === null ? [] : [{ ...memory, index: 2, address: other, size }]),
      ],
      msix: {
        entries,
        table: { bar: 0, offset: tableAt },
        pba: { bar: other === null ? 0 : 2, offset: pbaAt },
        enabled: null,
        masked: null,
      },
      registers: registers.map(({ at, size: bytes }) => ({
        bar: 0,
        offset: tableAt + at,
        size: bytes,
        name: `R${at}`,
        purpose: '',
        source: '',
      })),
    });
  });

/** A byte that can be walked to, on a page with table bytes half of the time. */
const anyOffset = (layout: Layout): fc.Arbitrary<number> => {
  const runs = pageRuns(layout);
  const within = (first: number, last: number) =>
    fc.integer({ min: pageSpan(layout, first).start, max: pageSpan(layout, last).end - 8 });
  return fc.oneof(
    within(layout.tableFirstPage, layout.tableLastPage),
    ...runs.map(({ first, last }) => within(first, last)),
  );
};

/** What a map is drawn from, at `level` or any. */
export const anyMapInput = (level?: Level): fc.Arbitrary<MapInput> =>
  anyLayout.chain((layout) =>
    fc
      .record({
        at: anyOffset(layout),
        accessAt: fc.oneof(fc.constant(0), fc.integer({ min: -40, max: 40 })),
        accessSize: fc.constantFrom(1, 2, 4, 8),
        hasAccess: fc.boolean(),
        level: level === undefined ? fc.constantFrom(...LEVELS) : fc.constant(level),
        bit: fc.nat({ max: 31 }),
        width: fc.integer({ min: 300, max: 1200 }),
        height: fc.integer({ min: 180, max: 1600 }),
      })
      .map(({ at, accessAt, accessSize, hasAccess, width, height, bit, ...rest }) => ({
        layout,
        state: initialState(layout, new Map()),
        previous: null,
        party: 'hardware' as const,
        view: { level: rest.level, offset: at, bit },
        access: hasAccess
          ? { start: at + accessAt, end: at + accessAt + accessSize, label: `access 5: W${accessSize}` }
          : null,
        size: { width, height },
        metrics: { font: 13, char: 7.8 },
      })),
  );

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar, DeviceDescription } from './device.ts';
import { layoutOf, regionAt, relativeOffset, sharedSpan } from './layout.ts';

const memory = (index: number, address: number | null, size: number | null = 0x4000): Bar => ({
  index,
  kind: 'memory',
  address,
  size,
  width: 64,
  prefetchable: false,
});
const ports = (index: number, address: number, size = 256): Bar => ({
  index,
  kind: 'io',
  address,
  size,
  width: null,
  prefetchable: false,
});

function device(
  bars: readonly Bar[],
  table: readonly [number, number],
  pba: readonly [number, number],
  entries = 64,
): DeviceDescription {
  return {
    id: null,
    slot: null,
    name: 'any',
    bars,
    msix: {
      entries,
      table: { bar: table[0], offset: table[1] },
      pba: { bar: pba[0], offset: pba[1] },
      enabled: null,
      masked: null,
    },
    registers: [],
  };
}
const codes = (of: DeviceDescription) => layoutOf(of).contradictions.map(({ code }) => code);

describe('a PBA in I/O ports', () => {
  const layout = layoutOf(device([memory(0, 0xfe000000), ports(2, 0xe000)], [0, 0x2000], [2, 0]));

  it('is said, and has no place in memory', () => {
    expect(layout.contradictions).toEqual([
      {
        code: 'pba-bar-io',
        sentence: 'The PBA is said to be in BAR 2, which is an I/O port range, not memory.',
      },
    ]);
    expect([layout.pbaStart, layout.pbaEnd, layout.pbaFirstPage, layout.pbaLastPage]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(relativeOffset(layout, 2, 0)).toBeNull();
    expect(layout.classes).toContain('contradictory');
  });

  it('is not said to end past a BAR that cannot hold it', () => {
    expect(codes(device([memory(0, 0xfe000000), ports(2, 0xe000, 4)], [0, 0x2000], [2, 0]))).toEqual([
      'pba-bar-io',
    ]);
  });
});

describe('a table in I/O ports', () => {
  it('has no address in memory, so one is assumed, and no other BAR a distance from it', () => {
    const layout = layoutOf(device([ports(2, 0xe000), memory(0, 0xfe000000)], [2, 0], [0, 0x3000], 4));
    expect(layout.contradictions.map(({ code }) => code)).toEqual(['table-bar-io']);
    expect([layout.baseAssumed, layout.pbaStart]).toEqual([true, null]);
    expect(layout.base).not.toBe(0xe000);
    expect(relativeOffset(layout, 0, 0)).toBeNull();
    expect(relativeOffset(layout, 2, 8)).toBe(8);
  });
});

describe('any layout', () => {
  const anyBar = (index: number) =>
    fc.oneof(
      fc.nat(0xffff).map((page) => memory(index, 0xe0000000 + 0x1000 * page)),
      fc.constant(memory(index, null)),
      fc.nat(0xff).map((n) => ports(index, 0x1000 + 0x100 * n)),
    );
  const anyDevice = fc
    .tuple(anyBar(0), anyBar(2), fc.nat(0x600), fc.nat(0x600), fc.boolean(), fc.integer({ min: 1, max: 300 }))
    .map(([first, second, at, pbaAt, sameBar, entries]) =>
      device([first, second], [0, 8 * at], [sameBar ? 0 : 2, 8 * pbaAt], entries),
    );

  it('gives every memory BAR a place, as told, or on pages of its own where it is not told', () =>
    fc.assert(
      fc.property(anyDevice, (of) => {
        const layout = layoutOf(of);
        const isPlaced = ({ kind, address }: Bar) => kind === 'memory' && address !== null;
        const [table, other] = of.bars as [Bar, Bar];
        const both = of.bars.every(isPlaced);
        const start = relativeOffset(layout, 2, 0);
        expect(start !== null).toBe(table.kind === 'memory' && other.kind === 'memory');
        expect(layout.pbaStart !== null).toBe(start !== null || of.msix.pba.bar === of.msix.table.bar);
        expect(layout.baseAssumed).toBe(!isPlaced(table));
        if (start === null) return;
        expect(layout.barPlaces).toEqual([{ index: 2, start, assumed: !both }]);
        if (both) expect(start).toBe(other.address! - table.address!);
        else expect(start >= layout.barSize + 4096 || start + other.size! + 4096 <= 0).toBe(true);
      }),
    ));

  it('shares just the bytes of the table that are the PBA’s too', () =>
    fc.assert(
      fc.property(anyDevice, (of) => {
        const layout = layoutOf(of);
        const shared = sharedSpan(layout);
        const bytes = shared === null ? 0 : shared.end - shared.start;
        let counted = 0;
        for (let at = layout.tableStart; at < layout.tableEnd; at++)
          if (
            layout.pbaStart !== null &&
            layout.pbaEnd !== null &&
            at >= layout.pbaStart &&
            at < layout.pbaEnd
          )
            counted++;
        expect(bytes).toBe(counted);
        if (shared) expect(regionAt(layout, shared.start)).toBe('table');
      }),
    ));
});

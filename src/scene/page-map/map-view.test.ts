import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, pageOf, type Layout } from '#model/layout.ts';
import { bitName, byteName, dwordStart } from './byte-name.ts';
import { barStrip } from './bar-strip.ts';
import { cursorSpan, LEVELS, viewAfterKey, viewAt, viewOn, type MapView } from './map-view.ts';
import { anyLayout, anyMapInput } from './testing/arbitrary-map.ts';
import { nearestOffset, nearestPage, pageSpan } from './zones.ts';
import { zoomFrame } from './zoom-frame.ts';

const wireless = layoutOf({
  id: null,
  slot: null,
  name: 'wireless card',
  bars: [{ index: 0, kind: 'memory', address: null, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 16,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [
    { bar: 0, offset: 0x2804, size: 4, name: 'FH_MASK', purpose: 'masks causes', source: 'a driver' },
  ],
});

const press = (layout: Layout, view: MapView, ...keys: string[]): MapView =>
  keys.reduce((at, key) => {
    const jump = key.startsWith('Control+');
    return viewAfterKey(layout, at, { key: jump ? key.slice(8) : key, jump }) ?? at;
  }, view);

describe('keys', () => {
  it('walk along the dwords of the page and up and down its rows', () => {
    const start = viewAt(wireless);
    expect(start).toEqual({ level: 'page', offset: 0x2000, bit: 0 });
    expect(press(wireless, start, 'ArrowRight').offset).toBe(0x2004);
    expect(press(wireless, start, 'ArrowDown', 'ArrowDown').offset).toBe(0x2020);
    expect(press(wireless, start, 'ArrowLeft').offset).toBe(0x1ffc);
    expect(press(wireless, start, 'End').offset).toBe(0x2ffc);
    expect(press(wireless, start, 'PageDown').offset).toBe(0x3000);
    expect(press(wireless, start, 'Control+ArrowDown').offset).toBe(0x2100);
    expect(press(wireless, start, 'Control+ArrowDown', 'Control+ArrowDown').offset).toBe(0x2804);
  });

  it('jump over the pages of a large BAR to where table and PBA begin and end', () => {
    const large = layoutOf({
      ...wireless.device,
      bars: [{ ...wireless.device.bars[0]!, size: 0x1000000 }],
      msix: {
        ...wireless.device.msix,
        table: { bar: 0, offset: 0x400000 },
        pba: { bar: 0, offset: 0x800000 },
      },
    });
    const first = press(large, viewAt(large, 0), 'Escape');
    const walk = (key: string, from: MapView): number[] => {
      const next = press(large, from, key);
      return next.offset === from.offset ? [] : [next.offset, ...walk(key, next)];
    };
    const forth = [0x400000, 0x401000, 0x800000, 0x801000, 0xfff000];
    expect(walk('PageDown', first)).toEqual(forth);
    expect(walk('Control+ArrowRight', first)).toEqual(forth);
    const last = press(large, first, 'End');
    expect(walk('PageUp', last)).toEqual([...forth.slice(0, -1).reverse(), 0]);
    expect(press(large, first, 'ArrowDown').offset).toBe(0x1000);
  });

  it('zoom from the BAR to the bit and back', () => {
    const bit = press(
      wireless,
      viewAt(wireless),
      'Escape',
      'Enter',
      'ArrowRight',
      '+',
      'ArrowRight',
      'Enter',
    );
    expect(bit).toEqual({ level: 'bit', offset: 0x2005, bit: 8 });
    expect(press(wireless, bit, 'ArrowLeft').bit).toBe(9);
    expect(press(wireless, bit, 'End').bit).toBe(0);
    expect(press(wireless, bit, '-', '-', '-').level).toBe('bar');
    expect(
      viewAfterKey(wireless, press(wireless, bit, '-', '-', '-'), { key: 'Escape', jump: false }),
    ).toBeNull();
  });

  it('leave the view on a page that exists, at every level', () =>
    fc.assert(
      fc.property(
        anyMapInput(),
        fc.array(
          fc.constantFrom(
            'ArrowLeft',
            'ArrowRight',
            'ArrowUp',
            'ArrowDown',
            'Home',
            'End',
            'PageUp',
            'PageDown',
            'Control+ArrowDown',
            'Control+ArrowUp',
            'Enter',
            'Escape',
          ),
          { maxLength: 30 },
        ),
        ({ layout, view }, keys) => {
          const end = press(layout, view, ...keys);
          expect(nearestPage(layout, pageOf(layout, end.offset))).toBe(pageOf(layout, end.offset));
          const { start, end: stop } = cursorSpan(layout, end);
          expect(end.offset).toBeGreaterThanOrEqual(start);
          expect(end.offset).toBeLessThan(stop);
          expect(end.bit).toBeGreaterThanOrEqual(0);
          expect(end.bit).toBeLessThan(32);
        },
      ),
    ));

  it('reach every byte of the page: right from Home to End, dword by dword, then into the bytes', () =>
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const page = pageSpan(layout, layout.tableFirstPage);
        let view: MapView = { level: 'page', offset: page.start, bit: 0 };
        let at = page.start;
        while (at < page.end) {
          const span = cursorSpan(layout, view);
          expect(span.start).toBe(at);
          at = span.end;
          if (at < page.end) view = press(layout, view, 'ArrowRight');
        }
        expect(at).toBe(page.end);
      }),
      { numRuns: 10 },
    ));
});

describe('names', () => {
  it('say entry, dword and bit in the table, and the register beside it', () => {
    expect(byteName(wireless, 0x203c)).toEqual({
      region: 'table',
      entry: 3,
      field: 3,
      text: '+0x203c table[3].ctrl',
    });
    expect(byteName(wireless, 0x203e).text).toBe('+0x203e table[3].ctrl+2');
    expect(byteName(wireless, 0x2804).text).toBe('+0x2804 FH_MASK (adjacent, 1,796 bytes past the table)');
    expect(byteName(wireless, 0x2100).text).toBe('+0x2100 (adjacent, right after the table)');
    expect(byteName(wireless, 0x3000).text).toBe('+0x3000 pba[0], entries 0 to 7');
    expect(byteName(wireless, 0x1000).text).toBe('+0x1000 (on a page without table bytes)');
    expect(bitName(wireless, 0x203c, 0)).toBe('+0x203c table[3].ctrl, bit 0: mask');
    expect(bitName(wireless, 0x3001, 9)).toBe('+0x3000 pba[0] bit 9: entry 9 pending');
  });

  it('never lack an offset', () =>
    fc.assert(
      fc.property(anyMapInput(), ({ layout, view }) => {
        expect(byteName(layout, view.offset).text).toMatch(/0x[0-9a-f]+/);
        expect(bitName(layout, view.offset, view.bit)).toContain(`bit `);
      }),
    ));
});

describe('strip', () => {
  it('draws the pages side by side without overlap and always shows the page in view', () =>
    fc.assert(
      fc.property(anyMapInput('page'), ({ layout, view, size }) => {
        const shown = pageSpan(layout, pageOf(layout, view.offset));
        const strip = barStrip(layout, shown, null, size.width, { font: 13, char: 7.8 });
        let x = 0;
        for (const part of strip.parts) {
          expect(part.x).toBeGreaterThanOrEqual(x - 1e-6);
          expect(part.width).toBeGreaterThan(0);
          x = part.x + part.width;
        }
        expect(x).toBeLessThanOrEqual(size.width + 1e-6);
        expect(strip.window).not.toBeNull();
      }),
    ));
});

describe('zoom', () => {
  it('begins and ends with the pictures at rest', () => {
    const focus = { x: 60, y: 100, width: 260, height: 22 };
    const box = { x: 60, y: 0, width: 260, height: 300 };
    expect(zoomFrame(focus, box, 0).farther).toMatchObject({ scaleX: 1, scaleY: 1, x: 0, y: 0, opacity: 1 });
    expect(zoomFrame(focus, box, 1).nearer).toMatchObject({ scaleX: 1, scaleY: 1, x: 0, y: 0, opacity: 1 });
  });
});

it('a byte gone to is under the cursor, alone unless a dword begins with it, and never farther than before', () => {
  fc.assert(
    fc.property(anyMapInput(), fc.nat(0xffff), ({ layout, view }, wanted) => {
      const offset = nearestOffset(layout, wanted);
      const onto = viewOn(layout, view, offset);
      const { start, end } = cursorSpan(layout, onto);
      expect(offset).toBeGreaterThanOrEqual(start);
      expect(offset).toBeLessThan(end);
      if (onto.level === 'page') expect(start).toBe(offset);
      if (onto.level === 'bit') expect(dwordStart(layout, offset) + Math.floor(onto.bit / 8)).toBe(offset);
      expect(LEVELS.indexOf(onto.level)).toBeGreaterThanOrEqual(LEVELS.indexOf(view.level));
    }),
  );
});

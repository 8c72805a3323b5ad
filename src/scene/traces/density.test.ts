import fc from 'fast-check';
import { expect, it } from 'vitest';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { LANES, lanesOf } from '../timeline.ts';
import { countsIn, Density } from './density.ts';

const codes = Uint8Array.from({ length: 1000 }, (_, n) => [2, 5, 5, 7][(n * n) % 4]!);

it('counts every access once in each lane that it touches, in the column where it lies', () => {
  const density = new Density(codes);
  for (const [from, to, columns] of [
    [0, 1000, 7],
    [13, 611, 64],
    [990, 1000, 40],
  ] as const) {
    const bins = density.bins(from, to, columns);
    const plain = new Uint32Array(bins.length);
    for (let n = from; n < to; n++) {
      let column = 0;
      while (n >= Math.ceil(from + ((to - from) * (column + 1)) / columns)) column++;
      for (const lane of lanesOf(REPLAY_OUTCOMES[codes[n]!]!))
        plain[column * LANES.length + LANES.indexOf(lane)]!++;
    }
    expect(bins).toEqual(plain);
  }
});

it('has empty lanes for a recording without accesses', () => {
  expect([...new Density(new Uint8Array()).bins(0, 1, 3)]).toEqual(Array.from({ length: 12 }, () => 0));
});

it('counts positions in columns as a plain count does', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(500), { maxLength: 80 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 60 }),
      (items, from, span, columns) => {
        const positions = Uint32Array.from(items.sort((a, b) => a - b));
        const counts = countsIn(positions, from, from + span, columns);
        const inside = items.filter((position) => position >= from && position < from + span).length;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(inside);
        for (const position of items) {
          if (position < from || position >= from + span) continue;
          const column = [...counts.keys()].find(
            (c) => position < Math.ceil(from + (span * (c + 1)) / columns),
          )!;
          expect(counts[column]).toBeGreaterThan(0);
        }
      },
    ),
  );
});

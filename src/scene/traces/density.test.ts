import { expect, it } from 'vitest';
import { Density } from './density.ts';

const codes = Uint8Array.from({ length: 1000 }, (_, n) => [2, 5, 5, 7][(n * n) % 4]!);

it('counts every access once, in the column and lane where it lies', () => {
  const density = new Density(codes);
  expect(density.lanes).toEqual([2, 5]);
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
      plain[column * 2 + density.lanes.indexOf(codes[n]!)]!++;
    }
    expect(bins).toEqual(plain);
  }
});

it('has no lanes for a recording without accesses', () => {
  expect([...new Density(new Uint8Array()).bins(0, 1, 3)]).toEqual([]);
});

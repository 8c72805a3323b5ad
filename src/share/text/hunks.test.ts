import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hunksBetween } from './hunks.ts';

const anyList = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 24 });

/** The longest common part of both lists, the slow and plain way. */
function common(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    let corner = 0;
    b.forEach((other, n) => {
      const above = row[n + 1]!;
      row[n + 1] = one === other ? corner + 1 : Math.max(above, row[n]!);
      corner = above;
    });
  }
  return row[b.length]!;
}

it('makes the new list of the old one, and leaves as much as possible in its place', () => {
  fc.assert(
    fc.property(anyList, anyList, (a, b) => {
      const hunks = hunksBetween(a, b);
      const made = [...a];
      for (const { from, to, newFrom, newTo } of [...hunks].reverse())
        made.splice(from, to - from, ...b.slice(newFrom, newTo));
      expect(made).toEqual(b);
      const removed = hunks.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(a.length - removed).toBe(common(a, b));
    }),
    { numRuns: 500 },
  );
});

it('finds a line that moved far', () => {
  const a = Array.from({ length: 50_000 }, (_, n) => n);
  const b = [...a.slice(1), 0];
  expect(hunksBetween(a, b)).toEqual([
    { from: 0, to: 1, newFrom: 0, newTo: 0 },
    { from: 50_000, to: 50_000, newFrom: 49_999, newTo: 50_000 },
  ]);
});

it('says of lists without anything in common that all of them differs', () => {
  const a = Array.from({ length: 3000 }, (_, n) => n);
  const b = a.map((n) => -1 - n);
  expect(hunksBetween(a, b)).toEqual([{ from: 0, to: 3000, newFrom: 0, newTo: 3000 }]);
});

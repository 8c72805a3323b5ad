import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pathParts } from './path-data.ts';

it('reads absolute and relative lines, level and upright ones, and closed shapes', () => {
  expect(pathParts('M1,2L3,4')).toEqual([
    { kind: 'move', x: 1, y: 2 },
    { kind: 'line', x: 3, y: 4 },
  ]);
  expect(pathParts('M10,10h9l-9,9zl1,1')).toEqual([
    { kind: 'move', x: 10, y: 10 },
    { kind: 'line', x: 19, y: 10 },
    { kind: 'line', x: 10, y: 19 },
    { kind: 'close' },
    { kind: 'line', x: 11, y: 11 },
  ]);
  expect(pathParts('M-1 9L9 -1M0 2H8V.5')).toEqual([
    { kind: 'move', x: -1, y: 9 },
    { kind: 'line', x: 9, y: -1 },
    { kind: 'move', x: 0, y: 2 },
    { kind: 'line', x: 8, y: 2 },
    { kind: 'line', x: 8, y: 0.5 },
  ]);
  expect(pathParts('')).toEqual([]);
});

it('gives back every point of a line that was written', () => {
  const point = fc.record({ x: fc.integer({ min: -999, max: 999 }), y: fc.integer({ min: -999, max: 999 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1 }), (points) => {
      const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x / 4},${y / 4}`).join('');
      const read = pathParts(path).map((part) => (part.kind === 'close' ? null : [4 * part.x, 4 * part.y]));
      expect(read).toEqual(points.map(({ x, y }) => [x, y]));
    }),
  );
});

it('refuses curves, which no mark has', () => {
  expect(() => pathParts('M0,0Q1,1,2,0')).toThrow(/other than straight lines/);
});

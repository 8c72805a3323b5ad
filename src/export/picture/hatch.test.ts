import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOME_LOOKS } from '#scene/outcome-look.ts';
import { pathParts } from '../write/path-data.ts';
import { cutLine, regionPattern, tiled } from './hatch.ts';
import { PALETTES } from './palette.ts';

const number = fc.double({ min: -500, max: 500, noNaN: true });
const anyRect = fc.record({
  x: number,
  y: number,
  width: fc.double({ min: 1, max: 400, noNaN: true }),
  height: fc.double({ min: 1, max: 400, noNaN: true }),
});
const KINDS = ['table', 'pba', 'adjacent', 'plain', 'outside'] as const;

describe('cutting a line', () => {
  it('leaves what is inside as it is, and nothing outside', () => {
    fc.assert(
      fc.property(anyRect, number, number, number, number, (rect, x1, y1, x2, y2) => {
        const cut = cutLine({ x1, y1, x2, y2 }, rect);
        if (cut === null) return;
        for (const [x, y] of [
          [cut.x1, cut.y1],
          [cut.x2, cut.y2],
        ] as const) {
          expect(x).toBeGreaterThanOrEqual(rect.x - 1e-6);
          expect(x).toBeLessThanOrEqual(rect.x + rect.width + 1e-6);
          expect(y).toBeGreaterThanOrEqual(rect.y - 1e-6);
          expect(y).toBeLessThanOrEqual(rect.y + rect.height + 1e-6);
          expect((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)).toBeCloseTo(0, 3);
        }
      }),
    );
  });

  it('keeps a line that lies inside', () => {
    const line = { x1: 1, y1: 2, x2: 8, y2: 3 };
    expect(cutLine(line, { x: 0, y: 0, width: 10, height: 10 })).toEqual(line);
  });
});

describe('the pattern of a region', () => {
  it('stays inside what it fills, its strokes included', () => {
    fc.assert(
      fc.property(anyRect, fc.constantFrom(...KINDS), (rect, kind) => {
        for (const { path, stroke } of regionPattern(kind, rect, PALETTES.light)) {
          const half = stroke!.ends === 'round' ? stroke!.width / 2 : 0;
          for (const part of pathParts(path)) {
            if (part.kind === 'close') continue;
            expect(part.x).toBeGreaterThanOrEqual(rect.x + half - 0.02);
            expect(part.x).toBeLessThanOrEqual(rect.x + rect.width - half + 0.02);
            expect(part.y).toBeGreaterThanOrEqual(rect.y + half - 0.02);
            expect(part.y).toBeLessThanOrEqual(rect.y + rect.height - half + 0.02);
          }
        }
      }),
    );
  });

  it('is another one for each kind of region, in one colour', () => {
    const rect = { x: 0, y: 0, width: 60, height: 60 };
    const looks = KINDS.map((kind) =>
      JSON.stringify(regionPattern(kind, rect, PALETTES.light).map(({ path }) => path)),
    );
    expect(new Set(looks).size).toBe(KINDS.length);
  });

  it('goes on from one cell to the next', () => {
    const shifts = (x: number) =>
      pathParts(regionPattern('pba', { x, y: 0, width: 40, height: 40 }, PALETTES.light)[0]!.path).flatMap(
        (part) => (part.kind === 'close' ? [] : [((part.x + part.y) % (6 * Math.SQRT2)).toFixed(0)]),
      );
    expect(new Set([...shifts(0), ...shifts(40)]).size).toBeLessThanOrEqual(2);
  });
});

it('fills a swatch with each outcome’s own pattern', () => {
  const rect = { x: 3, y: 5, width: 40, height: 24 };
  const stroke = { colour: '#000000', width: 1.3 };
  const seen = new Set<string>();
  for (const [outcome, { pattern }] of Object.entries(OUTCOME_LOOKS)) {
    const marks = tiled(pattern, rect, stroke);
    expect(marks.length, outcome).toBe(pattern === '' ? 0 : 1);
    for (const { path } of marks) {
      expect(seen.has(path), outcome).toBe(false);
      seen.add(path);
      for (const part of pathParts(path)) {
        if (part.kind === 'close') continue;
        expect(part.x).toBeGreaterThanOrEqual(3);
        expect(part.x).toBeLessThanOrEqual(43);
        expect(part.y).toBeGreaterThanOrEqual(5);
        expect(part.y).toBeLessThanOrEqual(29);
      }
    }
  }
});

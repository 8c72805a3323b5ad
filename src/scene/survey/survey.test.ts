import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { ACCESS_SIZES } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf, PAGE_SIZE } from '#model/layout.ts';
import { outcomeAt, surveyDifference, surveyPages } from '#model/page-survey.ts';
import { mapShape, placeAtPoint, ROW_BYTES } from './map-shape.ts';
import { letterPlaces, nextChange, planeRuns, spokenRuns } from './plane-runs.ts';

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);
const a = surveyPages(DESIGNS[0]!, layout, 'one-vector-bound');
const b = surveyPages(DESIGNS[1]!, layout, 'one-vector-bound');
const PLANES = [false, true].flatMap((write) => ACCESS_SIZES.map((size) => ({ size, write })));

describe('the maps of a page', () => {
  it('fit the width they are given, and have every byte in exactly one place', () => {
    for (const width of [340, 619, 620, 812, 1080, 1600]) {
      const shape = mapShape(width);
      expect(shape.width).toBeLessThanOrEqual(width);
      for (const plane of shape.planes)
        for (const byte of [0, 63, 64, 2052, 4095]) {
          const x = plane.x + ((byte % ROW_BYTES) + 0.5) * shape.cell;
          const y = plane.y + (Math.floor(byte / ROW_BYTES) + 0.5) * shape.cell;
          expect(placeAtPoint(shape, x, y)).toEqual({ plane, byte });
        }
    }
  });

  it('have nothing between them', () => {
    expect(placeAtPoint(mapShape(812), 5, 5)).toBeNull();
    expect(placeAtPoint(mapShape(812), -1, 100)).toBeNull();
  });
});

describe('the runs of a map', () => {
  it('cover every byte once, with the outcome that the survey found', () => {
    for (const plane of PLANES) {
      let bytes = 0;
      for (const [outcome, runs] of planeRuns(a, plane, 0))
        for (const { row, from, to } of runs) {
          bytes += to - from;
          const offset = a.start + row * ROW_BYTES + from;
          expect(outcomeAt(a, offset, plane.size, plane.write)).toBe(outcome);
        }
      expect(bytes).toBe(PAGE_SIZE);
    }
  });

  it('of a difference are the bytes that differ', () => {
    const { marks, accesses } = surveyDifference(a, b);
    let bytes = 0;
    for (const plane of PLANES)
      for (const runs of planeRuns(b, plane, 0, marks).values())
        for (const { from, to } of runs) bytes += to - from;
    expect(bytes).toBe(accesses);
  });

  it('get letters only where they are high enough', () => {
    const places = letterPlaces(planeRuns(a, { size: 4, write: true }, 0), 6);
    for (const { from, to } of places) expect(to - from).toBeGreaterThanOrEqual(6);
  });
});

describe('the survey in words', () => {
  it('has every access in exactly one run', () => {
    const runs = spokenRuns(a);
    let accesses = 0;
    for (const { size, write, aligned, first, last, outcome } of runs) {
      for (let offset = first; offset <= last; offset++) {
        if (((offset - a.start) % size === 0) !== aligned) continue;
        accesses++;
        if (outcomeAt(a, offset, size, write) !== outcome) throw new Error(`${offset} is not ${outcome}`);
      }
    }
    expect(accesses).toBe(a.codes.length);
  });

  it('goes from change to change and back', () => {
    const there = nextChange(a, a.start, 4, true, 1)!;
    expect(outcomeAt(a, there, 4, true)).not.toBe(outcomeAt(a, a.start, 4, true));
    expect(nextChange(a, there, 4, true, -1)).toBe(there - 1);
    expect(nextChange(a, a.start, 4, true, -1)).toBeNull();
  });
});

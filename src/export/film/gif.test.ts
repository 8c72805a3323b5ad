import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AS_BEFORE,
  blendsIn,
  channelsOf,
  ColourIndex,
  colourTable,
  MOST_COLOURS,
  pixelsOf,
  type Colour,
} from './gif-colours.ts';
import { GIF_RATES, gifDelay } from './gif-delays.ts';
import { sampleFrames } from './gif.ts';

const anyColour = fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.nat({ max: 255 }));
const canvasOf = (colours: readonly Colour[]): Uint32Array =>
  pixelsOf(new Uint8ClampedArray(colours.flatMap((colour) => [...colour, 255])));

describe('the delays of a GIF', () => {
  it.each([...GIF_RATES, 24, 60])(
    'at %i frames a second never stray from the true time by more than a half',
    (rate) => {
      let sum = 0;
      for (let n = 0; n < 1000; n++) {
        sum += gifDelay(n, rate);
        expect(Math.abs(sum - (100 * (n + 1)) / rate)).toBeLessThanOrEqual(0.5);
      }
    },
  );

  it('are at the rates that are offered never too short for a browser', () => {
    for (const rate of GIF_RATES)
      for (let n = 0; n < 300; n++) expect(gifDelay(n, rate)).toBeGreaterThanOrEqual(2);
  });
});

describe('the colours of a GIF', () => {
  const exact: Colour[] = ['#f4f6f8', '#a62b0c', '#14191e'].map(channelsOf);

  it('hold those of the theme exactly, and the same for the same samples', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyColour, { maxLength: 300 }), { maxLength: 4 }), (samples) => {
        const blends = () => samples.map((sample) => blendsIn(canvasOf(sample), exact));
        const table = colourTable(blends(), exact);
        expect(table.slice(0, 3)).toEqual(exact);
        expect(table.length).toBeLessThanOrEqual(MOST_COLOURS);
        expect(colourTable(blends(), exact)).toEqual(table);
      }),
      { numRuns: 30 },
    );
  });

  it('are chosen for the blends alone: a pixel of an exact colour counts for nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyColour, fc.constantFrom(...exact)), { maxLength: 200 }), (colours) => {
        const known = new Set(exact.map(String));
        const wanted = colours.filter((colour) => !known.has(String(colour)));
        expect(blendsIn(canvasOf(colours), exact)).toEqual(canvasOf(wanted));
      }),
    );
  });

  it('give each pixel the nearest number, the same whichever pixels came before', () => {
    fc.assert(
      fc.property(fc.array(anyColour, { minLength: 1, maxLength: 80 }), (colours) => {
        const table = colourTable([canvasOf(colours)], exact);
        const map = (pixels: readonly Colour[], index = new ColourIndex(table)) => {
          const into = new Uint8Array(pixels.length);
          index.map(canvasOf(pixels), null, into);
          return [...into];
        };
        const whole = map(colours);
        const one = new ColourIndex(table);
        expect(
          [...colours]
            .reverse()
            .flatMap((colour) => map([colour], one))
            .reverse(),
        ).toEqual(whole);
        const away = (a: Colour, b: Colour) => a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
        for (const [i, colour] of colours.entries()) {
          const least = Math.min(...table.map((entry) => away(entry, colour)));
          expect(away(table[whole[i]!]!, colour)).toBe(least);
        }
        expect(map(exact)).toEqual([0, 1, 2]);
      }),
      { numRuns: 30 },
    );
  });
});

it('leaves out of a frame what is as before, and nothing else', () => {
  const anyFrame = fc.array(fc.constantFrom<Colour>([1, 2, 3], [9, 9, 9], [200, 0, 0]), {
    minLength: 40,
    maxLength: 40,
  });
  fc.assert(
    fc.property(anyFrame, anyFrame, (a, b) => {
      const index = new ColourIndex(colourTable([canvasOf(a), canvasOf(b)], []));
      const numbersOf = (frame: readonly Colour[], before: readonly Colour[] | null) => {
        const into = new Uint8Array(frame.length);
        index.map(canvasOf(frame), before && canvasOf(before), into);
        return [...into];
      };
      const whole = numbersOf(b, null);
      numbersOf(b, a).forEach((number, i) => {
        expect(number).toBe(String(a[i]) === String(b[i]) ? AS_BEFORE : whole[i]);
      });
    }),
  );
});

it('chooses colours from frames spread over the film, the last among them', () => {
  expect(sampleFrames(1)).toEqual([0]);
  expect(sampleFrames(5)).toEqual([0, 1, 2, 3, 4]);
  expect(sampleFrames(71)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelsOf, ColourIndex, colourTable, MOST_COLOURS, type Colour } from './gif-colours.ts';
import { GIF_RATES, gifDelay } from './gif-delays.ts';
import { keepUnchanged, sampleFrames } from './gif.ts';

const anyColour = fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.nat({ max: 255 }));
const rgbaOf = (colours: readonly Colour[]): Uint8ClampedArray =>
  new Uint8ClampedArray(colours.flatMap((colour) => [...colour, 255]));

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
        const pixels = samples.map(rgbaOf);
        const table = colourTable(pixels, exact);
        expect(table.slice(0, 3)).toEqual(exact);
        expect(table.length).toBeLessThanOrEqual(MOST_COLOURS);
        expect(colourTable(samples.map(rgbaOf), exact)).toEqual(table);
      }),
      { numRuns: 30 },
    );
  });

  it('give each pixel the nearest number, the same whichever pixels came before', () => {
    fc.assert(
      fc.property(fc.array(anyColour, { minLength: 1, maxLength: 80 }), (colours) => {
        const table = colourTable([rgbaOf(colours)], exact);
        const map = (pixels: readonly Colour[], index = new ColourIndex(table)) => {
          const into = new Uint8Array(pixels.length);
          index.map(rgbaOf(pixels), into);
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
  const bytes = fc.array(fc.nat({ max: 254 }), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const out = new Uint8Array(40);
      expect(keepUnchanged(Uint8Array.from(b), Uint8Array.from(a), out)).toBe(
        a.some((value, i) => value !== b[i]),
      );
      expect([...out].map((value, i) => (value === MOST_COLOURS ? a[i] : value))).toEqual(b);
    }),
  );
});

it('chooses colours from frames spread over the film, the last among them', () => {
  expect(sampleFrames(1)).toEqual([0]);
  expect(sampleFrames(5)).toEqual([0, 1, 2, 3, 4]);
  expect(sampleFrames(71)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
});

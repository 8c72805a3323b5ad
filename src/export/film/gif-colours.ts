/** Pixels as numbers of a table of colours: one table for the whole film, so that nothing flickers. */
import { quantize } from 'gifenc';

export type Colour = readonly [red: number, green: number, blue: number];

/** A table of 256 has one place less for colours: its last number stands for a pixel that stays as it was. */
export const MOST_COLOURS = 255;
export const AS_BEFORE = MOST_COLOURS;

/** Pixels that go into the choice of colours; more of them cost time and change nothing that is seen. */
const MOST_PIXELS = 40_000;

/** As the pixels of a canvas are laid down in memory, opaque. */
const packed = ([red, green, blue]: Colour): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** Pixels of a canvas, one number each. */
export const pixelsOf = (rgba: Uint8ClampedArray): Uint32Array =>
  new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);

/** The pixels that have none of the colours `exact`: those at the edges of letters and lines. */
export function blendsIn(pixels: Uint32Array, exact: readonly Colour[]): Uint32Array<ArrayBuffer> {
  const known = new Set(exact.map(packed));
  const blends = new Uint32Array(pixels.length);
  let count = 0;
  let last = -1;
  let isBlend = false;
  for (const pixel of pixels) {
    // Most of a picture is long runs of one colour.
    if (pixel !== last) isBlend = !known.has(pixel);
    last = pixel;
    if (isBlend) blends[count++] = pixel;
  }
  return blends.slice(0, count);
}

/** Every so many of all pixels, at most MOST_PIXELS. */
function thinned(parts: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  const stride = Math.max(1, Math.ceil(count / MOST_PIXELS));
  const chosen = new Uint32Array(Math.ceil(count / stride));
  let [next, at] = [0, 0];
  for (const part of parts) for (const pixel of part) if (at++ % stride === 0) chosen[next++] = pixel;
  return chosen;
}

/**
 * At most 255 colours: those of `exact` as they are, and the `blends` of some frames as near as may be. The same
 * blends give the same table.
 */
export function colourTable(blends: readonly Uint32Array[], exact: readonly Colour[]): Colour[] {
  const chosen = thinned(blends);
  if (chosen.length === 0) return [...exact];
  const found = quantize(new Uint8ClampedArray(chosen.buffer), MOST_COLOURS - exact.length);
  return [...exact, ...found.map(([red, green, blue]): Colour => [red, green, blue])];
}

/** Maps pixels to the nearest colour of a table, and remembers what it found: pictures repeat their few colours. */
export class ColourIndex {
  private readonly known = new Map<number, number>();
  private readonly table: readonly Colour[];

  constructor(table: readonly Colour[]) {
    this.table = table;
  }

  /** Writes the number of each pixel of `now` into `into`, and AS_BEFORE where `before` has the same pixel. */
  map(now: Uint32Array, before: Uint32Array | null, into: Uint8Array): void {
    let last = -1;
    let number = 0;
    for (let i = 0; i < now.length; i++) {
      const pixel = now[i] ?? 0;
      if (before !== null && pixel === before[i]) {
        into[i] = AS_BEFORE;
        continue;
      }
      if (pixel !== last) {
        last = pixel;
        number = this.known.get(pixel) ?? this.find(pixel);
      }
      into[i] = number;
    }
  }

  private find(pixel: number): number {
    const [red, green, blue] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
    let [best, least] = [0, Infinity];
    for (const [i, [r, g, b]] of this.table.entries()) {
      const away = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (away < least) [best, least] = [i, away];
    }
    this.known.set(pixel, best);
    return best;
  }
}

/** `#rrggbb` as its channels. */
export const channelsOf = (colour: string): Colour => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];

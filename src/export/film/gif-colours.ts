/** Pixels as numbers of a table of colours: one table for the whole film, so that nothing flickers. */
import { quantize } from 'gifenc';

export type Colour = readonly [red: number, green: number, blue: number];

/** The last place of a table of 256 is kept for pixels that stay as they were. */
export const MOST_COLOURS = 255;

/** Pixels that go into the choice of colours; more of them cost time and change nothing that is seen. */
const MOST_PIXELS = 60_000;

/** As the pixels of a canvas are laid down in memory, opaque. */
const packed = ([red, green, blue]: Colour): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

const pixelsOf = (rgba: Uint8ClampedArray): Uint32Array =>
  new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);

/** Every so many of the pixels that have none of the colours `exact`, at most MOST_PIXELS. */
function blendedPixels(samples: readonly Uint8ClampedArray[], exact: ReadonlySet<number>): Uint32Array {
  const blends = samples.flatMap((sample) => [pixelsOf(sample).filter((pixel) => !exact.has(pixel))]);
  const count = blends.reduce((sum, { length }) => sum + length, 0);
  const stride = Math.max(1, Math.ceil(count / MOST_PIXELS));
  const chosen = new Uint32Array(Math.ceil(count / stride));
  let [next, at] = [0, 0];
  for (const pixels of blends) for (const pixel of pixels) if (at++ % stride === 0) chosen[next++] = pixel;
  return chosen;
}

/**
 * At most 255 colours for what `samples` show, RGBA each: those of `exact` as they are, and the blends at the edges of
 * letters and lines as near as may be. The same samples give the same table.
 */
export function colourTable(samples: readonly Uint8ClampedArray[], exact: readonly Colour[]): Colour[] {
  const blends = blendedPixels(samples, new Set(exact.map(packed)));
  if (blends.length === 0) return [...exact];
  const found = quantize(new Uint8ClampedArray(blends.buffer), MOST_COLOURS - exact.length);
  return [...exact, ...found.map(([red, green, blue]): Colour => [red, green, blue])];
}

/** Maps pixels to the nearest colour of a table, and remembers what it found: pictures repeat their few colours. */
export class ColourIndex {
  private readonly known = new Map<number, number>();
  private readonly table: readonly Colour[];

  constructor(table: readonly Colour[]) {
    this.table = table;
  }

  /** Writes the number of each pixel of `rgba` into `into`. */
  map(rgba: Uint8ClampedArray, into: Uint8Array): void {
    const pixels = pixelsOf(rgba);
    let last = -1;
    let number = 0;
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i] ?? 0;
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

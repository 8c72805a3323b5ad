/** Films as GIF, which every mail program and browser plays: 255 colours, and of each frame only what changed. */
import { GIFEncoder } from 'gifenc';
import type { Picture } from '../picture/marks.ts';
import { paint } from '../write/paint.ts';
import { breathe, type FilmSource, type Making } from './film-source.ts';
import {
  AS_BEFORE,
  blendsIn,
  channelsOf,
  ColourIndex,
  colourTable,
  pixelsOf,
  type Colour,
} from './gif-colours.ts';
import { gifDelay } from './gif-delays.ts';

/** Frames, spread over the film, that the colours are chosen from. */
const SAMPLES = 8;

/** Leave the frame as it is: the next one lies over it. */
const KEEP = 1;

class Painter {
  private readonly context: OffscreenCanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;

  constructor({ width, height }: Pick<Picture, 'width' | 'height'>) {
    this.width = width;
    this.height = height;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('the browser gives no canvas of this size');
    this.context = context;
  }

  pixels(picture: Picture): Uint32Array {
    paint(this.context, picture, 1);
    return pixelsOf(this.context.getImageData(0, 0, this.width, this.height).data);
  }
}

/** Numbers of the frames that the colours are chosen from: the last one is among them. */
export function sampleFrames(frames: number): number[] {
  const count = Math.min(SAMPLES, frames);
  const at = (i: number) => (count === 1 ? frames - 1 : Math.round((i * (frames - 1)) / (count - 1)));
  return Array.from({ length: count }, (_, i) => at(i));
}

/** `colours` are those of the theme, which come out exactly. The film repeats for ever. */
export async function makeGif(
  source: FilmSource,
  colours: readonly string[],
  making: Making,
): Promise<Uint8Array<ArrayBuffer>> {
  const { frames, framesPerSecond, pictureAt } = source;
  const painter = new Painter(pictureAt(0));
  const table = await chosenColours(source, colours, painter, making);
  const index = new ColourIndex(table);
  const palette = padded(table);
  const gif = GIFEncoder();
  const numbers = new Uint8Array(painter.width * painter.height);
  let before: Uint32Array | null = null;
  for (let n = 0; n < frames; n++) {
    await breathe(making);
    const now = painter.pixels(pictureAt(n));
    index.map(now, before, numbers);
    await breathe(making);
    gif.writeFrame(numbers, painter.width, painter.height, {
      delay: 10 * gifDelay(n, framesPerSecond),
      dispose: KEEP,
      transparent: before !== null,
      transparentIndex: AS_BEFORE,
      ...(before === null && { palette, repeat: 0 }),
    });
    before = now;
    making.onProgress(n + 1, frames);
  }
  gif.finish();
  return gif.bytes();
}

async function chosenColours(
  { frames, pictureAt }: FilmSource,
  colours: readonly string[],
  painter: Painter,
  making: Making,
): Promise<Colour[]> {
  const exact = [...new Set(colours)].map(channelsOf);
  const blends: Uint32Array[] = [];
  for (const n of sampleFrames(frames)) {
    await breathe(making);
    blends.push(blendsIn(painter.pixels(pictureAt(n)), exact));
  }
  await breathe(making);
  return colourTable(blends, exact);
}

/** A table of 256, because the number past its colours must have a place too. */
const padded = (table: readonly Colour[]): Colour[] =>
  Array.from({ length: AS_BEFORE + 1 }, (_, i) => table[i] ?? ([0, 0, 0] as const));

/** Films as GIF, which every mail program and browser plays: 255 colours, and of each frame only what changed. */
import { GIFEncoder } from 'gifenc';
import type { Picture } from '../picture/marks.ts';
import { paint } from '../write/paint.ts';
import { breathe, type FilmSource, type Making } from './film-source.ts';
import { channelsOf, ColourIndex, colourTable, MOST_COLOURS, type Colour } from './gif-colours.ts';
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

  pixels(picture: Picture): Uint8ClampedArray {
    paint(this.context, picture, 1);
    return this.context.getImageData(0, 0, this.width, this.height).data;
  }
}

/** Numbers of the frames that the colours are chosen from: the last one is among them. */
export function sampleFrames(frames: number): number[] {
  const count = Math.min(SAMPLES, frames);
  const at = (i: number) => (count === 1 ? frames - 1 : Math.round((i * (frames - 1)) / (count - 1)));
  return Array.from({ length: count }, (_, i) => at(i));
}

/** Where a frame is as the one before, the number that stands for "as before"; true when anything differs. */
export function keepUnchanged(now: Uint8Array, before: Uint8Array, out: Uint8Array): boolean {
  let differs = false;
  for (let i = 0; i < now.length; i++) {
    const number = now[i] ?? 0;
    if (number === before[i]) out[i] = MOST_COLOURS;
    else {
      out[i] = number;
      differs = true;
    }
  }
  return differs;
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
  const size = painter.width * painter.height;
  let [now, before] = [new Uint8Array(size), new Uint8Array(size)];
  const changed = new Uint8Array(size);
  for (let n = 0; n < frames; n++) {
    await breathe(making);
    index.map(painter.pixels(pictureAt(n)), now);
    const isFirst = n === 0;
    if (!isFirst) keepUnchanged(now, before, changed);
    await breathe(making);
    gif.writeFrame(isFirst ? now : changed, painter.width, painter.height, {
      delay: 10 * gifDelay(n, framesPerSecond),
      dispose: KEEP,
      transparent: !isFirst,
      transparentIndex: MOST_COLOURS,
      ...(isFirst && { palette, repeat: 0 }),
    });
    [now, before] = [before, now];
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
  const samples: Uint8ClampedArray[] = [];
  for (const n of sampleFrames(frames)) {
    await breathe(making);
    samples.push(painter.pixels(pictureAt(n)));
  }
  await breathe(making);
  return colourTable(samples, [...new Set(colours)].map(channelsOf));
}

/** A table of 256, because the number past its colours must have a place too. */
const padded = (table: readonly Colour[]): Colour[] =>
  Array.from({ length: MOST_COLOURS + 1 }, (_, i) => table[i] ?? ([0, 0, 0] as const));

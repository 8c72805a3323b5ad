import { Composer, PICTURE } from '#export/picture/compose.ts';
import { PALETTES, type ThemeName } from '#export/picture/palette.ts';
import { encodable, type Container } from '#export/film/encodable.ts';
import type { FilmSource, Making } from '#export/film/film-source.ts';
import { GIF_RATES } from '#export/film/gif-delays.ts';
import { fontsReady } from '#export/write/paint.ts';
import type { Film } from '#state/film.ts';
import { fetched } from './fetched.ts';
import type { Moments } from './moments.ts';
import type { MadeFile } from './use-making.ts';

export const FILM_FORMATS = ['webm', 'mp4', 'gif'] as const;
export type FilmFormat = (typeof FILM_FORMATS)[number];

export const FORMAT_WORDS: Readonly<Record<FilmFormat, string>> = { webm: 'WebM', mp4: 'MP4', gif: 'GIF' };

/** What a person who chooses the format must know of it. */
export const ABOUT: Readonly<Record<FilmFormat, string>> = {
  webm: 'Made again, it is the same to the last byte. For browsers, wikis and trackers.',
  mp4: 'Made again, it has the same pictures at the same times; how H.264 blurs them differs a little. For slides and phones.',
  gif: 'Made again, it is the same to the last byte. A GIF counts hundredths of a second, and browsers slow down frames of fewer than two: 50 frames a second is the most it can show. It has 255 colours.',
};

const MINUTE = 60_000;
/** A film is kept in memory while it is made, and a GIF takes longer over each frame. */
export const LONGEST_MS: Readonly<Record<FilmFormat, number>> = {
  webm: 10 * MINUTE,
  mp4: 10 * MINUTE,
  gif: 2 * MINUTE,
};

const VIDEO_RATES = [30, 60] as const;
export const ratesOf = (format: FilmFormat): readonly number[] =>
  format === 'gif' ? GIF_RATES : VIDEO_RATES;

export const SIZES = ['1280x720', '1920x1080'] as const;
type FilmSize = (typeof SIZES)[number];
/** A GIF has the design size: a larger one would hold the page up from frame to frame. */
export const sizesOf = (format: FilmFormat): readonly FilmSize[] => (format === 'gif' ? [SIZES[0]] : SIZES);

const TYPES: Readonly<Record<FilmFormat, string>> = {
  webm: 'video/webm',
  mp4: 'video/mp4',
  gif: 'image/gif',
};

/** Whether this browser can encode films of every size and rate that is offered, format by format. */
export async function canEncode(container: Container): Promise<boolean> {
  const answers = await Promise.all(
    SIZES.flatMap((size) => {
      const [width = 0, height = 0] = size.split('x').map(Number);
      return VIDEO_RATES.map((rate) => encodable(container, width, height, rate));
    }),
  );
  return answers.every((answer) => answer !== null);
}

export interface FilmOrder {
  readonly film: Film;
  readonly moments: Moments;
  readonly theme: ThemeName;
  readonly format: FilmFormat;
  readonly size: FilmSize;
  readonly name: string;
  readonly title: string;
}

/** The film's file. The writers are fetched here, where one of them is needed. */
export async function makeFilm(order: FilmOrder, making: Making): Promise<MadeFile> {
  const { film, moments, theme, format, name, title } = order;
  const { frames, framesPerSecond } = film;
  await fontsReady(document.fonts);
  const composer = new Composer(theme);
  const pictureAt = (n: number) => composer.compose(moments.at(film.at(n)));
  const source = { frames, framesPerSecond, pictureAt, title };
  const contents = new Blob([await bytesOf(source, order, making)], { type: TYPES[format] });
  return { name, contents, about: `${frames} frames at ${framesPerSecond} a second` };
}

async function bytesOf(
  source: FilmSource,
  { format, size, theme }: FilmOrder,
  making: Making,
): Promise<BlobPart> {
  if (format === 'gif') {
    const { makeGif } = await fetched(import('#export/film/gif.ts'));
    return makeGif(source, Object.values(PALETTES[theme]), making);
  }
  const [width = PICTURE.width, height = PICTURE.height] = size.split('x').map(Number);
  const way = await encodable(format, width, height, source.framesPerSecond);
  if (!way) throw new Error(`it cannot encode ${FORMAT_WORDS[format]} in this size`);
  const { makeVideo } = await fetched(import('#export/film/video.ts'));
  return makeVideo(source, way, making);
}

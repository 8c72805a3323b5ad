/** Where the words of a talk's moment stand on the stage, and what room they leave for its picture. */
import type { Rect } from '../route/rect.ts';
import { textWidth, wrapText, type Face } from '../route/text-width.ts';

/** The stage in its own pixels; it is scaled to the window as a whole. */
export const STAGE = { width: 1280, height: 720 } as const;
/** Size of the type: nothing on the stage is smaller. */
export const TYPE = 24;
/** Size of the sentence that is said. */
export const SENTENCE_TYPE = 30;

const MARGIN_X = 20;
const MARGIN_Y = 12;
const LINE = 32;
const SENTENCE_LINE = 37;
/** Between two blocks. */
const GAP = 6;
/** Wanted below a picture whose words change from hop to hop. */
export const CAPTION_LINES = 2;

/** Words of a heading: parts that share a line where they fit. */
export interface HeadingPart {
  readonly text: string;
  readonly face: Face;
}

export interface StageWords {
  readonly heading: readonly HeadingPart[];
  /** `3 of 8`, at the end of the first line. */
  readonly counter: string;
  /** What the sentence can be while the token moves; room is kept for the longest. Never empty. */
  readonly sentences: readonly string[];
  /** Least height in which the picture is as large as it should be. */
  readonly least: number;
  /** Lines that are wanted below it, if there is room. */
  readonly captionLines: number;
}

export interface StageText {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly face: Face;
  readonly anchor: 'start' | 'end';
}

export interface StageLayout {
  readonly heading: readonly StageText[];
  /** Top of the block of the sentence. */
  readonly sentenceTop: number;
  readonly picture: Rect;
  /** How many lines there are below the picture; what does not fit there is said in fewer words. */
  readonly captionLines: number;
  readonly captionTop: number;
}

const INNER = STAGE.width - 2 * MARGIN_X;

/** Room for the words of a moment; what is left is the picture's. */
export function stageLayout(words: StageWords): StageLayout {
  const { heading, counter, sentences, least } = words;
  const rows = headingRows(heading, textWidth(counter, TYPE, 'text') + TYPE);
  const texts = rows.flatMap((row, n) => placed(row, MARGIN_Y + n * LINE + TYPE));
  texts.push({
    text: counter,
    x: STAGE.width - MARGIN_X,
    y: MARGIN_Y + TYPE,
    size: TYPE,
    face: 'text',
    anchor: 'end',
  });
  const sentenceTop = MARGIN_Y + rows.length * LINE;
  const most = Math.max(...sentences.map((text) => sentenceLines(text).length));
  const top = sentenceTop + most * SENTENCE_LINE + GAP;
  const room = STAGE.height - MARGIN_Y - top;
  const spare = Math.floor((room - GAP - least) / LINE);
  const captionLines = Math.max(0, Math.min(words.captionLines, spare));
  const captionHeight = captionLines === 0 ? 0 : captionLines * LINE + GAP;
  return {
    heading: texts,
    sentenceTop,
    picture: { x: MARGIN_X, y: top, width: INNER, height: Math.max(1, room - captionHeight) },
    captionLines,
    captionTop: STAGE.height - MARGIN_Y - captionLines * LINE,
  };
}

/** The parts in rows; the first keeps `reserved` pixels free at its end. */
function headingRows(parts: readonly HeadingPart[], reserved: number): HeadingPart[][] {
  const rows: HeadingPart[][] = [[]];
  let left = INNER - reserved;
  for (const part of parts) {
    const row = rows.at(-1)!;
    const width = textWidth(part.text, TYPE, part.face) + (row.length > 0 ? TYPE : 0);
    if (row.length > 0 && width > left) {
      rows.push([part]);
      left = INNER - width;
    } else {
      row.push(part);
      left -= width;
    }
  }
  return rows;
}

function placed(row: readonly HeadingPart[], y: number): StageText[] {
  let x = MARGIN_X;
  return row.map(({ text, face }) => {
    const here: StageText = { text, x, y, size: TYPE, face, anchor: 'start' };
    x += textWidth(text, TYPE, face) + TYPE;
    return here;
  });
}

/** In as few lines as can be, all of about the same length: no word stands alone on the last. */
function sentenceLines(text: string): string[] {
  const wrapped = (width: number) => wrapText(text, SENTENCE_TYPE, 'bold', width);
  const { length } = wrapped(INNER);
  let [narrow, wide] = [INNER / Math.max(1, length), INNER];
  while (wide - narrow > TYPE) {
    const middle = (narrow + wide) / 2;
    if (wrapped(middle).length > length) narrow = middle;
    else wide = middle;
  }
  return wrapped(wide);
}

/** The sentence in its place. */
export const sentenceTexts = ({ sentenceTop }: StageLayout, sentence: string): StageText[] =>
  sentenceLines(sentence).map((text, n) => ({
    text,
    x: MARGIN_X,
    y: sentenceTop + n * SENTENCE_LINE + SENTENCE_TYPE,
    size: SENTENCE_TYPE,
    face: 'bold',
    anchor: 'start',
  }));

/** The first of `choices`, the longest first, that fits below the picture; nothing when none does. */
export function captionTexts(
  { captionLines, captionTop }: StageLayout,
  choices: readonly string[],
): StageText[] {
  const fitting = choices
    .map((choice) => wrapText(choice, TYPE, 'text', INNER))
    .find(({ length }) => length <= captionLines);
  return (fitting ?? []).map((text, n) => ({
    text,
    x: MARGIN_X,
    y: captionTop + n * LINE + TYPE,
    size: TYPE,
    face: 'text',
    anchor: 'start',
  }));
}

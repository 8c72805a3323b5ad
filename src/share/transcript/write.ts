/** The spellings of a transcript: plain text for mails, Markdown, JSON. */
import type { SourceRef } from '#model/sources.ts';
import { ascii, wrapped } from '../figure/ascii.ts';
import { MAIL_COLUMNS } from '../text/fold.ts';
import type { Transcript, TranscriptSentence, TranscriptStep } from './format.ts';

export const TRANSCRIPT_FORMATS = ['text', 'markdown', 'json'] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

/** Writes a transcript in pieces; put together they are the whole. */
export interface TranscriptWriter {
  readonly head: (transcript: Transcript) => string;
  /** The sentences are those given beside the step, one by one. */
  readonly step: (step: TranscriptStep, sentences: Iterable<TranscriptSentence>) => Iterable<string>;
  /** `steps`: how many there were. */
  readonly tail: (steps: number) => string;
}

const ended = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Lines begin with a label, a number or a blank, so that no mailer takes one for its own. */
export const TEXT: TranscriptWriter = {
  head: ({ name, note, device, design }) =>
    ended(
      Object.entries({ Scenario: name, Note: note, Device: device.name, Design: design.title }).flatMap(
        ([label, words]) => (ascii(words).trim() === '' ? [] : wrapped(words, MAIL_COLUMNS, `${label}: `)),
      ),
    ),
  *step({ number, title, outcomeWord, verdict }, sentences) {
    yield ended(['', ...wrapped(title, MAIL_COLUMNS, `${number}. `, 3)]);
    for (const one of sentences)
      yield ended(wrapped(`${one.sentence}${sourceText(one.source)}`, MAIL_COLUMNS, `   ${one.number} `, 7));
    yield ended(wrapped(`${outcomeWord}: ${verdict.headline} ${verdict.detail}`, MAIL_COLUMNS, '   = ', 5));
  },
  tail: () => '',
};

function sourceText(source: SourceRef | null): string {
  if (source === null) return '';
  return ` [${source.function}, ${placeText(source)}, ${source.tag}]`;
}

const placeText = ({ file, line }: SourceRef): string => (line === null ? file : `${file}:${line}`);

export const MARKDOWN: TranscriptWriter = {
  head: ({ name, note, device, design }) =>
    ended([
      `# ${escaped(name === '' ? 'Scenario' : name)}`,
      '',
      ...(note === '' ? [] : [escaped(note), '']),
      `${escaped(device.name)}, under ${escaped(design.title)}.`,
    ]),
  *step({ number, title, outcomeWord, verdict }, sentences) {
    yield ended(['', `## ${number}. ${code(title)}`, '']);
    let k = 0;
    for (const { sentence, source } of sentences)
      yield ended([`${++k}. ${escaped(sentence)}${sourceLink(source)}`]);
    const words = `${verdict.headline} ${verdict.detail}`.trim();
    yield ended(['', `**${escaped(outcomeWord)}**: ${escaped(words)}`]);
  },
  tail: () => '',
};

function sourceLink(source: SourceRef | null): string {
  if (source === null) return '';
  const place = `${code(source.function)}, ${placeText(source)}, ${escaped(source.tag)}`;
  return ` ([${place}](<${source.url}>))`;
}

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;
const escaped = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');

const indented = (value: unknown, blanks: number): string =>
  JSON.stringify(value, null, 2).replace(/^/gm, ' '.repeat(blanks));

/** The same text as JSON.stringify makes of the whole with an indent of 2. */
const JSON_TEXT: TranscriptWriter = {
  head: (transcript) => JSON.stringify({ ...transcript, steps: [] }, null, 2).slice(0, -']\n}'.length),
  *step(step, sentences) {
    // No word of a step can hold this: its quotes would have backslashes.
    const [above, below] = indented({ ...step, sentences: [] }, 4).split('"sentences": []');
    yield `${step.number === 1 ? '' : ','}\n${above!}"sentences": [`;
    let isFirst = true;
    for (const one of sentences) {
      yield `${isFirst ? '' : ','}\n${indented(one, 8)}`;
      isFirst = false;
    }
    yield `${isFirst ? '' : '\n      '}]${below!}`;
  },
  tail: (steps) => `${steps === 0 ? '' : '\n  '}]\n}\n`,
};

export const WRITERS: Readonly<Record<TranscriptFormat, TranscriptWriter>> = {
  text: TEXT,
  markdown: MARKDOWN,
  json: JSON_TEXT,
};

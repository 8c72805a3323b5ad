/**
 * Text as people paste it → plain lines. Takes away what terminals, mail programs, web pages and loggers put
 * around a dump; never drops a line, and `number` stays the line of the pasted text.
 */
import { withoutMarks, type MarkMemory } from './line-marks.ts';
import { decodeQuotedPrintable, envelopeOf, unpackLine } from './text-envelope.ts';

export interface CleanLine {
  /** Line of the pasted text, counted from 1. */
  readonly number: number;
  /** Without quote marks, log prefixes, escapes and outer blanks. Empty for a blank line. */
  readonly text: string;
  /** Columns of the line as pasted, quote marks included: what a mail program compares with its margin. */
  readonly width: number;
  /** Blanks stand between its marks and its text. */
  readonly indented: boolean;
  /** A comparison of two texts takes the line away: it is of the older one. */
  readonly removed: boolean;
  /** The line ended in a blank: format=flowed mail marks its own line breaks so. */
  readonly flowed: boolean;
}

/** CSI sequences (colours, cursor) and OSC sequences (titles, links) of ECMA-48 terminals. */
const TERMINAL_ESCAPE =
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)?|[@-Z\\^_=>])/g;
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/g;
const UNICODE_BLANK = /[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** A part of what diff -u prints, quoted or not. */
const HUNK = /^(?:[>|] ?){0,8}@@ -\d{1,7}(?:,\d{1,7})? \+\d{1,7}(?:,\d{1,7})? @@/m;
const REMOVED = /^(?:[>|] ?){0,8}-(?!--)/;
/** Distance of the tab stops of terminals and mail programs. */
const TAB = 8;
/** What autocorrection makes of a minus sign. */
const DASH = /[\u2010-\u2015\u2212]/g;
/** Arabic-Indic, Persian and Devanagari digits: the zero of each block. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const ZEROS = [0x966, 0x6f0, 0x660];

/**
 * The lines of `text`, cleaned. Ends of line may be LF, CR LF, CR or Unicode's own; a lone CR ends a line too. A line
 * that stands for several, as in the source of a web page, gives several of one number. `begins` tells whether a text
 * begins as a statement does; without it nothing that could be meant is taken away before a line.
 */
export function cleanLines(text: string, begins: (text: string) => boolean = () => false): CleanLine[] {
  const lines: CleanLine[] = [];
  const envelope = envelopeOf(text);
  const isComparison = HUNK.test(text);
  const memory: MarkMemory = { mark: null, number: null };
  const add = (raw: string, number: number): void => {
    if (raw === '') {
      lines.push({ number, text: '', width: 0, indented: false, removed: false, flowed: false });
      return;
    }
    for (const line of unpackLine(raw, envelope))
      lines.push(cleanLine(line, number, begins, memory, isComparison));
  };
  let number = 0;
  let softBroken = '';
  for (const raw of text.split('\n')) {
    let end = raw.length;
    while (end > 0 && raw.charCodeAt(end - 1) === 13) end -= 1;
    for (const piece of raw.slice(0, end).split(/[\r\u2028\u2029\u0085]/)) {
      number += 1;
      if (envelope.isMail && piece.endsWith('=')) {
        softBroken += piece.slice(0, -1);
        continue;
      }
      add(envelope.isMail ? decodeQuotedPrintable(softBroken + piece) : piece, number);
      softBroken = '';
    }
  }
  if (softBroken !== '') add(decodeQuotedPrintable(softBroken), number);
  return lines;
}

function cleanLine(
  raw: string,
  number: number,
  begins: (text: string) => boolean,
  memory: MarkMemory,
  isComparison: boolean,
): CleanLine {
  const visible = raw.replace(TERMINAL_ESCAPE, '').replace(INVISIBLE, '');
  const plain = plainText(visible);
  const removed = isComparison && REMOVED.test(plain);
  const text = removed ? plain : withoutMarks(plain, begins, memory);
  return {
    number,
    text: text.trim().replace(/ {2,}/g, ' '),
    width: columnsOf(visible),
    indented: text.startsWith(' '),
    removed,
    flowed: plain.endsWith(' '),
  };
}

function columnsOf(line: string): number {
  let columns = 0;
  for (let at = 0; at < line.length; at += 1)
    columns += line.charCodeAt(at) === 9 ? TAB - (columns % TAB) : 1;
  return columns;
}

/** Letters, digits and signs in the plain form that programs print; most lines have no other. */
function plainText(line: string): string {
  if (/^[\u0020-\u007e]*$/.test(line)) return line;
  return line
    .normalize('NFKC')
    .replace(UNICODE_BLANK, ' ')
    .replace(DASH, '-')
    .replace(OTHER_DIGITS, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (ZEROS.find((zero) => code >= zero) ?? code));
    });
}

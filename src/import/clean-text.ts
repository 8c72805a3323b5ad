/**
 * Text as people paste it → plain lines. Takes away what terminals, mail programs, web pages and loggers put
 * around a dump; never drops a line, and `number` stays the line of the pasted text.
 */

export interface CleanLine {
  /** Line of the pasted text, counted from 1. */
  readonly number: number;
  /** Without quote marks, log prefixes, escapes and outer blanks. Empty for a blank line. */
  readonly text: string;
  /** Length of the line as pasted, quote marks included: what a mail program compares with its margin. */
  readonly width: number;
  /** The line ended in a blank: format=flowed mail marks its own line breaks so. */
  readonly flowed: boolean;
}

/** Lines longer than this are no lspci lines; they are kept, cut to this length. */
export const LONGEST_LINE = 4096;

/** CSI sequences (colours, cursor) and OSC sequences (titles, links) of ECMA-48 terminals. */
const TERMINAL_ESCAPE =
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)?|[@-Z\\^_=>])/g;
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/g;
const UNICODE_BLANK = /[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** `> > `, `>> `, `| `: one mark at a time, so that any depth costs the same per character. */
const QUOTE_MARK = /^ {0,8}[>|] ?/;

/** Logs of logs exist; more than this does not. Keeps the work per line bounded. */
const MOST_PREFIXES = 6;

/** What loggers put before a line: kernel time, syslog, journal with ISO time, priority, Xen console. */
const LOG_PREFIXES: readonly RegExp[] = [
  /^ {0,8}<\d{1,3}>/,
  /^ {0,8}\[ {0,12}\d{1,12}\.\d{1,9}\](?:\[[^\]]{1,16}\])? ?/,
  /^ {0,8}\(XEN\) ?(?:\[[-0-9:. ]{1,32}\] ?)?/,
  /^ {0,8}[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})? \S{1,64} [^ :]{1,64}: ?/,
  /^ {0,8}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,16} (?:\S{1,64} [^ :]{1,64}: )?/,
];

/** The lines of `text`, cleaned. Ends of line may be LF, CR LF, CR or Unicode's own; a lone CR ends a line too. */
export function cleanLines(text: string): CleanLine[] {
  const lines: CleanLine[] = [];
  const isMail = isQuotedPrintable(text);
  const isPage = /&(?:lt|gt|nbsp|#160|amp);/.test(text);
  let number = 0;
  let softBroken = '';
  for (const raw of text.split('\n')) {
    let end = raw.length;
    while (end > 0 && raw.charCodeAt(end - 1) === 13) end -= 1;
    for (const piece of raw.slice(0, end).split(/[\r\u2028\u2029\u0085]/)) {
      number += 1;
      if (isMail && piece.endsWith('=') && softBroken.length < LONGEST_LINE) {
        softBroken += piece.slice(0, -1);
        continue;
      }
      const line = isMail ? decodeQuotedPrintable(softBroken + piece) : piece;
      lines.push(cleanLine(isPage ? decodeEntities(line) : line, number));
      softBroken = '';
    }
  }
  if (softBroken !== '') lines.push(cleanLine(softBroken, number));
  return lines;
}

function cleanLine(raw: string, number: number): CleanLine {
  const plain = (raw.length > LONGEST_LINE ? raw.slice(0, LONGEST_LINE) : raw)
    .replace(TERMINAL_ESCAPE, '')
    .replace(INVISIBLE, '')
    .replace(UNICODE_BLANK, ' ');
  return {
    number,
    text: withoutPrefixes(plain).trim().replace(/ {2,}/g, ' '),
    width: raw.length,
    flowed: plain.endsWith(' '),
  };
}

/** Quote marks and log prefixes may stand in either order: a quoted log, a log of quoted text. */
function withoutPrefixes(line: string): string {
  let rest = withoutQuoteMarks(line);
  for (let round = 0; round < MOST_PREFIXES; round += 1) {
    const before = rest.length;
    for (const prefix of LOG_PREFIXES) rest = rest.replace(prefix, '');
    rest = withoutQuoteMarks(rest);
    if (rest.length === before) break;
  }
  return rest;
}

function withoutQuoteMarks(line: string): string {
  let at = 0;
  for (;;) {
    const mark = QUOTE_MARK.exec(line.slice(at, at + 16));
    if (mark === null) return at === 0 ? line : line.slice(at);
    at += mark[0].length;
  }
}

/** Raw mail is recognised by an escaped equals sign in words that only a dump has. */
function isQuotedPrintable(text: string): boolean {
  return /\b(?:BAR|offset|size|Count)=3D/i.test(text);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', nbsp: ' ', '#160': ' ', amp: '&' };

function decodeEntities(line: string): string {
  return line.replace(/&(lt|gt|nbsp|#160|amp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Bytes beyond ASCII become a blank: the only ones in a dump are no-break spaces. */
function decodeQuotedPrintable(line: string): string {
  return line.replace(/=([0-9A-F]{2})/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code < 0x80 ? String.fromCharCode(code) : ' ';
  });
}

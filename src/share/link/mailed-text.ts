/** What mail does to characters that belong together, undone. */
import { strFromU8 } from 'fflate';

/** What is taken for a mark at the start of a line. The first that lets a link open is right: links have a check. */
interface Marks {
  readonly signs: ReadonlySet<string>;
  /** How often the name of somebody who is quoted is taken along, `Roger> `. */
  readonly names: number;
  /** Whether `- ` is a mark, as in a patch; the characters of a link can begin with it, too. */
  readonly dash: boolean;
}

const BLANKS = ' \t\v\f\u00a0\u2002\u2003\u2007\u2009\u202f\u00ad\u200b\u200c\u200d\u2060\ufeff';
const QUOTES = new Set(`${BLANKS}>|*`);
/** Also those that a link can have itself at the start of a broken line. */
const SIGNS = new Set(`${BLANKS}>|*#:+;%!/`);
/** From the most cautious on: `BBB> and more` can be the end of a link that stood in angle brackets, or a name. */
const MARKS: readonly Marks[] = [0, 1, 8].flatMap((names) => [
  { signs: QUOTES, names, dash: false },
  { signs: SIGNS, names, dash: true },
]);
/** A name, initials or an address of at most 40 characters; something must stand behind it. */
const NAME = /\p{L}[\p{L}\p{N}\p{M}\p{Zs}\ufffd._@'-]{0,39}>(?=.)/uy;

/** Where the marks of quoting, comments and patches at the start of `line` end. */
function marksEnd(line: string, { signs, names, dash }: Marks): number {
  let at = 0;
  for (let left = names; ; left--) {
    while (at < line.length && (signs.has(line[at]!) || (dash && line[at] === '-' && line[at + 1] === ' ')))
      at++;
    NAME.lastIndex = at;
    if (left <= 0 || !NAME.test(line)) return at;
    at = NAME.lastIndex;
  }
}

const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n\u2028\u2029]/);

/** The lines of a mail without the marks at their starts. */
const unquotedLines = (text: string, marks: Marks): string[] =>
  linesOf(text).map((line) => line.slice(marksEnd(line, marks)));

/** All the marks at the start of `line`, with the blanks among them. */
export const marksOf = (line: string): string => line.slice(0, marksEnd(line, MARKS.at(-1)!));

/**
 * The ways in which a mail may have to be read, the most likely first. Each is a row of the characters that links and
 * state lines are made of, and of `#`, `.`, `:` and `/`, which tell where one begins; all others are left out.
 */
export function* readings(text: string): Generator<string> {
  const seen = new Set<string>();
  const once = decoded(text);
  for (const marks of MARKS) {
    const rows = joined(text, marks);
    // An escape can have been broken by the end of a line, and can hold one: before that, and behind.
    for (const form of [rows, ...(once === text ? [] : [joined(once, marks)]), decoded(rows)]) {
      const row = form.replace(OTHERS, '');
      if (seen.has(row)) continue;
      seen.add(row);
      yield row;
    }
  }
}

/** Bounded, for expressions that repeat without end can exhaust the stack. */
const OTHERS = /[^A-Za-z0-9_\-#.:/]{1,1024}/g;
const PERCENTS = /(?:%[0-9A-Fa-f]{2}){1,256}/g;
const EQUALS = /(?:=[0-9A-F]{2}){1,256}/g;

const joined = (text: string, marks: Marks): string => unquotedLines(text, marks).join('');

/** How often a text was encoded at most. */
const MOST_ENCODINGS = 4;

/** The text that was encoded for an address, for HTML or for mail (RFC 2045, 6.7), or for several of them in turn. */
function decoded(text: string): string {
  let before = text;
  for (let n = 0; n < MOST_ENCODINGS; n++) {
    const after = decodedOnce(before);
    if (after === before) break;
    before = after;
  }
  return before;
}

const bytesText = (run: string): string =>
  strFromU8(Uint8Array.from(run.slice(1).split(run[0]!), (code) => Number.parseInt(code, 16)));
const NAMED: Readonly<Record<string, string>> = { gt: '>', lt: '<', amp: '&', nbsp: ' ', shy: '', quot: '"' };

function decodedOnce(text: string): string {
  return text
    .replace(/=[ \t]?\r?\n/g, '')
    .replace(PERCENTS, bytesText)
    .replace(EQUALS, bytesText)
    .replace(/<w?br ?\/?>/gi, '')
    .replace(/&(gt|lt|amp|nbsp|shy|quot);/gi, (_, name: string) => NAMED[name.toLowerCase()]!)
    .replace(/&#(?:x([0-9a-f]{1,5})|(\d{1,6}));/gi, (_, hex: string | undefined, decimal: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    );
}

/**
 * `count` characters of a link in such a row, from `at` on, past whatever of `#`, `.`, `:` and `/` stands among them;
 * fewer where the row ends.
 */
export function charactersAt(row: string, at: number, count: number): { text: string; end: number } {
  let text = '';
  let end = at;
  while (text.length < count && end < row.length) {
    const from = end;
    while (end < row.length && end - from < count - text.length && !'#.:/'.includes(row[end]!)) end++;
    text += row.slice(from, end);
    if (text.length < count && end < row.length) end++;
  }
  return { text, end };
}

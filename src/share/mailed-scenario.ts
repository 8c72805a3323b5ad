/** The scenario text that stands in a mail, between whatever prose, quoted, commented out, or sent as a patch. */
import { marksOf } from './link/mailed-text.ts';
import { statementsOf } from './text/statements.ts';
import { helpOn } from './text/usage.ts';

/** The first line of a scenario text that says what it is; without it a text is not looked for in a mail. */
const FIRST_LINE = /^msixscope[ \t]+\d+$/;
/** What stands for a blank in texts from word processors and web pages, and what has no width. */
const UNICODE_BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const NO_WIDTH = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** From this column on a line can have been broken by a mail program, with its rest on the next. */
const WIDE = 60;

export interface MailedScenario {
  readonly text: string;
  /** Number of each of its lines in the mail, from 1. */
  readonly lineOf: (line: number) => number;
}

interface Row {
  readonly number: number;
  /** Without the marks of the text's first line; null where the line has other marks. */
  readonly said: string | null;
  /** Without marks of quoting; null where there are others. */
  readonly bare: string | null;
  readonly length: number;
}

const isFirstLine = (line: string): boolean => FIRST_LINE.test(line.slice(marksOf(line).length).trimEnd());

/** Whether a scenario text that says what it is stands in the text. */
export const holdsScenario = (text: string): boolean =>
  text.includes('msixscope') && linesOf(text).some(isFirstLine);

/** The text without what looks like a blank and is none of the grammar's. */
export const plainBlanks = (text: string): string => text.replace(UNICODE_BLANK, ' ').replace(NO_WIDTH, '');

/**
 * From the line `msixscope 1` on, as far as lines have the same marks: to a signature, or to an empty line below which
 * nothing is a step. Lines that were broken on the way are put together. Null where no text says what it is.
 */
export function mailedScenario(mail: string): MailedScenario | null {
  const lines = linesOf(mail);
  const first = lines.findIndex(isFirstLine);
  if (first < 0) return null;
  const marks = marksOf(lines[first]!);
  const rows = lines.slice(first).map((line, n): Row => {
    const said = withoutMarks(line, marks)?.trimEnd() ?? null;
    return { number: first + n + 1, said, bare: bareOf(line), length: line.trimEnd().length };
  });
  const texts: string[] = [];
  const numbers: number[] = [];
  // A line that was broken once more in each reply leaves several rests.
  let wasRest = false;
  rows.slice(0, endOf(rows)).forEach(({ number, said, bare }, n) => {
    const above = rows[n - 1];
    const line = said ?? (isStub(rows, n) ? bare! : null);
    // What others wrote between the lines.
    if (line === null) return;
    wasRest =
      above !== undefined &&
      !texts.at(-1)!.endsWith('\\') &&
      line !== '' &&
      !isKnown(line) &&
      (wasRest || isRest(line, above));
    if (wasRest) texts.push(`${texts.pop() ?? ''} ${line.trimStart()}`);
    else {
      // The blanks that say that a line goes on can have been lost.
      const goesOn = texts.at(-1)?.endsWith('\\') === true && line !== '';
      texts.push(goesOn ? `  ${line.trimStart()}` : line);
      numbers.push(number);
    }
  });
  return { text: texts.join('\n'), lineOf: (line) => numbers[line - 1] ?? first + 1 };
}

const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n]/);

/** What stands behind marks of quoting alone; null behind any others, and where nothing does. */
const bareOf = (line: string): string | null => /^[>\s]*([^>\s].*)$/.exec(line)?.[1]!.trimEnd() ?? null;

/** True for the rest of a long line that a mail program put on a line of its own, with fewer marks. */
const isStub = (rows: readonly Row[], n: number): boolean =>
  rows[n]!.said === null &&
  rows[n]!.bare !== null &&
  isRest(rows[n]!.bare, rows[n - 1]!) &&
  rows[n + 1]?.said != null;

/** `line` behind the same marks, whatever blanks stand among them; null where it has fewer, more, or others. */
function withoutMarks(line: string, marks: string): string | null {
  let at = 0;
  for (const mark of marks.replace(/\s/g, '')) {
    while (at < line.length && /\s/.test(line[at]!)) at++;
    if (line[at] !== mark) return null;
    at++;
  }
  const blanks = marks.length - marks.trimEnd().length;
  const rest = line.slice(at);
  const said = rest.slice(Math.min(blanks, rest.length - rest.trimStart().length));
  return said.startsWith('>') ? null : said;
}

/** Number of rows that belong to the text. */
function endOf(rows: readonly Row[]): number {
  const lastStep = rows.findLastIndex(({ said }) => said !== null && isStep(said));
  for (let n = 1; n < rows.length; n++) {
    const { said } = rows[n]!;
    if (said === null) {
      if (n > lastStep && !isStub(rows, n)) return n;
    } else if (said === '--' || /^\*?\/$/.test(said.trim())) return n;
    else if (rows[n - 1]!.said === '' && said !== '' && n > lastStep && !isKnown(said)) return n - 1;
  }
  return rows.length;
}

const isKnown = (line: string): boolean => line.trim().startsWith('#') || helpOn(line) !== null;
const isStep = (line: string): boolean =>
  /^\s*(?:[WR]\d|rep|enable|disable|expect|begin)\b/.test(line) && statementsOf(line).problems.length === 0;

/** Whether the line is what a mail program broke off the one above. */
const isRest = (line: string, above: Row): boolean => {
  const [word = ''] = /^\S+/.exec(line.trim()) ?? [];
  return above.said !== '' && above.length + 1 + word.length > WIDE;
};

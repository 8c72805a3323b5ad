import { LONGEST_LINE } from '../limits.ts';
import type { Problem } from './problem.ts';
import { parser } from './scenario-parser.ts';
import { syntaxProblem } from './usage.ts';

/** A word, number or text of a statement; `name` is its name in the grammar. */
export interface Token {
  readonly name: string;
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** One line that follows the grammar. A comment is a statement of its own, even where it ends a line. */
export interface Statement {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly tokens: readonly Token[];
  /** The whole statement as it stands. */
  readonly text: string;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** Problems that are listed one by one; behind them only their number is told. */
const MOST_PROBLEMS = 1000;
/** Behind so many lines that cannot be read the rest is not tried: each costs as much as dozens that can. */
const MOST_WRONG = 10_000;

/** Ends at the first mistake. To go on behind one, as an editor does, can take a minute for a megabyte. */
const strict = parser.configure({ strict: true });
type Tree = ReturnType<typeof strict.parse>;

/**
 * The statements of a text, in a time that grows with its length and no faster. A mistake never costs more than its own
 * line: what stands above and below it is read all the same.
 */
export function statementsOf(text: string): Statements {
  const all = text.split('\n');
  const problems: Problem[] = all.flatMap((line, n) =>
    line.length > LONGEST_LINE ? tooLong(line, n + 1) : [],
  );
  const lines = problems.length === 0 ? all : all.map((line) => (line.length > LONGEST_LINE ? '' : line));
  const readable = problems.length === 0 ? text : lines.join('\n');
  const statements: Statement[] = [];
  let wrong = 0;
  let row = 0;
  for (let start = 0; row < lines.length;) {
    const rest = readable.slice(start);
    const found = parsed(rest);
    if (typeof found !== 'number') {
      collect(found, rest, lines, row, statements);
      break;
    }
    const above = row;
    let lineStart = 0;
    while (found > lineStart + lines[row]!.length) lineStart += lines[row++]!.length + 1;
    const right = rest.slice(0, lineStart);
    collect(strict.parse(right), right, lines, above, statements);
    const line = lines[row++]!;
    start += lineStart + line.length + 1;
    if (++wrong <= MOST_PROBLEMS) problems.push(syntaxProblem(line, row, found - lineStart + 1));
    else if (wrong === MOST_WRONG) break;
  }
  if (wrong > MOST_PROBLEMS) problems.push(unlisted(wrong - MOST_PROBLEMS, row, lines.length));
  return { statements, problems };
}

/** The tree of `text`, or the place of its first mistake. */
function parsed(text: string): Tree | number {
  const parse = strict.startParse(text);
  try {
    for (;;) {
      const tree = parse.advance();
      if (tree !== null) return tree;
    }
  } catch (error) {
    if (error instanceof SyntaxError) return parse.parsedPos;
    throw error;
  }
}

/** Adds the statements of `text`, whose first line is `lines[firstRow]`. */
function collect(
  tree: Tree,
  text: string,
  lines: readonly string[],
  firstRow: number,
  to: Statement[],
): void {
  const cursor = tree.cursor();
  let open: { tokens: Token[]; end: number } | null = null;
  let row = firstRow;
  let lineStart = 0;
  while (cursor.next()) {
    const { from, to: end } = cursor;
    const { name } = cursor.type;
    while (from > lineStart + lines[row]!.length) lineStart += lines[row++]!.length + 1;
    const column = from - lineStart + 1;
    if (name === 'Comment' || open === null || from >= open.end) {
      const tokens: Token[] = [];
      to.push({ name, line: row + 1, column, length: end - from, tokens, text: text.slice(from, end) });
      if (name !== 'Comment') open = { tokens, end };
    } else if (/[A-Za-z]/.test(name[0]!)) {
      open.tokens.push({ name, text: text.slice(from, end), column });
    }
  }
}

const tooLong = ({ length }: string, line: number): Problem => ({
  line,
  column: 1,
  length: 0,
  sentence: `This line has ${length} characters; at most ${LONGEST_LINE} are read. Split it into several.`,
});

/** `last` is the number of the last line that was tried, of `all`. */
function unlisted(count: number, last: number, all: number): Problem {
  const rest = all > last && count === MOST_WRONG - MOST_PROBLEMS;
  const told = rest ? `, and those below line ${last} were not tried` : '';
  return {
    line: all,
    column: 1,
    length: 0,
    sentence: `${count} more lines cannot be read${told}. Is this a scenario text?`,
  };
}

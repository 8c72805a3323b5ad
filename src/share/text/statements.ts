import { parser } from './scenario-parser.ts';
import { syntaxProblem } from './usage.ts';
import type { Problem } from './problem.ts';

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

/**
 * The statements of a text. A text without mistakes is parsed in one go; else each line is parsed by itself, so that
 * a mistake never costs more than its own line.
 */
export function statementsOf(text: string): Statements {
  const lines = text.split('\n');
  const whole = collect(text, lines);
  if (whole !== null) return { statements: whole, problems: [] };
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  let unlisted = 0;
  lines.forEach((line, n) => {
    const found = collect(line, [line], n + 1);
    if (found !== null) statements.push(...found);
    else if (problems.length < MOST_PROBLEMS) problems.push(syntaxProblem(line, n + 1, errorColumn(line)));
    else unlisted++;
  });
  if (unlisted > 0)
    problems.push({
      line: lines.length,
      column: 1,
      length: 0,
      sentence: `${unlisted} more lines cannot be read. Is this a scenario text?`,
    });
  return { statements, problems };
}

/** The statements of `text`, or null when it has a mistake. `lines` are its lines, `firstLine` the number of the first. */
function collect(text: string, lines: readonly string[], firstLine = 1): Statement[] | null {
  const cursor = parser.parse(text).cursor();
  const found: (Statement & { tokens: Token[] })[] = [];
  let open: { tokens: Token[]; end: number } | null = null;
  let index = 0;
  let lineStart = 0;
  while (cursor.next()) {
    const { from, to, type } = cursor;
    if (type.isError) return null;
    while (from > lineStart + lines[index]!.length) lineStart += lines[index++]!.length + 1;
    const column = from - lineStart + 1;
    const { name } = type;
    if (name === 'Comment') {
      found.push(statement('Comment', from, to, column));
    } else if (open === null || from >= open.end) {
      const made = statement(name, from, to, column);
      found.push(made);
      open = { tokens: made.tokens, end: to };
    } else if (/[A-Za-z]/.test(name[0]!)) {
      open.tokens.push({ name, text: text.slice(from, to), column });
    }
  }
  return found;

  function statement(name: string, from: number, to: number, column: number) {
    const line = firstLine + index;
    return { name, line, column, length: to - from, tokens: [] as Token[], text: text.slice(from, to) };
  }
}

/** Column of the first place at which `line` stops following the grammar. */
function errorColumn(line: string): number {
  const cursor = parser.parse(line).cursor();
  while (cursor.next()) if (cursor.type.isError) return cursor.from + 1;
  return 1;
}

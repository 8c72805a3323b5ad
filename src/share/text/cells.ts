/** A text as a row of cells: what stands on its lines, with the blanks and line ends between. */
import { itemsOf, type Item } from './items.ts';
import type { ParsedText } from './parse.ts';

/** One statement or comment as it was typed, or a line without any. */
export interface Cell {
  readonly text: string;
  /** Blanks between this cell and `before`, which stands on the same line; null for the first of a line. */
  readonly gap: string | null;
  readonly before: Cell | null;
  /** Its number among the document's items, or null for a line of the head and for an empty one. */
  readonly item: number | null;
}

export interface TextCells {
  readonly cells: readonly Cell[];
  readonly items: readonly Item[];
  /** Index of the cell of each item. */
  readonly cellOf: readonly number[];
}

export const isBlank = ({ text, item }: Cell): boolean => item === null && text.trim() === '';

/** Splits a line before its comment; a # in a string begins none. */
const BEFORE_COMMENT = /^(?:[^"#]|"(?:\\.|[^"\\])*")*/;

/** The cells of the lines of a text; `read` is what they say. Lines that are wrong are left out. */
export function cellsOf(lines: readonly string[], read: ParsedText): TextCells {
  const items = read.document === null ? [] : itemsOf(read.document);
  const wrong = new Set(read.problems.map(({ line }) => line - 1));
  const cells: Cell[] = [];
  const cellOf: number[] = [];
  const put = (text: string, before: Cell | null, gap: string | null, item: number | null): Cell => {
    const cell = { text, gap, before, item };
    if (item !== null) cellOf[item] = cells.length;
    cells.push(cell);
    return cell;
  };
  const rowOf = ({ step, index }: Item) => (step === null ? read.attachedLines : read.stepLines)[index]! - 1;
  let next = 0;
  lines.forEach((line, row) => {
    const here: number[] = [];
    while (next < items.length && rowOf(items[next]!) === row) here.push(next++);
    const last = here.at(-1);
    if (last === undefined) {
      if (!wrong.has(row)) put(line, null, null, null);
      return;
    }
    const [head = ''] = BEFORE_COMMENT.exec(line) ?? [];
    const isJoined = items[last]!.line?.kind === 'comment' && head.trim() !== '';
    const first = here.length > 1 ? here[0]! : isJoined ? null : last;
    if (!isJoined) return void put(line, null, null, last);
    const statement = head.trimEnd();
    const owner = first === null && wrong.has(row) ? null : put(statement, null, null, first);
    put(line.slice(head.length), owner, owner && head.slice(statement.length), last);
  });
  return { cells, items, cellOf };
}

/** A text as a row of cells: what stands on its lines, with the blanks and line ends between. */
import { itemsOf, type Item } from './items.ts';
import type { ParsedText } from './parse.ts';
import { printLine } from './print.ts';

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

/** What stands before the comment of a line; a # in a string begins none. */
function beforeComment(line: string): string {
  let isString = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === '"') isString = !isString;
    else if (sign === '\\' && isString) at++;
    else if (sign === '#' && !isString) return line.slice(0, at);
  }
  return line;
}

/** The cells of the lines of a text; `read` is what they say. Lines that are wrong are left out. */
export function cellsOf(lines: readonly string[], read: ParsedText): TextCells {
  const items = read.document === null ? [] : itemsOf(read.document);
  const wrong = new Set(read.problems.map(({ line }) => line - 1));
  const rowOf = ({ step, index }: Item) => (step === null ? read.attachedLines : read.stepLines)[index]! - 1;
  const cells: Cell[] = [];
  const cellOf: number[] = [];
  const put = (cell: Cell): Cell => {
    if (cell.item !== null) cellOf[cell.item] = cells.length;
    cells.push(cell);
    return cell;
  };
  let next = 0;
  let goesOn: ReadonlySet<string> = new Set();
  lines.forEach((line, row) => {
    const first = next;
    while (next < items.length && rowOf(items[next]!) === row) next++;
    if (next > first) {
      putItems(line, first, next - 1);
      goesOn = wordsBelow(items[next - 1]!);
    } else if (isFolded(lines[row - 1], line) && cells.length > 0) {
      const cell = cells.pop()!;
      cells.push({ ...cell, text: `${cell.text}\n${line}` });
    } else if (goesOn.has(firstWord(line))) {
      const owner = cells.findLastIndex(({ item }) => item !== null);
      const [cell, ...blanks] = cells.splice(owner);
      cells.push({
        ...cell!,
        text: [cell!, ...blanks]
          .map(({ text }) => text)
          .concat(line)
          .join('\n'),
      });
    } else {
      if (!wrong.has(row)) put({ text: line, gap: null, before: null, item: null });
      if (line.trim() !== '') goesOn = new Set();
    }

    function putItems(text: string, from: number, last: number): void {
      const head = beforeComment(text);
      const isJoined = items[last]!.line?.kind === 'comment' && head.trim() !== '';
      if (!isJoined) return void put({ text, gap: null, before: null, item: last });
      const statement = head.trimEnd();
      const item = last > from ? from : null;
      const before =
        item === null && wrong.has(row) ? null : put({ text: statement, gap: null, before: null, item });
      const gap = before && head.slice(statement.length);
      put({ text: text.slice(head.length), gap, before, item: last });
    }
  });
  return { cells, items, cellOf };
}

/** Whether `line` goes on with the one above. */
const isFolded = (above: string | undefined, line: string): boolean =>
  above !== undefined && above.endsWith('\\') && /^[ \t]/.test(line);

const firstWord = (line: string): string => /^\s*(\S*)/.exec(line)?.[1] ?? '';

/** With what the lines begin that belong to an item besides its first one. */
function wordsBelow({ line }: Item): ReadonlySet<string> {
  const [, ...below] = line === null ? [] : printLine(line).split('\n');
  return new Set(below.map(firstWord));
}

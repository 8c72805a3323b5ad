/** Puts lines back together that a terminal or `fold` cut at a fixed column, in the middle of words and numbers. */
import type { CleanLine } from './clean-text.ts';

/** Fewer lines of one width are chance, unless it is the width of most terminals. */
const FEWEST_FOLDS = 3;
const TERMINALS: ReadonlySet<number> = new Set([80, 100, 120, 132]);
/** Mail programs break before a word: their lines end anywhere in the last columns, not at one of them. */
const RAGGED_COLUMNS = 12;
const MOST_RAGGED = 0.1;
const NARROWEST_FOLD = 20;

/** `lines`, unfolded where they are folded. `begins` tells whether a text begins a statement and so is no rest of a line. */
export function unfolded(
  lines: readonly CleanLine[],
  begins: (text: string) => boolean,
): readonly CleanLine[] {
  // What lspci itself prints in several lines is indented from the second on; what was cut goes on at the margin.
  // Lines that begin no statement may be from anywhere and tell nothing.
  const broken = lines.filter((line, index) => {
    const next = lines[index + 1];
    return next?.indented === false && continues(next, begins) && begins(line.text);
  });
  const column = foldColumn(broken.map(({ width }) => width));
  if (column === null) return lines;
  const whole: CleanLine[] = [];
  let wasCut = false;
  for (const [index, line] of lines.entries()) {
    const last = whole.at(-1);
    if (wasCut && last !== undefined) {
      const gap = last.flowed || line.indented ? ' ' : '';
      whole[whole.length - 1] = { ...line, number: last.number, text: last.text + gap + line.text };
    } else whole.push(line);
    wasCut = line.text !== '' && line.width === column && continues(lines[index + 1], begins);
  }
  return whole;
}

function continues(next: CleanLine | undefined, begins: (text: string) => boolean): boolean {
  return next !== undefined && next.text !== '' && !begins(next.text);
}

/** The column at which lines were cut, or null when their ends do not show one. */
function foldColumn(widths: readonly number[]): number | null {
  const column = widths.reduce((most, width) => Math.max(most, width), 0);
  const atColumn = widths.filter((width) => width === column).length;
  const ragged = widths.filter((width) => width < column && width > column - RAGGED_COLUMNS).length;
  const fewest = TERMINALS.has(column) ? FEWEST_FOLDS - 1 : FEWEST_FOLDS;
  const isFold = column >= NARROWEST_FOLD && atColumn >= fewest && ragged <= atColumn * MOST_RAGGED;
  return isFold ? column : null;
}

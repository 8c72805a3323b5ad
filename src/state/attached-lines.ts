/** Where the lines of a scenario text stand once its steps are changed from the list. */
import type { AttachedLine } from '#share/document.ts';

type Lines = readonly AttachedLine[];

/**
 * `lines` after `removed` steps at `at` gave way to `added` others. A line stays below the step it stood below; when
 * that step goes, its expectations go with it, while comments and moments stay where it was.
 */
export function linesAfterSplice(lines: Lines, at: number, removed: number, added: number): Lines {
  if (removed === added) return lines;
  return lines.flatMap((line) => {
    if (line.after <= at) return [line];
    if (line.after > at + removed) return [{ ...line, after: line.after + added - removed }];
    return line.kind === 'expect' ? [] : [{ ...line, after: at }];
  });
}

/** `lines` after step `from` was taken out and put back so that it is at `to`: what stands below it goes along. */
export function linesAfterMove(lines: Lines, from: number, to: number): Lines {
  const placed = lines.map((line) => {
    const below = line.after - 1;
    if (below === from) return { ...line, after: to + 1 };
    if (below > from && below <= to) return { ...line, after: line.after - 1 };
    if (below < from && below >= to) return { ...line, after: line.after + 1 };
    return line;
  });
  return placed.sort((a, b) => a.after - b.after);
}

/** The lines of the first `steps` steps. */
export const linesOfFirst = (lines: Lines, steps: number): Lines =>
  lines.filter(({ after }) => after <= steps);

/** Where the lines of a scenario text stand, and what they refer to, once its steps are changed from the list. */
import type { AttachedLine } from '#share/document.ts';

type Lines = readonly AttachedLine[];

/** What was done to the steps of a scenario. */
export type StepChange =
  | { readonly kind: 'splice'; readonly at: number; readonly removed: number; readonly added: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number };

/** Where step `n` is after `change`; null when it is gone. Steps that give way to as many others count as changed only. */
export function stepAfter(n: number, change: StepChange): number | null {
  if (change.kind === 'move') {
    const { from, to } = change;
    if (n === from) return to;
    if (n > from && n <= to) return n - 1;
    return n < from && n >= to ? n + 1 : n;
  }
  const { at, removed, added } = change;
  if (n < at || removed === added) return n;
  return n < at + removed ? null : n + added - removed;
}

/** `lines` with the moments that show steps of `scenario` (null: of their own text) taken along by `change`. */
export function momentsAfter(lines: Lines, change: StepChange, scenario: string | null = null): Lines {
  const next = lines.map((line) => {
    if (line.kind !== 'show' || line.scenario !== scenario || line.device !== null || line.step === null)
      return line;
    const step = stepAfter(line.step, change);
    return step === line.step ? line : { ...line, step, hop: step === null ? null : line.hop };
  });
  return next.every((line, n) => line === lines[n]) ? lines : next;
}

/** `lines` after `change` of the steps beside them. */
export const linesAfter = (lines: Lines, change: StepChange): Lines =>
  momentsAfter(
    change.kind === 'move'
      ? linesAfterMove(lines, change.from, change.to)
      : linesAfterSplice(lines, change.at, change.removed, change.added),
    change,
  );

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

/**
 * `lines` after step `from` was taken out and put back so that it is at `to`: what stands below it goes along, but for
 * the moments of a talk, which name their step and keep their order.
 */
export function linesAfterMove(lines: Lines, from: number, to: number): Lines {
  const placed = lines.map((line) => {
    if (line.kind === 'show' || line.after === 0) return line;
    return { ...line, after: (stepAfter(line.after - 1, { kind: 'move', from, to }) ?? 0) + 1 };
  });
  return placed.sort((a, b) => a.after - b.after);
}

/** The lines of the first `steps` steps, without moments that show later ones. */
export const linesOfFirst = (lines: Lines, steps: number): Lines =>
  lines.filter(
    (line) =>
      line.after <= steps &&
      (line.kind !== 'show' || line.scenario !== null || line.step === null || line.step < steps),
  );

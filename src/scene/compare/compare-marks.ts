/** Marks of a timeline of two designs: what each access became under both, and where they differ. */
import type { DifferenceKind, StepDifference } from '#model/compare.ts';
import type { Outcome } from '#model/route.ts';
import type { StepSummary } from '#model/run.ts';

/** Neighbouring steps drawn as one column, because single ones would be too narrow to see. */
export interface CompareColumn {
  /** First step, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The outcome when all steps of the column share it, else null: under the one design and the other. */
  readonly a: Outcome | null;
  readonly b: Outcome | null;
  /** Index of the column's first step that differs, or null. */
  readonly differs: number | null;
}

/** At most `most` columns; every step that differs shows in one of them. */
export function compareColumns(
  a: readonly StepSummary[],
  b: readonly StepSummary[],
  differences: readonly StepDifference[],
  most: number,
): CompareColumn[] {
  const width = Math.max(1, Math.ceil(a.length / Math.max(1, most)));
  const columns: CompareColumn[] = [];
  let next = 0;
  for (let from = 0; from < a.length; from += width) {
    const to = Math.min(from + width, a.length);
    const first = differences[next];
    const differs = first !== undefined && first.index < to ? first.index : null;
    while ((differences[next]?.index ?? Infinity) < to) next++;
    columns.push({ from, to, a: shared(a, from, to), b: shared(b, from, to), differs });
  }
  return columns;
}

function shared(summaries: readonly StepSummary[], from: number, to: number): Outcome | null {
  const first = summaries[from]?.outcome ?? null;
  for (let i = from + 1; i < to; i++) if (summaries[i]?.outcome !== first) return null;
  return first;
}

/** The differences that have one of `kinds`. */
export const ofKinds = (
  differences: readonly StepDifference[],
  kinds: ReadonlySet<DifferenceKind>,
): readonly StepDifference[] =>
  differences.filter((difference) => difference.kinds.some((kind) => kinds.has(kind)));

/** The nearest difference after `step`, or before it; null when there is none. */
export const nextDifference = (differences: readonly StepDifference[], step: number): StepDifference | null =>
  differences.find(({ index }) => index > step) ?? null;

export const previousDifference = (
  differences: readonly StepDifference[],
  step: number,
): StepDifference | null => differences.findLast(({ index }) => index < step) ?? null;

export const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  outcome: 'outcome',
  value: 'value',
  hardware: 'device',
  'device-model': 'QEMU',
  state: 'state',
};

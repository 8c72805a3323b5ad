import { printLine } from '#share/text/print.ts';
import type { Reading } from '#share/text/read-text.ts';

/** An `expect` line and what came of it. */
export interface Expectation {
  /** Its line in the text, from 1. */
  readonly line: number;
  /** The step it is about, from 0. */
  readonly step: number;
  /** As the language writes it. */
  readonly text: string;
  /** Under each design that it is about. */
  readonly results: readonly ExpectationResult[];
}

export interface ExpectationResult {
  readonly designId: string;
  /** What came instead, as a sentence; null when the expectation holds. */
  readonly difference: string | null;
}

/** The expectations of a text in their order; none when it has mistakes. */
export function expectationsOf({ parsed, evaluation }: Reading): Expectation[] {
  const { document, attachedLines } = parsed;
  if (document === null || evaluation === null) return [];
  const differences = new Map(
    evaluation.differences.map(({ line, design, sentence }) => [`${line} ${design}`, sentence]),
  );
  return document.lines.flatMap((one, n) => {
    if (one.kind !== 'expect') return [];
    const line = attachedLines[n] ?? 0;
    const designs = one.under === null ? [...new Set(document.designs)] : [one.under];
    const results = designs.map((designId) => ({
      designId,
      difference: differences.get(`${line} ${designId}`) ?? null,
    }));
    return [{ line, step: one.after - 1, text: printLine(one), results }];
  });
}

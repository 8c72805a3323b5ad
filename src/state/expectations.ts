import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
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
  /** What was expected and what came instead, as a sentence; null when the expectation holds. */
  readonly difference: string | null;
}

/** The expectations of a text in their order; none when it has mistakes. */
export function expectationsOf({ parsed, evaluation }: Reading): Expectation[] {
  const { document, attachedLines } = parsed;
  if (document === null || evaluation === null) return [];
  const layout = layoutOf(document.scenario.device);
  /** The step is known from the place of the line, so that its name need not stand in each sentence. */
  const untitled = (sentence: string, after: number): string => {
    const title = `${stepTitle(document.scenario.steps[after - 1]!, layout)}: `;
    return sentence.startsWith(title) ? sentence.slice(title.length) : sentence;
  };
  const differences = new Map(
    evaluation.differences.map(({ line, design, sentence }) => [`${line} ${design}`, sentence]),
  );
  return document.lines.flatMap((one, n) => {
    if (one.kind !== 'expect') return [];
    const line = attachedLines[n] ?? 0;
    const designs = one.under === null ? [...new Set(document.designs)] : [one.under];
    const results = designs.map((designId) => {
      const sentence = differences.get(`${line} ${designId}`);
      return { designId, difference: sentence === undefined ? null : untitled(sentence, one.after) };
    });
    return [{ line, step: one.after - 1, text: printLine(one), results }];
  });
}

/** Whether an expectation holds under all its designs, and if not what came instead, in words. */
export function resultOf({ results }: Expectation): { readonly holds: boolean; readonly words: string } {
  const failed = results.filter(({ difference }) => difference !== null);
  if (failed.length === 0)
    return { holds: true, words: results.length > 1 ? 'holds under both designs' : 'holds' };
  const words = failed.map(({ designId, difference }) => {
    const under = results.length > 1 ? ` under ${titleOf(designId)}` : '';
    return `fails${under}: ${difference ?? ''}`;
  });
  return { holds: false, words: words.join(' ') };
}

/** The name of a design as people know it, also of one that the app does not offer. */
function titleOf(id: string): string {
  const design = designById(id);
  return design.ok ? design.value.title : id;
}

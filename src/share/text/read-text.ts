import type { Catalogue } from '../catalogue.ts';
import { evaluateDocument, type Evaluation } from './evaluate.ts';
import { parseScenario, type ParsedText } from './parse.ts';

/** All that an editor wants to know of a text. */
export interface Reading {
  readonly parsed: ParsedText;
  /** What came of its expectations; null when the text has mistakes, for then the run says little. */
  readonly evaluation: Omit<Evaluation, 'problems' | 'notices'> | null;
}

/** Reads a text and, if it has no mistake, runs it and holds its expectations against what happened. */
export function readText(text: string, catalogue: Catalogue): Reading {
  const parsed = parseScenario(text, catalogue);
  const { document, problems, attachedLines } = parsed;
  const isGood = document !== null && problems.length === 0;
  return { parsed, evaluation: isGood ? evaluateDocument(document, attachedLines) : null };
}

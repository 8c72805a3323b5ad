/** What stands in a file that may be a scenario text, with or without mistakes, or anything else of ours. */
import type { Result } from '#model/base/result.ts';
import type { Catalogue } from './catalogue.ts';
import type { Opened } from './link/link.ts';
import { openText } from './open-text.ts';
import type { ReadyScenarios } from './ready.ts';
import { parseScenario, type ParsedText } from './text/parse.ts';
import { statementsOf } from './text/statements.ts';

export interface FileReading {
  readonly parsed: ParsedText;
  /** What it is when it is no scenario text without mistakes; null when it is one, or a saved file by its first sign. */
  readonly opened: Result<Opened> | null;
  /** True when some line is one of a scenario text, so that the others may be mistakes. */
  readonly isScenarioText: boolean;
}

/** Reads a text in every way in which a file can be meant. Never throws. */
export function readFile(text: string, catalogue: Catalogue, ready: ReadyScenarios): FileReading {
  const parsed = parseScenario(text, catalogue);
  const isGood = parsed.document !== null && parsed.problems.length === 0;
  if (isGood || /^\s*\{/.test(text)) return { parsed, opened: null, isScenarioText: isGood };
  return {
    parsed,
    opened: openText(text, catalogue, ready),
    isScenarioText: statementsOf(text).statements.some(({ name }) => name !== 'Comment'),
  };
}

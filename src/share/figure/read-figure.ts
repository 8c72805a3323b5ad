import { failure, type Result } from '#model/base/result.ts';
import type { Catalogue } from '../catalogue.ts';
import { LONGEST_TEXT } from '../limits.ts';
import { linkIn, type Opened } from '../link/link.ts';
import { readings } from '../link/mailed-text.ts';
import type { ReadyScenarios } from '../ready.ts';
import { stateIn } from './state-lines.ts';

/**
 * Opens a figure or link in a mail: quoted, re-wrapped, in a comment, or cut off behind its state. The first that is
 * whole is opened. Never throws; the error is a sentence.
 */
export function readFigure(text: string, catalogue: Catalogue, ready: ReadyScenarios = []): Result<Opened> {
  if (text.length > LONGEST_TEXT)
    return failure(
      `The text has ${text.length} characters, and at most ${LONGEST_TEXT} are read: paste the figure alone.`,
    );
  let error: string | null = null;
  for (const reading of readings(text)) {
    for (const opened of [stateIn(reading, catalogue, ready), linkIn(reading, catalogue, ready)]) {
      if (opened?.ok === true) return opened;
      error ??= opened?.error ?? null;
    }
  }
  return failure(
    error ?? 'There is no figure here: the last lines of a figure begin with msix1: and must be there.',
  );
}

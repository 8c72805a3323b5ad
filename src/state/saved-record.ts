/** How one scenario is kept: a record of its own, with a revision, so that two tabs notice each other. */
import { failure, success, type Result } from '#model/base/result.ts';
import { restoreLines, saveLines, versionOf } from '#share/saved-lines.ts';
import { restoreScenario, saveScenario } from '#share/saved-scenario.ts';
import type { Lineage, OwnScenario } from './document.ts';

/**
 * Newest version that is read; a record with a higher one is from a newer app: kept, but not read. Version 2 has
 * `lines`, version 3 `show` lines among them. A record is of the oldest version that can hold it, for older apps.
 */
export const RECORD_VERSION = 3;

export const PREFIX = 'msixscope.scenario.';
/** Records that could not be read, as they were. */
export const ASIDE = 'msixscope.aside.';
/** Of long records; the short record under PREFIX says which. */
export const LONG = 'long.';

/** What is told of a record without reading its scenario. */
export interface RecordHead {
  readonly version: number;
  readonly id: string;
  /** Counts up with every change. */
  readonly revision: number;
  /** The tab that wrote it. */
  readonly tab: string;
  /** Its place in the list. */
  readonly order: number;
  /** Key of the long text that holds the rest, or null when it is all here. */
  readonly long: string | null;
}

export interface SavedRecord extends RecordHead {
  readonly item: OwnScenario;
}

export function recordText(
  head: Omit<RecordHead, 'version' | 'long'>,
  { scenario, lines, from }: OwnScenario,
): string {
  return JSON.stringify({
    version: versionOf(lines),
    ...head,
    from,
    scenario: saveScenario(scenario),
    ...(lines.length > 0 && { lines: saveLines(lines) }),
  });
}

/** The record in the shelf for a long text under the key `long`. */
export const stubText = (
  head: Omit<RecordHead, 'version' | 'long'>,
  { lines }: OwnScenario,
  long: string,
): string => JSON.stringify({ version: versionOf(lines), ...head, long });

export function readHead(text: string): Result<RecordHead> {
  const json = parsed(text);
  if (json === null) return failure('it is not a record of this app, or it was cut off');
  const { version, id, revision, tab, order, long } = json;
  if (typeof version !== 'number') return failure('it has no version');
  if (version > RECORD_VERSION)
    return failure(
      `it was written by a newer version of this app (format ${version}, this one reads ${RECORD_VERSION})`,
    );
  if (typeof id !== 'string' || !Number.isSafeInteger(revision) || typeof tab !== 'string')
    return failure('its head is damaged');
  return success({
    version,
    id,
    revision: revision as number,
    tab,
    order: typeof order === 'number' ? order : 0,
    long: typeof long === 'string' ? long : null,
  });
}

export function readRecord(text: string): Result<SavedRecord> {
  const head = readHead(text);
  if (!head.ok) return head;
  const json = parsed(text) ?? {};
  const scenario = restoreScenario(json['scenario']);
  if (!scenario.ok) return failure(scenario.error);
  const lines = restoreLines(json['lines'] ?? [], scenario.value.steps.length);
  if (!lines.ok) return failure(lines.error);
  const { id } = head.value;
  const item = { id, scenario: scenario.value, lines: lines.value, from: lineageOf(json['from']) };
  return success({ ...head.value, item });
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function lineageOf(saved: unknown): Lineage | null {
  if (typeof saved !== 'object' || saved === null) return null;
  const { id, name, steps } = saved as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  return { id, name, steps: typeof steps === 'number' ? steps : null };
}

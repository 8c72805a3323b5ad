/** Scenarios as files: what the person saves by hand and opens again, here or elsewhere. */
import { failure, success, type Result } from '#model/base/result.ts';
import { documentOf } from '#share/document.ts';
import { decodeFile, encodeFile, FILE_FORMAT as DOCUMENT_FORMAT } from '#share/file.ts';
import { restoreLines, saveLines, versionOf } from '#share/saved-lines.ts';
import { restoreScenario, saveScenario } from '#share/saved-scenario.ts';
import type { ScenarioWithLines } from './document.ts';
import { fileStem } from './file-stem.ts';

export const FILE_FORMAT = 'msixscope scenarios';
/** Newest version that is read. Version 2 has `lines` in its scenarios, version 3 `show` lines among them; a file is of the oldest that can hold it. */
export const FILE_VERSION = 3;
/** Larger files are not opened, in bytes. */
export const LARGEST_SCENARIO_FILE = 32 * 1024 * 1024;

export function exportText(texts: readonly ScenarioWithLines[]): string {
  const version = Math.max(1, ...texts.map(({ lines }) => versionOf(lines)));
  const scenarios = texts.map(({ scenario, lines }) => ({
    ...(saveScenario(scenario) as object),
    ...(lines.length > 0 && { lines: saveLines(lines) }),
  }));
  return `${JSON.stringify({ format: FILE_FORMAT, version, scenarios }, null, 1)}\n`;
}

/** One scenario as a document with its design, as docs/scenario.schema.json describes it. */
export const documentText = ({ scenario, lines }: ScenarioWithLines, designId: string): string =>
  encodeFile(documentOf(scenario, [designId], { lines }));

/** A file name for a scenario: `mask-and-unmask.msixscope.json`. */
export const fileName = (name: string): string => `${fileStem(name)}.msixscope.json`;

/** The scenarios of a file, all or none; else what is wrong, where, and what to do. */
export function importText(text: string): Result<readonly ScenarioWithLines[]> {
  if (text.trim() === '')
    return failure('The file is empty. Choose one that was saved with “Save as a file”.');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return failure(
      `The file is not JSON, or it was cut off (${error instanceof Error ? error.message : 'unknown'}). Save it again where it came from.`,
    );
  }
  const { format, version, scenarios } = (typeof json === 'object' && json !== null ? json : {}) as Readonly<
    Record<string, unknown>
  >;
  if (format === DOCUMENT_FORMAT) {
    const read = decodeFile(text);
    return read.ok
      ? success([{ scenario: read.value.scenario, lines: read.value.lines }])
      : failure(`${read.error} Correct it there, or save it again.`);
  }
  if (format !== FILE_FORMAT || !Array.isArray(scenarios))
    return failure(
      `The file is JSON, but no scenario of this app: “format” should be “${DOCUMENT_FORMAT}” or “${FILE_FORMAT}”. The output of lspci is opened in the Device dialog.`,
    );
  if (typeof version !== 'number' || version > FILE_VERSION)
    return failure(
      `The file was saved by a newer version of this app (format ${String(version)}; this one reads ${FILE_VERSION}). Open it there.`,
    );
  if (scenarios.length === 0) return failure('The file holds no scenario.');
  const read: ScenarioWithLines[] = [];
  for (const [n, saved] of scenarios.entries()) {
    const text = restoreText(saved);
    if (!text.ok)
      return failure(`Scenario ${n + 1} of the file: ${text.error} Correct it there, or save it again.`);
    read.push(text.value);
  }
  return success(read);
}

function restoreText(saved: unknown): Result<ScenarioWithLines> {
  const scenario = restoreScenario(saved);
  if (!scenario.ok) return scenario;
  const { lines: savedLines = [] } = saved as { readonly lines?: unknown };
  const lines = restoreLines(savedLines, scenario.value.steps.length);
  return lines.ok ? success({ scenario: scenario.value, lines: lines.value }) : lines;
}

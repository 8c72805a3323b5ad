/** Scenario texts as files: opened, with or without mistakes, and saved. */
import { failure, success, type Result } from '#model/base/result.ts';
import type { SharedDocument } from '#share/document.ts';
import { readFile, type FileReading } from '#share/file-reading.ts';
import { LONGEST_TEXT } from '#share/limits.ts';
import { toldNotices } from '#share/open-text.ts';
import { importText } from './files.ts';
import { VIEWS } from './look.ts';
import { CATALOGUE, openDocument, READY } from './sharing.ts';
import { takenNames } from './taken-names.ts';
import { printedText } from './text-draft.ts';
import type { TextDrafts } from './text-drafts.ts';
import { textKey } from './text-key.ts';
import type { Workbench } from './workbench.ts';

/** How scenario texts are called on a disk. */
export const TEXT_FILE = /\.msix$/i;

/** A file name for the text of a scenario: `mask-and-unmask.msix`. */
export function textFileName(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `${words.join('-').slice(0, 60) || 'scenario'}.msix`;
}

/**
 * Opens what stands in a file of that name: a scenario text, kept as it was typed, or a figure, link or saved scenario.
 * A scenario text with mistakes becomes an empty scenario whose text waits to be mended in the Text view. The value is
 * what should be told, in sentences; `reading` is what readFile makes of the text, where it was read elsewhere; the error says why nothing was opened, and then nothing has changed.
 */
export function openFile(
  name: string,
  text: string,
  workbench: Workbench,
  drafts: TextDrafts,
  reading: FileReading = readFile(text, CATALOGUE, READY),
): Result<readonly string[]> {
  if (text.length > LONGEST_TEXT)
    return failure(`“${name}” has ${text.length} characters; at most ${LONGEST_TEXT} are read. Split it.`);
  const { parsed, opened, isScenarioText } = reading;
  const { document, problems } = parsed;
  if (document !== null && problems.length === 0) {
    const told = openDocument(workbench, document);
    keepTyped(text, workbench, drafts);
    return success([...toldNotices(parsed.notices), ...told]);
  }
  if (opened === null) return openSaved(name, text, workbench);
  if (opened.ok) {
    const told = openDocument(workbench, opened.value.document);
    return success([...opened.value.notices, ...told]);
  }
  if (!isScenarioText) return failure(`“${name}” was not opened. ${opened.error} Nothing has changed.`);
  openToMend(name, text, document, workbench, drafts);
  const mistakes = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
  return success([
    `“${name}” has ${mistakes}. It is open to be mended in the Text view; the list stays empty until there is none.`,
  ]);
}

function openSaved(name: string, text: string, { actions, getState }: Workbench): Result<readonly string[]> {
  const read = importText(text);
  if (!read.ok) return failure(`“${name}” was not opened. ${read.error} Nothing has changed.`);
  actions.addScenarios(read.value, `open ${name}`);
  const { length } = read.value;
  return success([
    `“${name}” was opened: ${length === 1 ? 'one scenario is' : `${length} scenarios are`} added to yours.`,
    ...takenNames(read.value, getState()),
  ]);
}

/** Keeps the spelling of a text that was opened, unless the same scenario has a text with mistakes that waits. */
function keepTyped(text: string, workbench: Workbench, drafts: TextDrafts): void {
  const key = textKey(workbench.getState());
  const waiting = drafts.read(key);
  if (waiting instanceof Promise || (waiting !== null && waiting.text !== waiting.good)) return;
  const typed = text.replace(/\r\n?/g, '\n');
  void drafts.save(key, { text: typed, good: typed });
}

function openToMend(
  name: string,
  text: string,
  document: SharedDocument | null,
  workbench: Workbench,
  drafts: TextDrafts,
): void {
  const { device } = document?.scenario ?? workbench.getState();
  const title = document?.scenario.name || name.replace(TEXT_FILE, '');
  workbench.actions.openScenario({ name: title, note: '', device, registers: new Map(), steps: [] });
  workbench.actions.setLook({ view: 'text' });
  const state = workbench.getState();
  void drafts.save(textKey(state), { text: text.replace(/\r\n?/g, '\n'), good: printedText(state) });
}

/** True when the text says which view to show, and the app has it. */
export const namesView = (text: string): boolean =>
  VIEWS.some((name) => new RegExp(`^\\s*view\\s+${name}\\s*(#|$)`, 'm').test(text));

/** Texts that somebody dropped on the window: what they are, and how those of ours are opened. */
import { looksLikeRecording } from '#import/traces/looks-like-recording.ts';
import { isShared, openText } from '#share/open-text.ts';
import { importText, LARGEST_FILE } from './files.ts';
import type { KeepingStore } from './keeping.ts';
import { CATALOGUE, openDocument } from './sharing.ts';
import type { Workbench } from './workbench.ts';

/** `scenario`: a file saved by the app, a scenario text, a link or a figure. Everything else is taken for lspci's. */
export type DroppedKind = 'recording' | 'scenario' | 'lspci';

const isJson = (text: string): boolean => /^\s*\{/.test(text);

/** What a file that begins with `head` is, by its content alone; `isWhole` when nothing comes after. */
export function kindOfDropped(head: Uint8Array, isWhole: boolean): DroppedKind {
  if (looksLikeRecording(head, isWhole)) return 'recording';
  const text = new TextDecoder().decode(head);
  return isJson(text) || isShared(text) ? 'scenario' : 'lspci';
}

/**
 * Opens a text of the kind `scenario`: those of a file are added to one's own, a link, text or figure is shown at its
 * step. What was done is told; a text that cannot be read is told in a sentence and changes nothing.
 */
export function openDroppedScenario(
  name: string,
  text: string,
  workbench: Workbench,
  keeping: KeepingStore,
): void {
  const refuse = (why: string) =>
    keeping.tell('warning', `“${name}” was not opened. ${why} Nothing has changed.`);
  if (text.length > LARGEST_FILE) {
    refuse(`It has ${text.length} characters; at most ${LARGEST_FILE} are read.`);
    return;
  }
  if (isJson(text)) {
    const read = importText(text);
    if (!read.ok) {
      refuse(read.error);
      return;
    }
    workbench.actions.addScenarios(read.value, `open ${name}`);
    const count = read.value.length;
    keeping.tell(
      'note',
      `“${name}” was opened: ${count === 1 ? 'one scenario is' : `${count} scenarios are`} added to yours.`,
    );
    return;
  }
  const opened = openText(text, CATALOGUE);
  if (!opened.ok) {
    refuse(opened.error);
    return;
  }
  openDocument(workbench, opened.value.document);
  keeping.tell('note', `“${name}” was opened: ${opened.value.document.scenario.name}.`);
  for (const notice of opened.value.notices) keeping.tell('note', notice);
}

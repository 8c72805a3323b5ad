/** Opens a file that holds something of ours, chosen or dropped. */
import type { FileReading } from '#share/file-reading.ts';
import { wordsOf } from '#state/background.ts';
import type { KeepingStore } from '#state/keeping.ts';
import { LARGEST_SCENARIO_FILE } from '#state/files.ts';
import { namesView, openFile } from '#state/text-files.ts';
import { readFileInBackground } from '#state/text-reader.ts';
import type { Workbench } from '#state/workbench.ts';
import { keptDrafts } from './kept-drafts.ts';

/** What came of it is told in a notice; a file that cannot be read changes nothing. `stay`: in the Text view, unless the text names another. */
export async function openTextFile(
  file: File,
  workbench: Workbench,
  keeping: KeepingStore,
  stay = false,
): Promise<void> {
  const { name } = file;
  if (file.size > LARGEST_SCENARIO_FILE) {
    keeping.tell(
      'warning',
      `“${name}” is larger than ${LARGEST_SCENARIO_FILE / 1024 / 1024} MiB and was not opened. Split it. Nothing has changed.`,
    );
    return;
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    keeping.tell(
      'warning',
      `“${name}” could not be read. If it is a folder or has been moved, open the file itself again.`,
    );
    return;
  }
  let reading: FileReading;
  try {
    reading = await readFileInBackground(text).result;
  } catch (reason) {
    keeping.tell('warning', `“${name}” was not opened. ${wordsOf(reason)} Nothing has changed.`);
    return;
  }
  const opened = openFile(name, text, workbench, keptDrafts(workbench), reading);
  if (!opened.ok) {
    keeping.tell('warning', opened.error);
    return;
  }
  if (stay && !namesView(text)) workbench.actions.setLook({ view: 'text' });
  for (const sentence of opened.value) keeping.tell('note', sentence);
}

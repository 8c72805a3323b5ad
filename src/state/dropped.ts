/** Texts that somebody dropped on the window: what they are. */
import { looksLikeRecording } from '#import/traces/looks-like-recording.ts';
import { isShared } from '#share/open-text.ts';

/** `scenario`: a file saved by the app, a scenario text, a link or a figure. Everything else is taken for lspci's. */
export type DroppedKind = 'recording' | 'scenario' | 'lspci';

const isJson = (text: string): boolean => /^\s*\{/.test(text);

/** What a file that begins with `head` is, by its content alone; `isWhole` when nothing comes after. */
export function kindOfDropped(head: Uint8Array, isWhole: boolean): DroppedKind {
  if (looksLikeRecording(head, isWhole)) return 'recording';
  const text = new TextDecoder().decode(head);
  return isJson(text) || isShared(text) ? 'scenario' : 'lspci';
}

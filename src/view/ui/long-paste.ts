import type { ClipboardEvent } from 'react';

/** Chromium takes seconds to put texts of this many characters into a field itself, line by line. */
const SLOW_PASTE = 10_000;

/** What the field says once a long text is pasted, which it is then kept from doing itself; null for a short one. */
export function longPaste(event: ClipboardEvent<HTMLTextAreaElement>): string | null {
  const pasted = event.clipboardData.getData('text/plain');
  if (pasted.length < SLOW_PASTE) return null;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return value.slice(0, selectionStart) + pasted + value.slice(selectionEnd);
}

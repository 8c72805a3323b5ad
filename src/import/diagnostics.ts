/** What an importer has to say about one place of the text: nothing it could not use is dropped in silence. */

/** `error`: something asked for is missing; `warning`: read, but look at it; `note`: how it was read. */
export type Severity = 'error' | 'warning' | 'note';

export interface Diagnostic {
  /** Line of the text, counted from 1; 0 when the message is about the whole text. */
  readonly line: number;
  /** Column, counted from 1. */
  readonly column?: number;
  readonly severity: Severity;
  /** Stable name of the kind of message, in kebab-case. */
  readonly code: string;
  /** Whole sentences: what is wrong, where, and what to do. Fit to be shown as they are. */
  readonly message: string;
  /** The text it is about, cut to `EXCERPT_LENGTH` characters. */
  readonly excerpt?: string;
}

const EXCERPT_LENGTH = 120;

/** `text` short enough to be quoted in a message. */
export function excerptOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= EXCERPT_LENGTH ? trimmed : `${trimmed.slice(0, EXCERPT_LENGTH - 1)}…`;
}

/** "a", "a and b", "a, b and 3 more": a list that stays readable when it is long. */
export function listOf(items: readonly string[], most = 5): string {
  if (items.length <= 1) return items.join('');
  if (items.length <= most) return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
  return `${items.slice(0, most).join(', ')} and ${String(items.length - most)} more`;
}

/** `1 device`, `3 devices`: a count with its noun. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** What the keys of a presentation mean, in its own window and in the speaker's. */
import type { Intent } from '#state/presentation.ts';

/** What a key asks for: a move, or something of the window. */
export type PresentIntent = Intent | 'leave' | 'speaker' | 'fullscreen' | 'keys';

const KEYS: Readonly<Record<string, PresentIntent>> = {
  ' ': 'next',
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  Backspace: 'previous',
  Home: 'first',
  End: 'last',
  ArrowDown: 'hop-on',
  ArrowUp: 'hop-back',
  Enter: 'enter',
  '.': 'blank',
  b: 'blank',
  B: 'blank',
  l: 'spotlight',
  L: 'spotlight',
  s: 'speaker',
  S: 'speaker',
  f: 'fullscreen',
  F: 'fullscreen',
  '?': 'keys',
  Escape: 'leave',
};

/** What the key with that name asks for; null when it means nothing here. */
export function presentIntent(key: string): PresentIntent | null {
  if (/^[0-9]$/.test(key)) return { digit: key };
  return Object.hasOwn(KEYS, key) ? KEYS[key]! : null;
}

/** The keys as people name them, for the stage's own list and for the help dialog. */
export const PRESENT_KEYS = [
  { keys: 'Space, Right arrow, Page Down, Enter', does: 'Next moment' },
  { keys: 'Left arrow, Page Up, Backspace', does: 'Previous moment' },
  { keys: 'Home, End', does: 'First and last moment' },
  { keys: 'A number, then Enter', does: 'That moment; without Enter where no longer number begins like it' },
  { keys: 'Down and Up arrow', does: 'One hop on, one hop back within the moment' },
  { keys: '. (full stop), b', does: 'Blank the screen, and back' },
  { keys: 'l', does: 'The mouse pointer as a spotlight, and back' },
  { keys: 's', does: 'The speaker’s window: notes, next moment, clock' },
  { keys: 'f', does: 'The whole screen, and back' },
  { keys: '?', does: 'This list, and back' },
  { keys: 'Escape', does: 'Leave the presentation' },
] as const;

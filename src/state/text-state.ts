/** What a text editor is to the app, and what the app tells of the text. */
import type { Problem } from '#share/text/problem.ts';
import type { Expectation } from './expectations.ts';

/** The text editor, as far as it is known here. */
export interface EditorPort {
  readonly text: () => string;
  /** The line of the cursor, from 1. */
  readonly line: () => number;
  /**
   * Shows a text: that of another scenario (`open`), the same after a change made elsewhere (`follow`), or with a name
   * of its own, which is nothing to be undone (`rename`).
   */
  readonly show: (text: string, how: 'open' | 'follow' | 'rename', key: string) => void;
  /** The text that is shown is kept under this key from now on. */
  readonly rename: (key: string) => void;
}

export interface TextState {
  /** The name under which the text is kept. */
  readonly key: string;
  readonly phase: 'loading' | 'reading' | 'agrees' | 'mistakes';
  /** Something was typed that is not read yet. */
  readonly isPending: boolean;
  readonly problems: readonly Problem[];
  readonly remarks: readonly string[];
  readonly expectations: readonly Expectation[];
  /** The line of each step of the list in the text, from 1; 0 where it was changed and has mistakes. */
  readonly stepLines: readonly number[];
  /** Text and list both changed the same lines; the text's stand. */
  readonly clash: boolean;
  /** False when the browser stores nothing. */
  readonly isKept: boolean;
}

/** What is known before a text is read. */
export const NOTHING: Omit<TextState, 'key'> = {
  phase: 'loading',
  isPending: false,
  problems: [],
  remarks: [],
  expectations: [],
  stepLines: [],
  clash: false,
  isKept: true,
};

/** Something wrong at one place of a text, in a sentence that says what to do. Lines and columns count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Characters concerned; 0 when something is missing there. */
  readonly length: number;
  readonly sentence: string;
}

/** `12:5: …`, as compilers write it. */
export const problemLine = ({ line, column, sentence }: Problem): string => `${line}:${column}: ${sentence}`;

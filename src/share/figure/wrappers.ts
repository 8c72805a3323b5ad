/** What a figure is put into. */
export type Wrapper = 'plain' | 'c' | 'rst' | 'reply';

export const WRAPPERS: readonly Wrapper[] = ['plain', 'c', 'rst', 'reply'];

/** Columns that a wrapper takes of the width. */
export const WRAPPER_COLUMNS: Readonly<Record<Wrapper, number>> = { plain: 0, c: 3, rst: 4, reply: 2 };

/** The lines in a C comment, in an RST literal block, or as the text of a mail that is replied to. */
export function wrapLines(lines: readonly string[], wrapper: Wrapper): string[] {
  const prefixed = (prefix: string) => lines.map((line) => `${prefix}${line}`.trimEnd());
  switch (wrapper) {
    case 'plain':
      return [...lines];
    case 'c':
      return ['/*', ...prefixed(' * '), ' */'];
    case 'rst':
      return ['::', '', ...prefixed('    ')];
    case 'reply':
      return prefixed('> ');
  }
}

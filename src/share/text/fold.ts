/** Lines that go on in the next: `\` at the end, and the next begins with a blank. So texts stay narrow in mails. */

/** Columns of a text that is printed for a mail, as Xen's and Linux's own are. */
export const MAIL_COLUMNS = 72;

const INDENT = '  ';

/**
 * `text` with no line longer than `width`; the inverse of unfolded. A line that would lose blanks by it, as one with a
 * wide gap, stays as it is.
 */
export function folded(text: string, width = MAIL_COLUMNS): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.length <= width) return line;
      const narrow = foldedLine(line, width).join('\n');
      return unfolded(narrow).text === line ? narrow : line;
    })
    .join('\n');
}

function foldedLine(line: string, width: number): string[] {
  const parts: string[] = [];
  let rest = line;
  let indent = '';
  while (indent.length + rest.length > width) {
    const room = width - indent.length - 1;
    // Behind a blank if there is one far enough to the right, else within the word; never before a blank.
    let at = rest.lastIndexOf(' ', room - 1) + 1;
    if (at <= room / 3) at = room;
    while (at > 1 && (/\s/.test(rest[at]!) || /[\udc00-\udfff]/.test(rest[at]!))) at--;
    parts.push(`${indent}${rest.slice(0, at)}\\`);
    rest = rest.slice(at);
    indent = INDENT;
  }
  return [...parts, indent + rest];
}

/** A text without folds, and where its lines stood. */
export interface Unfolded {
  readonly text: string;
  /** Line and column, both from 1, in the text before, of those in this one. */
  readonly placeOf: (line: number, column: number) => { readonly line: number; readonly column: number };
}

export function unfolded(text: string): Unfolded {
  if (!text.includes('\\\n') && !text.includes('\\\r'))
    return { text, placeOf: (line, column) => ({ line, column }) };
  /** Of each line: for each of its parts, at which column it begins here, and its line and indent there. */
  const places: { from: number; line: number; indent: number }[][] = [];
  const lines = text.split('\n');
  const whole: string[] = [];
  lines.forEach((line, n) => {
    const before = lines[n - 1];
    if (n > 0 && /\\\r?$/.test(before!) && /^[ \t\u00a0]/.test(line)) {
      const indent = line.length - line.trimStart().length;
      const head = whole.at(-1)!.replace(/\\\r?$/, '');
      places.at(-1)!.push({ from: head.length + 1, line: n + 1, indent });
      whole[whole.length - 1] = head + line.slice(indent);
    } else {
      whole.push(line);
      places.push([{ from: 1, line: n + 1, indent: 0 }]);
    }
  });
  return {
    text: whole.join('\n'),
    placeOf: (line, column) => {
      const part = places[line - 1]?.findLast(({ from }) => from <= column);
      return part ? { line: part.line, column: column - part.from + 1 + part.indent } : { line, column };
    },
  };
}

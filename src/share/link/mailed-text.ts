/** What mail does to characters that belong together, undone. */

/** Marks of quoting, comments and indentation at the start of a line: `> > `, ` * `, `| `, `JB> `. */
const LINE_PREFIX = /^(?:[\s>|*]|[A-Za-z]{1,3}>)*/;

/** The lines of a mail without the marks at their starts. */
export function unquotedLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map((line) => line.replace(LINE_PREFIX, ''));
}

/** All characters of a mail in a row, without marks of quoting and without blanks. */
const inARow = (text: string): string => unquotedLines(text).join('').replace(/\s+/g, '');

/** The ways in which a mail may have to be read, the most likely first: each as all its characters in a row. */
export function readings(text: string): string[] {
  const plain = inARow(text);
  const found = [plain];
  const unprintable = /=\r?\n|=[0-9A-F]{2}/.test(text) ? inARow(withoutQuotedPrintable(text)) : plain;
  if (unprintable !== plain) found.push(unprintable);
  for (const one of [...found]) if (/%[0-9A-Fa-f]{2}/.test(one)) found.push(withoutPercents(one));
  return found;
}

/** RFC 2045, 6.7: a line that ends in = goes on in the next one, and =3D stands for =. */
function withoutQuotedPrintable(text: string): string {
  return unquotedLines(text)
    .join('\n')
    .replace(/=[ \t]*\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Twice, for programs that encode what was encoded. */
function withoutPercents(text: string): string {
  const decoded = (one: string) =>
    one.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return decoded(decoded(text));
}

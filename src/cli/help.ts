/** Lays out what `--help` prints: no line wider than a terminal, descriptions in one column. */

/** The width of a terminal that nobody has changed. */
export const HELP_COLUMNS = 80;

/** `  NAME  what it is`: the name with the blanks on both of its sides, and the description. */
const ITEM = /^(?<lead> {2}\S.*? {2,})(?<text>\S.*)$/;
const USAGE = /^(?<lead>usage: msixscope (?:[a-z]+ )?)(?<text>\S.*)$/;

/**
 * `text` with every paragraph and item filled again. A line that is indented further than an item's name goes on with
 * the item above it; items line up with one another where their names were written so.
 */
export function laidOut(text: string, columns = HELP_COLUMNS): string {
  const out: string[] = [];
  let lead = '';
  let words: string[] = [];
  const flush = (): void => {
    if (words.length > 0) out.push(...filled(lead, words, columns));
    words = [];
  };
  for (const line of text.split('\n')) {
    const begun = (USAGE.exec(line) ?? ITEM.exec(line))?.groups;
    const goesOn = /^ {3,}/.test(line) || (begun === undefined && !line.startsWith(' '));
    if (line.trim() === '') {
      flush();
      out.push('');
    } else if (goesOn && words.length > 0) {
      words.push(...wordsOf(line));
    } else {
      flush();
      lead = begun?.lead ?? '';
      words = wordsOf(begun?.text ?? line);
    }
  }
  flush();
  return out.join('\n');
}

/** What is in brackets or in quotes stays on one line. */
const wordsOf = (text: string): string[] => text.match(/\[[^\]]*\](?:\.{3})?|"[^"]*"\S*|\S+/g) ?? [];

function filled(lead: string, words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = lead;
  words.forEach((word, n) => {
    const blank = n === 0 || line === ' '.repeat(lead.length) ? '' : ' ';
    if (blank !== '' && line.length + blank.length + word.length > columns) {
      lines.push(line);
      line = `${' '.repeat(lead.length)}${word}`;
    } else {
      line += `${blank}${word}`;
    }
  });
  return [...lines, line];
}

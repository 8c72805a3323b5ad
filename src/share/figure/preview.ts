/** How a figure looks after replies: for a preview, and for the tests that prove that it still opens. */

/** What a mail program does with a quoted line that is too long for it. */
export type Rewrap =
  /** Leaves it as it is. */
  | 'keep'
  /** Breaks it at a blank; the rest is quoted as well. */
  | 'quoted-stub'
  /** Breaks it at a blank; the rest stands at the left edge. */
  | 'bare-stub'
  /** Cuts it at the column, within a word if need be. */
  | 'cut'
  /** Fills paragraphs anew. */
  | 'fill';

export const REWRAPS: readonly Rewrap[] = ['keep', 'quoted-stub', 'bare-stub', 'cut', 'fill'];

/** Columns at which mail programs wrap. */
export const MAIL_COLUMNS = [72, 76, 78, 80] as const;

/** How marks of several replies are written: `>>> ` takes one column a reply, `> > ` two. */
export const QUOTE_STYLES = ['tight', 'spaced'] as const;
export type QuoteStyle = (typeof QUOTE_STYLES)[number];

/** `text` after `depth` replies by programs that wrap at `columns` and treat long lines as `rewrap` says. */
export function quoted(
  text: string,
  depth: number,
  columns: number,
  rewrap: Rewrap = 'quoted-stub',
  style: QuoteStyle = 'tight',
): string {
  const mark = (line: string): string => {
    if (line === '') return '>';
    return style === 'tight' && line.startsWith('>') ? `>${line}` : `> ${line}`;
  };
  let lines = text.replace(/\n$/, '').split('\n');
  for (let reply = 0; reply < depth; reply++) {
    lines = lines.map(mark);
    lines =
      rewrap === 'fill' ? filled(lines, columns) : lines.flatMap((line) => broken(line, columns, rewrap));
  }
  return `${lines.join('\n')}\n`;
}

const QUOTE = /^(?:>+ ?)*/;

function broken(line: string, columns: number, rewrap: Rewrap): string[] {
  if (line.length <= columns || rewrap === 'keep') return [line];
  const quote = QUOTE.exec(line)![0];
  const prefix = rewrap === 'bare-stub' ? '' : quote;
  if (rewrap === 'cut')
    return [line.slice(0, columns), ...broken(prefix + line.slice(columns), columns, rewrap)];
  const blank = line.lastIndexOf(' ', columns);
  if (blank <= quote.length) return [line];
  return [
    line.slice(0, blank).trimEnd(),
    ...broken(prefix + line.slice(blank + 1).trimStart(), columns, rewrap),
  ];
}

/** Lines of the same depth that follow each other become one paragraph, as `fmt` and some editors do. */
function filled(lines: readonly string[], columns: number): string[] {
  const result: string[] = [];
  let last: { quote: string; words: string[] } | null = null;
  const flush = () => {
    if (last === null) return;
    let line = last.quote;
    for (const word of last.words) {
      if (line.length > last.quote.length && line.length + 1 + word.length > columns) {
        result.push(line);
        line = last.quote;
      }
      line += line.length === last.quote.length ? word : ` ${word}`;
    }
    result.push(line.trimEnd());
    last = null;
  };
  for (const line of lines) {
    const quote = QUOTE.exec(line)![0];
    const words = line.slice(quote.length).split(' ').filter(Boolean);
    if (last !== null && last.quote === quote && words.length > 0 && last.words.length > 0)
      last.words.push(...words);
    else {
      flush();
      last = { quote, words };
    }
  }
  flush();
  return result;
}

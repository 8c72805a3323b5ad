/** Text as printable ASCII, in lines of a given width. */

const SPELLINGS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '--',
  '→': '->',
  '←': '<-',
  '×': 'x',
  '≤': '<=',
  '≥': '>=',
  µ: 'u',
  ß: 'ss',
};

/** Printable ASCII (0x20 to 0x7e) only; what has no spelling in it becomes `?`. Never holds the beginning or end of a C comment. */
export function ascii(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/gu, (char) => SPELLINGS[char] ?? char)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .replace(/\*(?=\/)/g, '* ')
    .replace(/\/(?=\*)/g, '/ ');
}

/**
 * `text` in lines of at most `width` characters: the first begins with `first`, the others with as many blanks as
 * `indent` says. Words longer than a line are cut. No line has blanks at its end.
 */
export function wrapped(text: string, width: number, first = '', indent = 2): string[] {
  const lines: string[] = [];
  let line = first;
  let isFresh = true;
  const end = () => {
    lines.push(line.trimEnd());
    line = ' '.repeat(indent);
    isFresh = true;
  };
  for (let word of ascii(text).split(' ').filter(Boolean)) {
    if (!isFresh && line.length + 1 + word.length > width) end();
    while (line.length + (isFresh ? 0 : 1) + word.length > width) {
      const room = width - line.length;
      line += word.slice(0, room);
      word = word.slice(room);
      end();
    }
    line += isFresh ? word : ` ${word}`;
    isFresh = false;
  }
  if (!isFresh || lines.length === 0) end();
  return lines;
}

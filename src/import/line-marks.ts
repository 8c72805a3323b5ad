/** Takes away what stands before a line: quote marks, what loggers print, list marks, line numbers, names of speakers. */

/**
 * `> > `, `>> `, `| `, `MM> `: one mark at a time, so that any depth costs the same per character. Words that end in
 * this mark in a dump ("<access denied>") are no names of people.
 */
const QUOTE_MARK =
  /^ {0,8}(?:[>|»›│┃▏]|(?!(?:broken|denied|ignored|looped|rest|slot|unassigned)>)[A-Za-z][\w.]{0,11}>) ?/;

/** Logs of logs exist; more than this does not. Keeps the work per line bounded. */
const MOST_PREFIXES = 6;

/** What loggers put before a line: kernel time, syslog, journal with ISO time, priority, Xen console. */
const LOG_PREFIXES: readonly RegExp[] = [
  /^ {0,8}<\d{1,3}>/,
  /^ {0,8}\[ {0,12}\d{1,12}\.\d{1,9}\](?:\[[^\]]{1,16}\])? ?/,
  /^ {0,8}\(XEN\) ?(?:\[[-0-9:. ]{1,32}\] ?)?/,
  /^ {0,8}[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})? \S{1,64} [^ :]{1,64}: ?/,
  /^ {0,8}\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,16} (?:\S{1,64} [^ :]{1,64}: )?/,
  /^ {0,8}\[\/?(?:code|quote|pre|spoiler)(?:=[^\]]{0,80})?\] ?/i,
  /^ {0,8}<!\[CDATA\[/,
  /^ {0,8}\{(?:code|noformat|quote)(?::[^}]{0,80})?\} ?/i,
];

/**
 * Marks that could also be part of the text: believed when a statement follows them, or when the line before had the
 * same. The first group is what stays the same from line to line.
 */
const DECORATIONS: readonly RegExp[] = [
  /^ {0,8}([-+*] ["'`]{1,3}) ?/,
  /^ {0,8}(#{1,6}|\*{1,3}|[-+:;%}=~!•·‣◦▪]|\/\/|\/\*|REM|dnl) ?/,
  /^ {0,8}(["'`]{1,3}) ?/,
  /^ {0,8}(?:\[?\d{1,2}:\d\d(?::\d\d)?\]? {1,4})?(<[@+~&% ]?[^<> ]{1,32}>|[A-Za-z][^<>: ]{0,31}:) {1,4}/,
  /^ {0,8}([\w.-]{1,40} {0,40}[|│])(?: |$)/,
  /^ {0,8}([^ :]{1,80}\.(?:txt|log|out|md))[-:] ?/,
];
const NUMBER = /^ {0,8}\[?(\d{1,7})(?:[\]:.)-]| [|│](?= |$)|(?= ))/;
/** Before a domain of four digits and more a number and a colon look like a part of it. */
const LONG_DOMAIN = /^\d{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]/i;

/** What is known from the lines before. */
export interface MarkMemory {
  mark: string | null;
  number: number | null;
}

/** `line` without its marks. `begins` tells whether a text begins as one of the texts looked for does. */
export function withoutMarks(line: string, begins: (text: string) => boolean, memory: MarkMemory): string {
  const isCell = /^ {0,8}\|/.test(line);
  const plain = withoutPrefixes(line);
  const rest = withoutDecoration(plain, begins, memory);
  // In a table the line ends as it began.
  return isCell ? rest.replace(/ ?\|$/, '') : rest;
}

function withoutDecoration(line: string, begins: (text: string) => boolean, memory: MarkMemory): string {
  const text = line.trim();
  if (text === '') return line;
  const numbered = withoutNumber(text, begins, memory);
  if (numbered !== null) return numbered;
  if (begins(text) || text.length > 2000) {
    memory.mark = null;
    return line;
  }
  for (const decoration of DECORATIONS) {
    const found = decoration.exec(text);
    if (found === null) continue;
    const mark = `${decoration.source}${found[1] ?? ''}`;
    const rest = withoutEnd(withoutPrefixes(text.slice(found[0].length)).trim(), found[1] ?? '');
    if (memory.mark !== mark && !begins(rest)) continue;
    memory.mark = mark;
    return rest;
  }
  memory.mark = null;
  return line;
}

/** What was opened before a line is closed after it. */
function withoutEnd(text: string, mark: string): string {
  if (/["'`]/.test(mark)) return text.replace(/["'`]{1,3} ?,?$/, '');
  return mark.startsWith('*') ? text.replace(/ ?\*{1,3}\/?$/, '') : text;
}

/** Numbered lines count up, or a statement stands behind the number. */
function withoutNumber(text: string, begins: (text: string) => boolean, memory: MarkMemory): string | null {
  const [whole, digits] = NUMBER.exec(`${text} `) ?? [];
  const number = Number(digits);
  const isNext = memory.number !== null && number === memory.number + 1;
  memory.number = null;
  if (whole === undefined || (begins(text) && !(isNext && LONG_DOMAIN.test(text)))) return null;
  const rest = withoutPrefixes(text.slice(whole.length)).trim();
  // "0: Memory at" is more likely the rest of "Region 0: Memory at", and "00 a0: 01 08" that of two rows of bytes.
  const isRest =
    /^(?:Memory|I\/O ports) at/i.test(rest) ||
    (/^\d\d$/.test(whole) && /^[0-9a-f]{2}: [0-9a-f]{2}\b/i.test(rest));
  if (!isNext && (isRest || !begins(rest))) return null;
  memory.number = number;
  return rest;
}

/** Quote marks and log prefixes may stand in either order: a quoted log, a log of quoted text. */
function withoutPrefixes(line: string): string {
  let rest = withoutQuoteMarks(line);
  for (let round = 0; round < MOST_PREFIXES; round += 1) {
    const before = rest.length;
    for (const prefix of LOG_PREFIXES) rest = rest.replace(prefix, '');
    rest = withoutQuoteMarks(rest);
    if (rest.length === before) break;
  }
  return rest;
}

function withoutQuoteMarks(line: string): string {
  let at = 0;
  for (;;) {
    const mark = QUOTE_MARK.exec(line.slice(at, at + 24));
    if (mark === null) return at === 0 ? line : line.slice(at);
    at += mark[0].length;
  }
}

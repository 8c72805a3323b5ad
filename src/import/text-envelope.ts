/**
 * What a text was packed in on its way: quoted-printable mail, the source of a web page, a string of a program. Each
 * is recognised by traces in words that only a dump has, so that plain text is never changed.
 */

export interface Envelope {
  /** Raw mail: `=3D` for an equals sign, `=` at the end of a line that goes on. */
  readonly isMail: boolean;
  /** Source of a web page: tags and entities. */
  readonly isPage: boolean;
  /** A string as programs write it: `\n` for the end of a line, or a list of quoted lines. */
  readonly isString: boolean;
  /** Tabs and ends of lines made visible: `^I` and `$` by cat -A, `#011` and `#012` by rsyslog. */
  readonly isVisible: boolean;
}

const STATEMENT = String.raw`(?:(?:Subsystem|Control|Flags|Region|Capabilities|Memory at|Vector table|PBA|Kernel)\b|[0-9a-f]{2}: [0-9a-f]{2} [0-9a-f]{2} )`;
/** Marks of mail or of a log may stand between the end of a line and the next statement. */
const ESCAPED_END = new RegExp(String.raw`\\n(?:\\[nrt]|[^"'\\]){0,60}?${STATEMENT}`);
const LIST_OF_LINES = new RegExp(String.raw`["']\s*,\s*["'](?:\\[nrt]|[^"'\\]){0,60}?${STATEMENT}`);
/** `{"stdout": "`, `["`: keys and brackets before the string, and what closes them. */
const STRING_BEFORE = /^[\s{[]{0,80}(?:["'][^"'\\]{0,80}["']\s{0,4}:[\s{[]{0,80}){0,8}[bru]{0,2}["']/;
const STRING_AFTER = /["'][\s,\]}]{0,80}$/;
const VISIBLE_TABS = new RegExp(String.raw`(?:\^I|#01[12]) ?${STATEMENT}`);
const TAG_NAME =
  'a|b|body|code|div|em|font|h[1-6]|head|html|i|kbd|li|meta|ol|p|pre|samp|small|span|strong|table|tbody|td|th|tr|tt|u|ul';
const PAGE = new RegExp(`&(?:lt|gt|nbsp|#160|amp);|<(?:br|blockquote|${TAG_NAME})(?: [^<>]{1,500})?/?>`, 'i');
/** Tags that end a line of what the reader sees. */
const LINE_TAG = /<\/?(?:br|blockquote|div|h[1-6]|li|ol|p|pre|table|tr|ul)(?: [^<>]{0,500})?\/?>/gi;
const OTHER_TAG = new RegExp(`</?(?:${TAG_NAME})(?: [^<>]{0,500})?/?>`, 'gi');

export function envelopeOf(text: string): Envelope {
  return {
    isMail: /\b(?:BAR|offset|size|Count)=3D/i.test(text),
    isPage: PAGE.test(text),
    isString: ESCAPED_END.test(text) || LIST_OF_LINES.test(text),
    isVisible: VISIBLE_TABS.test(text) || endsInDollars(text),
  };
}

/** Lines that one line of the text stands for, unpacked. */
export function unpackLine(line: string, { isPage, isString, isVisible }: Envelope): readonly string[] {
  const lines = isVisible ? linesOfVisible(line) : [line];
  const strings = isString ? lines.flatMap(linesOfString) : lines;
  return isPage ? strings.flatMap(linesOfPage) : strings;
}

/** Every line that is not blank ends in the mark of cat -A. */
function endsInDollars(text: string): boolean {
  const beginning = text.slice(0, 4000);
  const ends = beginning.slice(0, beginning.lastIndexOf('\n')).split(/\r?\n/);
  return ends.length > 2 && ends.every((line) => line.endsWith('$'));
}

function linesOfVisible(line: string): string[] {
  return line
    .replace(/\$$/, '')
    .replace(/\^M$/, '')
    .replace(/\^I|#011/g, '\t')
    .replace(/M-BM- /g, ' ')
    .split('#012');
}

function linesOfString(line: string): string[] {
  return line.split(/\\r\\n|\\n|["'] ?, ?["']/).map((piece) =>
    piece
      .replace(STRING_BEFORE, '')
      .replace(STRING_AFTER, '')
      .replace(/\\(?:[rt]|u([0-9a-f]{4})|(["'\\/]))/gi, (whole, code?: string, itself?: string) => {
        if (itself !== undefined) return itself;
        if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
        return whole === '\\r' ? '' : '\t';
      }),
  );
}

/** A tag that begins or ends a paragraph ends the line; where nothing stands around it, it makes no line of its own. */
function linesOfPage(line: string): string[] {
  const pieces = line.split(LINE_TAG).map((piece) => decodeEntities(piece.replace(OTHER_TAG, '')));
  if (pieces.length === 1) return pieces;
  const shown = pieces.filter((piece) => piece.trim() !== '');
  return shown.length === 0 ? [''] : shown;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  quot: '"',
  apos: "'",
  amp: '&',
};

function decodeEntities(line: string): string {
  return line.replace(/&(?:([a-z]{2,6})|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi, (whole, name, decimal, digits) => {
    if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(digits), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Bytes beyond ASCII become a blank: the only ones in a dump are no-break spaces. */
export function decodeQuotedPrintable(line: string): string {
  return line.replace(/=([0-9A-F]{2})/g, (_, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code < 0x80 ? String.fromCharCode(code) : ' ';
  });
}

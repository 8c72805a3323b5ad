import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { figure } from '../figure/figure.ts';
import { readFigure } from '../figure/read-figure.ts';
import { isShared, openText } from '../open-text.ts';
import { anyDocument, CATALOGUE } from '../testing/arbitraries.ts';
import { decodeLink, encodeLink } from './link.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ADDRESS = 'https://example.org/msixscope/?embed&note=3Dx';
/** Before each line of what was quoted, put into a comment, or sent as a patch. */
const PREFIXES = ['', '> ', '>>> ', '> > > ', '| ', ': ', '# ', '## ', '// ', ' * ', '+ ', '+', '- ', '%% '];
const NAMES = ['JB> ', 'Roger> ', 'Roger Pau Monné> ', '| RP> > ', 'r.pau-m@example.org>> ', '&gt; &gt; '];
const GLUED = [
  ['', ''],
  ['<', '>'],
  ['<URL:', '>'],
  ['(', ')'],
  ['see ', '.'],
  ['', ', and so on'],
  ['[x](', ').'],
  ['"', '"'],
  ['', '> and more'],
] as const;
/** Zero-width characters, a soft hyphen, a byte order mark, non-breaking and other blanks. */
const INVISIBLE = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\ufeff',
  '\u00a0',
  '\u2007',
  '\u202f',
  '\t',
];

const anyFragment = anyDocument.map((document) => {
  const link = encodeLink(document, CATALOGUE);
  if (!link.ok) throw new Error(link.error);
  return { document, link: link.value };
});

/** Places at which a text of any length is cut, from 0 to 1. */
const anyCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });

/** `text` with `between` put in at the places. */
function parted(text: string, cuts: readonly number[], between: string): string {
  const at = [...new Set(cuts.map((cut) => 1 + Math.floor(cut * (text.length - 1))))].sort((a, b) => a - b);
  return [0, ...at].map((from, n) => text.slice(from, at[n])).join(between);
}

function quotedPrintable(text: string): string {
  let column = 0;
  return (text.match(/\r?\n|[^]/gu) ?? [])
    .map((char) => {
      if (char.endsWith('\n')) column = 0;
      if (char.endsWith('\n') || char === '\r') return char;
      const isPlain = /[ -~]/.test(char) && !'=_'.includes(char);
      const code = isPlain ? char : [...Buffer.from(char)].map((byte) => `=${hex2(byte)}`).join('');
      const soft = column + code.length > 75 ? '=\r\n' : '';
      column = (soft === '' ? column : 0) + code.length;
      return soft + code;
    })
    .join('');
}
const hex2 = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
const entities = (text: string): string => text.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`);
const ENCODINGS: readonly ((text: string) => string)[] = [
  encodeURI,
  encodeURIComponent,
  quotedPrintable,
  entities,
  (text) => text.replace(/[#_-]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
];

describe('a link that mail has damaged', () => {
  it('opens after any mixture of breaks, marks, glue, invisible characters and encodings', () => {
    const damage = fc.record({
      glued: fc.constantFrom(...GLUED),
      invisible: fc.tuple(fc.constantFrom(...INVISIBLE), anyCuts),
      prefix: fc.constantFrom(...PREFIXES, ...NAMES),
      cuts: anyCuts,
      lineEnd: fc.constantFrom('\n', '\r\n', ' \n', '\u00a0 \n', '\r'),
      encodings: fc.array(fc.constantFrom(...ENCODINGS), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(anyFragment, damage, ({ document, link }, { glued, invisible, prefix, cuts, ...rest }) => {
        const thin = parted(link, invisible[1], invisible[0]);
        const line = `${glued[0]}${ADDRESS}${parted(thin, cuts, `${rest.lineEnd}${prefix}`)}${glued[1]}`;
        const mail = `${prefix}So it is:\n${prefix}\n${prefix}${line}\n${prefix}I said.\n`;
        const text = rest.encodings.reduce((before, encode) => encode(before), mail);
        const opened = decodeLink(text, CATALOGUE);
        expect(opened.ok ? opened.value.document : `${opened.error} ${text}`).toEqual(document);
      }),
      { numRuns: 1000 },
    );
  });

  it('opens from an address bar, which drops line ends and encodes what is no part of an address', () => {
    const bar = (text: string) =>
      text.replace(/[\r\n\t]/g, '').replace(/[ "<>`\u0080-\uffff]/gu, encodeURIComponent);
    const prefix = fc.constantFrom('', '> ', '>>>>> ', '> > ', '| ', ': ', '# ', '// ', '+ ', '\u00a0> ');
    const lineEnd = fc.constantFrom('\n', '%0A', ' \r\n');
    const glue = fc.constantFrom(...GLUED.map(([, behind]) => behind));
    fc.assert(
      fc.property(
        anyFragment,
        prefix,
        anyCuts,
        lineEnd,
        glue,
        ({ document, link }, mark, cuts, end, behind) => {
          // Where a mark of the kind that links have, too, is lost among the first letters, nothing can be told.
          const kept = /[:#/]/.test(mark) ? '#msix1/'.length : 1;
          const text = link.slice(0, kept) + parted(link.slice(kept), cuts, end + mark) + behind;
          const opened = openText(bar(text), CATALOGUE);
          expect(opened.ok ? opened.value.document : opened.error).toEqual(document);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is found for what it is when it was encoded twice', () => {
    const { link } = fc.sample(anyFragment, { numRuns: 1, seed: 3 })[0]!;
    for (const text of [
      encodeURIComponent(link),
      encodeURIComponent(encodeURIComponent(link)),
      entities(link),
    ])
      expect(isShared(text)).toBe(true);
  });
});

describe('a figure that mail has damaged', () => {
  it('opens with any mark before its lines, hard cut at any column, encoded or not', () => {
    const prefix = fc.constantFrom(...PREFIXES, ...NAMES);
    const columns = fc.constantFrom(40, 60, 72, 76, 78, 80);
    fc.assert(
      fc.property(
        anyDocument,
        prefix,
        columns,
        fc.constantFrom(...ENCODINGS, String),
        (document, mark, most, encode) => {
          const drawn = figure(document, CATALOGUE, {});
          if (!drawn.ok) throw new Error(drawn.error);
          const cut = (line: string): string =>
            line.length <= most ? line : `${line.slice(0, most)}\n${cut(mark + line.slice(most))}`;
          const text = drawn.value
            .split('\n')
            .map((line) => cut(mark + line))
            .join('\n');
          const opened = readFigure(encode(text), CATALOGUE);
          expect(opened.ok ? opened.value.document : opened.error).toEqual(document);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is looked for in a megabyte of marks and escapes without exhausting the stack', () => {
    const large = ['>', '%41', 'a>', '=\n', 'msix1:', '&gt;'].map((part) =>
      part.repeat(2 ** 20 / part.length),
    );
    for (const text of large) {
      const start = performance.now();
      expect(readFigure(text, CATALOGUE).ok).toBe(false);
      expect(performance.now() - start).toBeLessThan(30_000);
    }
  });
});

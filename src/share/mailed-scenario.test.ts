import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SharedDocument } from './document.ts';
import { quoted, type Rewrap } from './figure/preview.ts';
import { figure } from './figure/figure.ts';
import { openText } from './open-text.ts';
import { anyDocumentOf, anySpelledDevice, CATALOGUE } from './testing/arbitraries.ts';
import { folded } from './text/fold.ts';
import { printScenario } from './text/print.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const anyDocument = anyDocumentOf(fc.oneof(fc.constantFrom(...CATALOGUE), anySpelledDevice));
const mailText = (document: SharedDocument): string => folded(printScenario(document, CATALOGUE));
const opens = (mail: string): SharedDocument | string => {
  const opened = openText(mail, CATALOGUE);
  return opened.ok ? opened.value.document : opened.error;
};

const PREFIXES = [
  '',
  '> ',
  '>>>>> ',
  '> > > ',
  '>> | ',
  '+ ',
  '+',
  ' + ',
  ': ',
  '# ',
  '// ',
  ' * ',
  'Roger> ',
  'JB> > ',
  '    ',
];
const BEFORE = ['', 'Hello,\n\nthis one is lost:\n\n', 'Am Mo., 3. Nov. schrieb Roger Pau Monné:\n\n'];
const BEHIND = [
  '',
  '\nI think not.\n',
  '\n-- \nSomeone\nmsixscope is fun\n',
  '\nAm Di. schrieb Jan:\nnote that this has no device\nat first I thought so, too\n',
  '\n--\nx',
];

describe('a scenario text in a mail', () => {
  it('is read between prose, signatures and what others wrote, behind any marks', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.constantFrom(...PREFIXES),
        fc.constantFrom(...BEFORE),
        fc.constantFrom(...BEHIND),
        fc.boolean(),
        (document, prefix, before, behind, isInside) => {
          const marked = (text: string) =>
            text
              .split('\n')
              .map((line) => (prefix + line).trimEnd())
              .join('\n');
          const text = mailText(document);
          const mail = isInside ? marked(`${before}${text}${behind}`) : `${before}${marked(text)}${behind}`;
          expect(opens(mail)).toEqual(document);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is read after replies by programs that wrap it', () => {
    const plain = anyDocumentOf(fc.constantFrom(...CATALOGUE), { withLines: false }).map((document) => ({
      ...document,
      scenario: {
        ...document.scenario,
        name: 'A register beside the table',
        note: 'The guest reads. '.repeat(9).trim(),
      },
    }));
    fc.assert(
      fc.property(
        plain,
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom<Rewrap>('keep', 'quoted-stub', 'bare-stub'),
        fc.constantFrom(72, 76, 78, 80),
        fc.boolean(),
        (document, depth, rewrap, columns, spaced) => {
          // Rests at the left edge are quoted by the next reply, and are then anybody's: in the last one only.
          const early = rewrap === 'bare-stub' ? 'keep' : rewrap;
          const before = quoted(`So:\n\n${mailText(document)}\nYes.\n`, depth, columns, early);
          const mail = quoted(before, 1, columns, rewrap);
          const text = spaced ? mail.replace(/^>+/gm, (marks) => Array.from(marks).join(' ')) : mail;
          expect(opens(`Someone wrote:\n${text}\nNo, it does not.\n`)).toEqual(document);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives way to the figure in the same mail where it is talked about only', () => {
    const [document] = fc.sample(anyDocument, { numRuns: 1, seed: 4 });
    const drawn = figure(document!, CATALOGUE, {});
    expect(opens(`Write\n\nmsixscope 1\n\non top. Or this:\n\n${drawn.ok ? drawn.value : ''}`)).toEqual(
      document,
    );
  });

  it('is never cut where a line of it has a mistake', () => {
    const text = 'Hello\n> msixscope 1\n> device 8086:2725\n>\n> exepct lost\n> W4 +0x0 = 1\n\nBye\n';
    expect(opens(text)).toMatch(/^Line 5, column 1: No line begins with “exepct”/);
  });
});

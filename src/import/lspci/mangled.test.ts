import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facts, fixture, wrapped } from '#import/testing/lspci-texts.ts';
import { parseLspci } from './parse-lspci.ts';

const TEXTS = [
  'poke.lspci-D-nn-vv',
  'e1000e-loaded.lspci-vvvxxxx',
  'mmiotrace-vmxnet3.lspci-vvv',
  'nvme2048-loaded.guest-config',
] as const;

const read = (text: string) => parseLspci(text).devices.map(facts);
const prefixed = (text: string, prefix: string): string =>
  text
    .split('\n')
    .map((line) => prefix + line)
    .join('\n');

/** Ways in which a dump changes its looks on the way to us, none of which may change what it says. */
const DRESSES: readonly (readonly [string, (text: string) => string])[] = [
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['quoted once', (text) => prefixed(text, '> ')],
  ['quoted tightly', (text) => prefixed(text, '>')],
  ['quoted three deep', (text) => prefixed(text, '> >> ')],
  ['in a table column', (text) => prefixed(text, '| ')],
  ['without indentation', (text) => text.replace(/^[\t ]+/gm, '')],
  ['with spaces for tabs', (text) => text.replaceAll('\t', '        ')],
  ['with no-break spaces', (text) => text.replaceAll(' ', '\u00a0')],
  ['with zero-width characters', (text) => text.replaceAll('MSI-X', 'MSI\u200b-X')],
  ['in a kernel log', (text) => prefixed(text, '[   12.345678] ')],
  ['quoted in a kernel log', (text) => prefixed(text, '[   12.345678] > ')],
  ['in the journal', (text) => prefixed(text, 'Nov 22 22:05:01 dom0 lspci[4711]: ')],
  ['with colours', (text) => text.replaceAll('Capabilities', '\u001b[1;32mCapabilities\u001b[0m')],
  ['double-spaced', (text) => text.replaceAll('\n', '\n\n')],
  ['with blanks at line ends', (text) => text.replaceAll('\n', '  \n')],
  ['in a web page', (text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
  ['wrapped at 78 columns', (text) => wrapped(text, 78)],
  ['wrapped at 72 columns', (text) => wrapped(text, 72)],
  ['wrapped at 64 columns, then quoted', (text) => wrapped(text, 64, '> ')],
  ['quoted, then wrapped at 72 columns', (text) => wrapped(prefixed(text, '> '), 72)],
  ['without indentation, wrapped at 66 columns', (text) => wrapped(text.replace(/^[\t ]+/gm, ''), 66)],
];

describe.each(TEXTS)('%s', (name) => {
  const text = fixture(name);
  const expected = read(text);

  it.each(DRESSES)('says the same %s', (_, dress) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(dress(text)).not.toBe(text);
    expect(read(dress(text))).toEqual(expected);
  });
});

describe('a header broken by mail', () => {
  const msix =
    '\n\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-\n\t\tVector table: BAR=0 offset=00002000\n\t\tPBA: BAR=0 offset=00003000\n';
  const header =
    '0000:04:00.0 Non-Volatile memory controller [0108]: Samsung Electronics Co Ltd NVMe SSD Controller PM9A1/PM9A3/980PRO [144d:a80a] (rev 01) (prog-if 02 [NVM Express])';

  it.each([60, 66, 72, 76, 80, 100])('at %i columns keeps slot, id and name', (width) => {
    const text = wrapped(header, width) + msix;
    expect(parseLspci(text).devices).toMatchObject([
      {
        slot: '0000:04:00.0',
        id: '144d:a80a',
        name: 'Samsung Electronics Co Ltd NVMe SSD Controller PM9A1/PM9A3/980PRO',
      },
    ]);
  });

  it('inside the class name is still a header', () => {
    const text = `0000:04:00.0 Non-Volatile memory\ncontroller [0108]: Samsung [144d:a80a]${msix}`;
    expect(parseLspci(text).devices).toMatchObject([{ id: '144d:a80a', name: 'Samsung' }]);
  });

  it('short of any margin is joined when it ends in a blank, as format=flowed mail marks it', () => {
    const text = `04:00.0 Network controller: Intel \nWi-Fi [8086:2725]${msix}`;
    expect(parseLspci(text).devices).toMatchObject([{ id: '8086:2725', name: 'Intel Wi-Fi' }]);
  });

  it('does not swallow the line after a short header', () => {
    const text = `04:00.0 Network controller: Intel Wi-Fi\nsome words${msix}`;
    expect(parseLspci(text).devices).toMatchObject([{ name: 'Intel Wi-Fi' }]);
  });
});

describe('a damaged text', () => {
  it('never makes the reader throw, wherever it is cut, nor makes it invent a value', () => {
    const text = fixture('poke.lspci-D-nn-vv');
    const whole = parseLspci(text).devices;
    for (let end = 0; end <= text.length; end += 1) {
      for (const [index, { msix, bars }] of parseLspci(text.slice(0, end)).devices.entries()) {
        const full = whole[index];
        for (const key of ['entries', 'enabled', 'masked', 'table', 'pba'] as const) {
          if (msix[key] !== null) expect(msix[key]).toEqual(full?.msix[key]);
        }
        for (const bar of bars) if (bar.address !== null) expect(full?.bars).toContainEqual(bar);
      }
    }
  }, 120_000);

  it('never makes the reader throw, whatever is changed in it', () => {
    const lines = TEXTS.slice(0, 3).flatMap((name) => fixture(name).split('\n'));
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '\r', '>', '[size=', 'Region 9:', 'offset=', '00:', 'MSI-X: '),
    );
    const change = fc.record({
      line: fc.nat(lines.length - 1),
      at: fc.nat(90),
      remove: fc.nat(30),
      insert: noise,
    });
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.array(change, { minLength: 1, maxLength: 30 }),
        (start, changes) => {
          const damaged = lines.slice(start, start + 120);
          for (const { line, at, remove, insert } of changes) {
            const index = line % damaged.length;
            const old = damaged[index] ?? '';
            damaged[index] = old.slice(0, at) + insert + old.slice(at + remove);
          }
          const report = parseLspci(damaged.join('\n'));
          for (const { description, bars } of report.devices) {
            if (description !== null) expect(description.msix.entries).toBeLessThanOrEqual(2048);
            expect(new Set(bars.map(({ index }) => index)).size).toBe(bars.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of lines in any order never makes the reader throw', () => {
    const lines = fixture('e1000e-loaded.lspci-vvvxxxx').split('\n').slice(0, 90);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), (shuffled) => void parseLspci(shuffled.join('\n'))),
      { numRuns: 200 },
    );
  });

  it('says the same when quoted and unquoted any number of times', () => {
    const text = fixture('poke.lspci-vvv');
    const expected = read(text);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('> ', '>', '>> ', '| '), { maxLength: 12 }), (marks) => {
        expect(read(prefixed(text, marks.join('')))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['carriage returns', '\r'],
    ['quote marks', '>'],
    ['blanks', ' '],
    ['priorities of a log', '<1>'],
    ['escapes', '\u001b['],
    ['hex rows', '00: 00 00 00 00\n'],
    ['headers', '04:00.0 Device\n'],
    ['capabilities', 'Capabilities: [80] MSI-X: Enable+ Count=16 Masked-\n'],
    ['broken headers', '04:00.0 Some\n'],
    ['open brackets', 'Region 0: Memory at 80000000 (64-bit [size=\n'],
    ['soft breaks', 'BAR=3D=\n'],
    ['markers', '-- resource 0000:00:00.0\n'],
  ])(
    'of nothing but %s is read in time proportional to its length',
    (_, piece) => {
      const text = `04:00.0 Network controller: x\n${piece.repeat(Math.floor(4_000_000 / piece.length))}`;
      const began = performance.now();
      parseLspci(text);
      expect(performance.now() - began).toBeLessThan(15_000);
    },
    30_000,
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, program } from './program.ts';

/** The seed is fixed, so that a failure comes again; change it, or raise the runs, to look further. */
const RUNS = { seed: 20261124, numRuns: 150 };
const MOST = 40_000;

const plain = (path: string): string => {
  const bytes = readFileSync(new URL(`../${path}`, import.meta.url));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').slice(0, MOST);
};
const folder = (path: string, ends: RegExp): string[] =>
  readdirSync(new URL(`../${path}`, import.meta.url))
    .filter((name) => ends.test(name))
    .map((name) => plain(`${path}/${name}`));

/** Real files of every kind that a command reads. */
const REAL = [
  ...folder('import/fixtures/lspci/3.9', /\.txt$/),
  ...folder('share/corpus', /\.(?:msix|txt)$/),
  ...folder('share/figure/pictures', /\.txt$/),
  plain('import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt'),
  plain('import/fixtures/traces/xen-4.17/megasas-adjacent-bound/xenalyze.txt.gz'),
  plain('vectors/fixtures/curated--xen-4.19--qemu-latch.jsonl.gz').split('\n')[0]!,
];

const LARGE = ['99999999999999999999', '0xffffffffffffffffffff', '-1', '1e999', '0x'];

/** What mail, disks and hands do to a text, at a place in it. */
const DAMAGES: readonly ((before: string, after: string, text: string) => string)[] = [
  (before) => before,
  (before, after, text) => before + text + after,
  (before, after, text) => before + after.replace(/\d+/, text),
  (before, after) => before + after.replace(/^[^\n]*\n/, (line) => line + line),
  (before, after) => `${before}${'x'.repeat(100_000)}${after}`,
];

const damage = fc
  .tuple(
    fc.constantFrom(...DAMAGES),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...LARGE, '\0', '\r', '\u2028')),
  )
  .map(([does, place, text]) => (whole: string) => {
    const at = Math.floor(place * whole.length);
    return does(whole.slice(0, at), whole.slice(at), text);
  });

const contents = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...REAL), fc.array(damage, { minLength: 1, maxLength: 4 }))
      .map(([text, all]) => all.reduce((so, does) => does(so), text)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
);

/** Searches go through whole state spaces and read no file: they have tests of their own. */
const READERS = COMMANDS.filter(({ name }) => name !== 'check' && name !== 'distinguish');

describe.each(READERS.map(({ name }) => name))('%s', (name) => {
  it('answers damaged files with a result or a sentence, and never with an exception', () => {
    fc.assert(
      fc.property(
        contents,
        contents,
        fc.constantFrom([], ['--json'], ['--design', 'xen-4.19']),
        (a, b, options) => {
          const files = name === 'join' ? ['a', 'b'] : ['a'];
          const read = (file: string) => ({ ok: true as const, value: file === 'a' ? a : b });
          const { exitCode, stdout, stderr } = program([name, ...files, ...options], read);
          expect([0, 1, 2]).toContain(exitCode);
          if (exitCode === 2) expect(stderr.trim()).not.toBe('');
          expect(`${stdout}${stderr}`).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b/);
        },
      ),
      RUNS,
    );
  }, 120_000);
});

it('answers any words on the command line with a result or a sentence', () => {
  const word = fc.oneof(
    fc.constantFrom(...READERS.map(({ name }) => name)),
    fc.constantFrom(
      '--json',
      '--design',
      '--width',
      '--step',
      '--device',
      '--',
      '-',
      '--help',
      'xen-4.19',
      'AX210',
    ),
    fc.constantFrom(...LARGE),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.constantFrom(...REAL), (args, text) => {
      fc.pre(args[0] !== 'check' && args[0] !== 'distinguish');
      const { exitCode, stderr } = program(args, () => ({ ok: true, value: text }));
      expect([0, 1, 2]).toContain(exitCode);
      if (exitCode === 2) expect(stderr.trim()).not.toBe('');
    }),
    { ...RUNS, numRuns: 500 },
  );
}, 120_000);

/** One property of one design is searched in a moment; what is added to it is mostly refused. */
const SEARCHES = [
  ['check', '--property', 'I8', '--design', 'xen-4.18'],
  ['distinguish', '--design', 'xen-4.18', '--design', 'xen-4.19'],
];

it('answers any further words after a search with a result or a sentence', () => {
  const word = fc.oneof(
    fc.constantFrom('--json', '--environments', '--property', 'I8', '--', '-', 'xen-4.19', '--most'),
    fc.constantFrom(...LARGE),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...SEARCHES), fc.array(word, { maxLength: 4 }), (search, words) => {
      const { exitCode, stderr } = program([...search, ...words], () => ({ ok: true, value: '' }));
      expect([0, 1, 2]).toContain(exitCode);
      if (exitCode === 2) expect(stderr.trim()).not.toBe('');
    }),
    { ...RUNS, numRuns: 20 },
  );
}, 120_000);

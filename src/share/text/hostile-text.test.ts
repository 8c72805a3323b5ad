import { describe, expect, it } from 'vitest';
import { openText } from '../open-text.ts';
import { LONGEST_LINE } from '../limits.ts';
import { CATALOGUE } from '../testing/arbitraries.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';

const HEAD = 'msixscope 1\ndevice 8086:2725\n';
const MEGABYTE = 2 ** 20;

const QUARTER = MEGABYTE / 4;

/** A text that begins as a scenario text and goes on with `piece`, over and over. */
const longText = (piece: string): string => HEAD + piece.repeat(Math.floor(QUARTER / piece.length));

/** Some are what mail, terminals and spreadsheets leave behind; with some the parser's own recovery took a minute. */
const PIECES = [
  ...['=3D', '\x1b[', ',', '00: 00 ', '"', '\\"', '(', '\t', '\r', '\u0000', '\ufeff', '0x', '{"a":', 'rep '],
  ...['W\n', ',\n', '\n', '#\n', 'serve\n', 'at 3\n', 'bar 0 0x0 4K\n', 'device 8086:2725\n', 'show 1\n'],
  ...['register +0x10 "\n', 'register +0x10 = 1 "a', '#\nnotes x\n', 'expect lost\n', 'design a b\n'],
];

/** Of this process alone, so that a busy machine does not count. */
const seconds = (work: () => void): number => {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1e6;
};

describe('a scenario text of 256 KiB', () => {
  // A tenth of a second each. The limit tells what grows with the square of the length, and nothing finer.
  it.each(PIECES)('is read in seconds when it repeats %j', (piece) => {
    const text = longText(piece);
    expect(seconds(() => parseScenario(text, CATALOGUE))).toBeLessThan(2);
  });

  it('is opened in seconds when it looks like a mail', () => {
    for (const piece of ['=3D', '> ', '>', 'Re: a> ', 'msix1/', '%25'])
      expect(seconds(() => openText(longText(piece), CATALOGUE))).toBeLessThan(3);
  });
});

describe('limits of a scenario text', () => {
  const told = (text: string) => parseScenario(text, CATALOGUE).problems;

  it('names a line that is too long, and reads the others', () => {
    const { document, problems } = parseScenario(
      `${HEAD}serve\nname ${'x'.repeat(LONGEST_LINE)}\nserve\nW4 nowhere\n`,
      CATALOGUE,
    );
    expect(problems.map(({ line }) => line)).toEqual([4, 6]);
    expect(problems[0]!.sentence).toBe(
      `This line has ${LONGEST_LINE + 5} characters; at most ${LONGEST_LINE} are read. Split it into several.`,
    );
    expect(document!.scenario.steps).toHaveLength(2);
  });

  it('has room for the longest REP access', () => {
    const values = Array.from({ length: 65_536 }, () => 0xffff_ffff_ffff_ffffn);
    const step = {
      op: 'rep-write',
      offset: 0x2000,
      size: 8,
      count: values.length,
      df: true,
      values,
    } as const;
    const { document } = parseScenario(HEAD, CATALOGUE);
    const text = printScenario(
      { ...document!, scenario: { ...document!.scenario, steps: [step] } },
      CATALOGUE,
    );
    const read = parseScenario(text, CATALOGUE);
    expect(read.problems).toEqual([]);
    expect(read.document!.scenario.steps).toEqual([step]);
  });

  it('tells the first thousand mistakes and the number of the others, and stops trying at ten thousand', () => {
    expect(told(`${HEAD}${'?\n'.repeat(3000)}`)).toHaveLength(1001);
    expect(told(`${HEAD}${'?\n'.repeat(3000)}serve\n`).at(-1)!.sentence).toBe(
      '2000 more lines cannot be read. Is this a scenario text?',
    );
    expect(told(`${HEAD}${'?\n'.repeat(30_000)}`).at(-1)!.sentence).toBe(
      '9000 more lines cannot be read, and those below line 10002 were not tried. Is this a scenario text?',
    );
  });

  it('quotes no more than the beginning of a long word', () => {
    for (const { sentence } of told(`${HEAD}at ${'9'.repeat(MEGABYTE)}\ndesign ${'a'.repeat(MEGABYTE)}\n`))
      expect(sentence.length).toBeLessThan(2010);
  });
});

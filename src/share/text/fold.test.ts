import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument, CATALOGUE } from '../testing/arbitraries.ts';
import { folded, unfolded } from './fold.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { updatedText } from './update.ts';

describe('a folded text', () => {
  it('has no line of more than 72 columns, and says the same', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom(72, 60, 40), (document, width) => {
        const text = printScenario(document, CATALOGUE);
        const narrow = folded(text, width);
        for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
        expect(parseScenario(narrow, CATALOGUE)).toMatchObject({ document, problems: [] });
        expect(parseScenario(narrow.replaceAll('\n', '\r\n'), CATALOGUE).problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is what it was when it is unfolded, whatever its lines are', () => {
    const anyLine = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .map((line) => line.replace(/[\r\n]|\\$/g, 'x'));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), (lines) => {
        const text = lines.map((line) => line.replace(/\\+$/, '')).join('\n');
        expect(unfolded(folded(text)).text).toBe(text);
      }),
    );
    const gaping = `W4${' '.repeat(90)}+0x0 = 1`;
    expect(folded(gaping)).toBe(gaping);
  });

  it('says the same when somebody typed it, with comments, folds and gaps of their own', () => {
    const gap = fc.integer({ min: 1, max: 90 }).map((n) => ' '.repeat(n));
    fc.assert(
      fc.property(anyDocument, gap, gap, fc.string({ maxLength: 150 }), (document, one, other, words) => {
        const comment = words.replace(/[^ -~]|\\$/g, 'x');
        const typed = printScenario(document, CATALOGUE)
          .split('\n')
          .flatMap((line) => (/^enable|^W/.test(line) ? [`${one}${line}${other}# ${comment}`] : [line]))
          .join('\n');
        const saved = folded(folded(typed, 90));
        const { document: read, problems } = parseScenario(saved, CATALOGUE);
        const wanted = parseScenario(typed, CATALOGUE);
        expect(problems).toEqual([]);
        expect(read).toEqual(wanted.document);
        expect(saved.split('\n').filter((line) => line.length > 72 && !/ {20}/.test(line))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('has its mistakes named where they stand', () => {
    const text =
      'device 8086:2725\nrep W4 table[0].addr x2 \\\n    = 0x1, oops\nW4 +0x0 = 1\nW4 pba[99] = 1\n';
    const { problems, stepLines } = parseScenario(text, CATALOGUE);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 12],
      [5, 4],
    ]);
    expect(stepLines).toEqual([4]);
  });

  it('ends where no blank follows: a note may end in a backslash', () => {
    const { document, problems } = parseScenario('note C:\\\ndevice 8086:2725\nW4 +0x0 = 1\n', CATALOGUE);
    expect(problems).toEqual([]);
    expect(document?.scenario.note).toBe('C:\\');
  });

  it('takes its lines along when a step is moved or goes', () => {
    const text = 'device 8086:2725\nenable\nrep W4 table[0].addr x2 \\\n    = 0x1, 0x2\ndisable\n';
    const read = parseScenario(text, CATALOGUE);
    const { scenario } = read.document!;
    const [first, second, third] = scenario.steps;
    const moved = { ...read.document!, scenario: { ...scenario, steps: [second!, first!, third!] } };
    expect(updatedText(text, read, moved, CATALOGUE)).toBe(
      'device 8086:2725\nrep W4 table[0].addr x2 \\\n    = 0x1, 0x2\nenable\ndisable\n',
    );
    const gone = { ...read.document!, scenario: { ...scenario, steps: [first!, third!] } };
    expect(updatedText(text, read, gone, CATALOGUE)).toBe('device 8086:2725\nenable\ndisable\n');
  });
});

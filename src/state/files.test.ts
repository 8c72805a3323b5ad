import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyStory } from '#model/testing/arbitraries.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { anyLines } from '#share/testing/arbitraries.ts';
import { documentText, exportText, fileName, importText } from './files.ts';

const anyText = anyStory.chain(({ device, steps }) =>
  anyLines(steps.length).map((lines) => ({
    scenario: { name: 'Any', note: '', device, registers: new Map([[4, 5]]), steps },
    lines,
  })),
);

describe('a scenario file', () => {
  it('is opened as it was saved', () => {
    fc.assert(
      fc.property(anyText, (item) => {
        expect(importText(documentText(item, DESIGNS[0]!.id))).toEqual({ ok: true, value: [item] });
        expect(importText(exportText([item, item]))).toEqual({
          ok: true,
          value: [item, item],
        });
      }),
      { numRuns: 30 },
    );
  });

  it('that is no such file says what it is and what to do', () => {
    const why = (text: string) => {
      const read = importText(text);
      return read.ok ? '' : read.error;
    };
    expect(why(' ')).toMatch(/empty/);
    expect(why('{"a":')).toMatch(/not JSON, or it was cut off/);
    expect(why('[]')).toMatch(/no scenario of this app/);
    expect(why('{"format":"msixscope scenarios","version":4,"scenarios":[{}]}')).toMatch(/newer version/);
    expect(why('{"format":"msixscope scenarios","version":1,"scenarios":[{}]}')).toMatch(
      /Scenario 1 of the file/,
    );
    const [item] = fc.sample(anyText, 1);
    const late = exportText([{ ...item!, lines: [{ kind: 'comment', after: 9999, text: '' }] }]);
    expect(why(late)).toMatch(/Scenario 1 of the file: “lines.0.after” is past the last of/);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(why(text)).not.toBe('');
      }),
    );
  });

  it('cut at any character is refused with a sentence', () => {
    const [item] = fc.sample(anyText, { numRuns: 1, seed: 9 });
    for (const whole of [documentText(item!, DESIGNS[0]!.id), exportText([item!, item!])].map((text) =>
      text.trimEnd(),
    ))
      for (let length = 0; length < whole.length; length++) {
        const read = importText(whole.slice(0, length));
        expect(read.ok ? 'read' : read.error, `after ${length}`).toMatch(
          /^The file is (?:empty|not JSON, or it was cut off)/,
        );
      }
  });

  it('has a name that every system takes', () => {
    expect(fileName('Mask & unmask (copy 2)')).toBe('mask-unmask-copy-2.msixscope.json');
    expect(fileName('…')).toBe('scenario.msixscope.json');
  });
});

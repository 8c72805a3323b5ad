import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hunksBetween } from './hunks.ts';
import { mergedText } from './merge.ts';

const anyText = fc
  .array(fc.constantFrom('enable', 'R4 +0x0', 'R4 +0x4', '# one', ''), { maxLength: 10 })
  .map((lines) => lines.join('\n'));

/** True when `part` can be had from `whole` by leaving lines out. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (line === part[at]) at++;
  return at === part.length;
}

describe('merging two changes of a text', () => {
  it('takes both where they are apart', () => {
    expect(mergedText('a\nb\nc\nd', 'a\nB\nc\nd', 'a\nb\nc\nx\nd')).toEqual({
      text: 'a\nB\nc\nx\nd',
      clash: false,
    });
    expect(mergedText('a\nb', 'a\nmine\nb', 'a\ntheirs\nb').text).toBe('a\ntheirs\nmine\nb');
    expect(mergedText('a\nb\nc', 'a\nB\nc', 'a\nb')).toEqual({ text: 'a\nB', clash: false });
  });

  it('keeps mine where both changed the same line, and says so', () => {
    expect(mergedText('a\nb\nc', 'a\nmine\nc', 'a\ntheirs\nc')).toEqual({ text: 'a\nmine\nc', clash: true });
    expect(mergedText('a\nb\nc', 'a\nmine\nc', 'a\nc')).toEqual({ text: 'a\nmine\nc', clash: true });
  });

  it('changes nothing where only one has changed, and takes what both did once', () => {
    fc.assert(
      fc.property(anyText, anyText, (base, text) => {
        expect(mergedText(base, base, text)).toEqual({ text, clash: false });
        expect(mergedText(base, text, base)).toEqual({ text, clash: false });
        expect(mergedText(base, text, text)).toEqual({ text, clash: false });
      }),
    );
  });

  it('loses no line that I wrote', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (base, mine, theirs) => {
        const own = mine.split('\n');
        const written = hunksBetween(base.split('\n'), own).flatMap(({ newFrom, newTo }) =>
          own.slice(newFrom, newTo),
        );
        expect(isWithin(written, mergedText(base, mine, theirs).text.split('\n'))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

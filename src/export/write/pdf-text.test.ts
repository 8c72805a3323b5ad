import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pdfText } from './pdf-text.ts';

it('keeps what the fonts have, typographic marks included', () => {
  for (const text of ['W4 +0x2804 = 0x1', 'QEMU’s “latch” – 4 × 2 … €5', 'Motörhead ½ µs'])
    expect(pdfText(text)).toBe(text);
});

it('writes out what they lack, so that it can be read', () => {
  expect(pdfText('0x0 → 0x1 ≤ −2')).toBe('0x0 -> 0x1 <= -2');
  expect(pdfText('中 ł')).toBe('U+4E2D U+0142');
  expect(pdfText('a\nb\u0007')).toBe('a bU+0007');
});

it('joins letters and accents that come apart', () => {
  expect(pdfText('o\u0308')).toBe('ö');
});

it('has nothing else in it, whatever it is given, and never loses a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = pdfText(text);
      expect(written).toMatch(/^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/);
      expect(Array.from(written).length).toBeGreaterThanOrEqual(Array.from(text.normalize('NFC')).length);
      expect(pdfText(written)).toBe(written);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const DUMP = '04:00.0 Network controller: Vendor Wi-Fi\r\n\tRegion 0: Memory at 80000000\r\n';

const utf16 = (text: string, bigEndian: boolean): number[] =>
  Array.from({ length: text.length }, (_, n) => text.charCodeAt(n)).flatMap((code) =>
    bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8],
  );
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

describe('the text of a file', () => {
  it.each([
    ['UTF-8', utf8(DUMP)],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...utf8(DUMP)]],
    ['UTF-16 little-endian', utf16(DUMP, false)],
    ['UTF-16 little-endian with a mark', [0xff, 0xfe, ...utf16(DUMP, false)]],
    ['UTF-16 big-endian', utf16(DUMP, true)],
    ['UTF-16 big-endian with a mark', [0xfe, 0xff, ...utf16(DUMP, true)]],
  ])('is read from %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(DUMP);
  });

  it('of an old editor keeps its no-break spaces and names', () => {
    const bytes = Uint8Array.from([...utf8('04:00.0'), 0xa0, 0xdc, 0x6e]);
    expect(decodeText(bytes)).toBe('04:00.0\u00a0Ün');
  });

  it('is the same for every text that UTF-8 can hold', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const whole = text.replaceAll('\0', '').replace(/^\ufeff+/, '');
        expect(decodeText(Uint8Array.from(utf8(whole)))).toBe(whole);
      }),
    ));

  it('is read from any bytes at all', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => typeof decodeText(bytes) === 'string'),
    ));
});

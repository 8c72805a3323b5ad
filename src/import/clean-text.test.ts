import { expect, it } from 'vitest';
import { cleanLines } from './clean-text.ts';

const texts = (text: string): string[] => cleanLines(text).map((line) => line.text);

it('gives the same lines for every kind of line end', () => {
  const lines = ['a', 'b', 'c'];
  for (const end of ['\n', '\r\n', '\r', '\r\r\n', '\u2028']) expect(texts(lines.join(end))).toEqual(lines);
});

it('numbers lines as the pasted text has them', () => {
  expect(cleanLines('a\r\n\r\nb').map(({ number, text }) => [number, text])).toEqual([
    [1, 'a'],
    [2, ''],
    [3, 'b'],
  ]);
});

it('takes away quote marks of any depth and dress', () => {
  for (const mark of ['> ', '>> ', '> > > ', '| ', '>', ' > ', '>\u00a0'])
    expect(texts(`${mark}PBA: x`)).toEqual(['PBA: x']);
});

it('takes away byte order marks, zero-width characters, colours and odd blanks', () => {
  expect(texts('\ufeffa\u200bb\u00a0c\u3000d\te')).toEqual(['ab c d e']);
  expect(texts('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007end')).toEqual(['red end']);
});

it('takes away what loggers put before a line', () => {
  for (const prefix of [
    '[    1.234567] ',
    '<6>[    1.234567] ',
    'Nov 22 22:05:01 host lspci[12]: ',
    '2026-11-22T22:05:01.123456+00:00 host kernel: ',
    '(XEN) [2026-11-22 22:05:01] ',
    '(XEN) ',
  ]) {
    expect(texts(`${prefix}04:00.0 Device`)).toEqual(['04:00.0 Device']);
  }
});

it('leaves slots and hex rows alone, which look a little like times', () => {
  for (const line of ['0000:04:00.0 Device', '10000:e1:00.0 Device', '00: 86 80 f1 51'])
    expect(texts(line)).toEqual([line]);
});

it('reads raw mail, joining its soft breaks even inside a number', () => {
  expect(texts('PBA: BAR=3D0 offset=3D0000=\n3000\n[size=3D16K]')).toEqual([
    'PBA: BAR=0 offset=00003000',
    '[size=16K]',
  ]);
});

it('reads the source of a page, quote marks and all', () => {
  expect(texts('&gt;&nbsp;Region 0: Memory at &lt;unassigned&gt;')).toEqual([
    'Region 0: Memory at <unassigned>',
  ]);
});

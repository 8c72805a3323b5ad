import { expect, it } from 'vitest';
import { pictureOf } from '../picture/compose.ts';
import { textsOf, type Picture } from '../picture/marks.ts';
import { momentOf, runOf } from '../testing/moments.ts';
import { writeSvg } from './write-svg.ts';

const lost = runOf('register-write', 'xen-4.18--qemu-devmem');

/** Drawn pictures that people look at when they change; each shows another thing. */
const PICTURES: Readonly<Record<string, Picture>> = {
  'lost-write-light': pictureOf(momentOf(lost, 33, Infinity), 'light'),
  'under-way-dark': pictureOf(momentOf(lost, 33, 5.4), 'dark'),
  'pending-bits-projector': pictureOf(
    momentOf(runOf('pba-read', 'xen-4.19--qemu-latch', '1f0a:6801'), 6, Infinity),
    'projector',
  ),
};

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

it.each(Object.keys(PICTURES))('writes the picture %s as it was looked at', async (name) => {
  await expect(writeSvg(PICTURES[name]!)).toMatchFileSnapshot(`../pictures/${name}.svg`);
});

it.each(Object.keys(PICTURES))(
  'keeps every text of %s as text, in order, under a title and a description',
  (name) => {
    const picture = PICTURES[name]!;
    const svg = writeSvg(picture);
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => unescaped(text!));
    expect(texts).toEqual(textsOf(picture.marks).map(({ text }) => text));
    expect(unescaped(/<title[^>]*>([^<]*)</.exec(svg)![1]!)).toBe(picture.title);
    expect(unescaped(/<desc[^>]*>([^<]*)</.exec(svg)![1]!)).toBe(picture.description);
    expect(svg).not.toMatch(/\d\.\d{4}/);
  },
);

it('puts fonts into the file, and nothing that must be fetched', () => {
  const svg = writeSvg(PICTURES['lost-write-light']!, [
    { family: 'Inter Variable', weight: '400 700', source: 'data:font/woff2;base64,AAAA' },
  ]);
  expect(svg).toContain("@font-face{font-family:'Inter Variable'");
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<image|<script|href/);
});

it('writes names that would break XML so that they do not', () => {
  const picture = PICTURES['lost-write-light']!;
  const evil = `</title><script>&"'\u0000\ud800`;
  const svg = writeSvg({
    ...picture,
    title: evil,
    description: evil,
    marks: [
      { kind: 'text', text: evil, x: 1, y: 1, anchor: 'start', size: 13, face: 'text', colour: '#000000' },
    ],
  });
  expect(svg).not.toContain('<script');
  expect(svg).not.toMatch(/[\u0000\ud800]/);
  expect(svg).toContain('&lt;/title&gt;&lt;script&gt;&amp;&quot;');
});

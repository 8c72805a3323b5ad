import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { figure } from './figure/figure.ts';
import { quoted } from './figure/preview.ts';
import { encodeFile } from './file.ts';
import { encodeLink } from './link/link.ts';
import { isShared, openText } from './open-text.ts';
import { parseScenario } from './text/parse.ts';
import { printScenario } from './text/print.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);
const corpus = new URL('corpus/', import.meta.url);
const text = readFileSync(new URL('register-write.msix', corpus), 'utf8');
const document = parseScenario(text, CATALOGUE).document!;

it('opens a text, a link, a figure and a file, alone and quoted in a mail', () => {
  const link = encodeLink(document, CATALOGUE);
  const drawn = figure(document, CATALOGUE, {});
  if (!link.ok || !drawn.ok) throw new Error('neither is too long');
  const mailed = (inner: string) => quoted(`Hello,\n\n${inner}\n\n-- \nSomeone\n`, 3, 76);
  const wholeText = printScenario(document, CATALOGUE);
  for (const one of [
    text,
    link.value,
    drawn.value,
    encodeFile(document),
    mailed(link.value),
    mailed(drawn.value),
  ]) {
    expect(isShared(one)).toBe(true);
    const opened = openText(one, CATALOGUE);
    expect(opened.ok && opened.value.document.scenario.steps).toEqual(document.scenario.steps);
  }
  const alone = openText(quoted(wholeText, 5, 1000), CATALOGUE);
  expect(alone.ok && printScenario(alone.value.document, CATALOGUE)).toBe(wholeText);
});

it('names line and column of what is wrong in a text, counted in the mail', () => {
  const opened = openText(`> Hello\n> msixscope 1\n> device 8086:2725\n> W4 tabel[0].ctrl = 1\n`, CATALOGUE);
  expect(opened).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^Line 4, column \d+: /) as string,
  });
});

it('takes nothing else for one of ours', () => {
  for (const folder of ['lspci/3.9', 'traces/mmiotrace']) {
    const files = new URL(`../import/fixtures/${folder}/`, import.meta.url);
    for (const name of readdirSync(files))
      expect(isShared(readFileSync(new URL(name, files), 'latin1'))).toBe(false);
  }
});

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fixture } from '#import/testing/lspci-texts.ts';
import { bytesOf, filesIn, FIXTURES } from '#import/testing/trace-files.ts';
import { DEVICES } from '#content/devices.ts';
import { encodeLink } from '#share/link/link.ts';
import { printScenario } from '#share/text/print.ts';
import { kindOfDropped } from './dropped.ts';
import { documentText, exportText } from './files.ts';
import { CATALOGUE, documentNow } from './sharing.ts';
import { activeLines, activeScenario, createWorkbench } from './workbench.ts';

const { description } = DEVICES[0]!;
const kindOf = (text: string) => kindOfDropped(new TextEncoder().encode(text), true);
const bench = () => {
  const workbench = createWorkbench(description);
  workbench.actions.duplicateStep(3);
  const state = workbench.getState();
  const whole = { scenario: activeScenario(state), lines: activeLines(state) };
  return { whole, document: documentNow(state) };
};

it('tells what was dropped by its content', () => {
  const { whole, document } = bench();
  const link = encodeLink(document, CATALOGUE);
  if (!link.ok) throw new Error('the link is too long');
  for (const text of [
    documentText(whole, document.designs[0]),
    exportText([whole]),
    printScenario(document, CATALOGUE),
    link.value,
    '{"a":',
  ])
    expect(kindOf(text), text.slice(0, 40)).toBe('scenario');
  for (const name of readdirSync(path.join(FIXTURES, '../lspci/3.9')))
    if (name.endsWith('.txt')) expect(kindOf(fixture(name.replace(/\.txt$/, ''))), name).toBe('lspci');
  for (const file of ['mmiotrace', 'qemu'].flatMap((producer) => filesIn(path.join(FIXTURES, producer))))
    expect(kindOfDropped(bytesOf(file).slice(0, 65536), false), file).toBe('recording');
  expect(kindOf('hello')).toBe('lspci');
});

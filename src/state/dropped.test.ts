import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fixture } from '#import/testing/lspci-texts.ts';
import { bytesOf, filesIn, FIXTURES } from '#import/testing/trace-files.ts';
import { DEVICES } from '#content/devices.ts';
import { encodeLink } from '#share/link/link.ts';
import { printScenario } from '#share/text/print.ts';
import { kindOfDropped, openDroppedScenario } from './dropped.ts';
import { documentText, exportText } from './files.ts';
import { createKeeping } from './keeping.ts';
import { CATALOGUE, documentNow } from './sharing.ts';
import { activeLines, activeScenario, createWorkbench } from './workbench.ts';

const { description } = DEVICES[0]!;
const kindOf = (text: string) => kindOfDropped(new TextEncoder().encode(text), true);
const bench = () => {
  const workbench = createWorkbench(description);
  const keeping = createKeeping();
  workbench.actions.duplicateStep(3);
  const state = workbench.getState();
  const whole = { scenario: activeScenario(state), lines: activeLines(state) };
  return { workbench, keeping, whole, document: documentNow(state) };
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

it('opens what the app itself has saved, and says so', () => {
  const { workbench, keeping, whole, document } = bench();
  for (const text of [documentText(whole, document.designs[0]), exportText([whole])]) {
    const before = workbench.getState().document.scenarios.length;
    openDroppedScenario('mine.json', text, workbench, keeping);
    const { scenarios } = workbench.getState().document;
    expect(scenarios).toHaveLength(before + 1);
    expect(activeScenario(workbench.getState()).steps).toEqual(whole.scenario.steps);
    expect(keeping.getState().notices.at(-1)).toMatchObject({
      severity: 'note',
      sentence: '“mine.json” was opened: one scenario is added to yours.',
    });
  }
});

it('says what is wrong with a broken one, and changes nothing', () => {
  const { workbench, keeping, document } = bench();
  const before = workbench.getState();
  const text = printScenario(document, CATALOGUE).replace(/^.*\[.*$/m, 'W4 tabel[0].ctrl = 1');
  for (const broken of ['{"a":', '{}', text]) {
    openDroppedScenario('mine.json', broken, workbench, keeping);
    const told = keeping.getState().notices.at(-1);
    expect(told?.severity).toBe('warning');
    expect(told?.sentence).toMatch(/^“mine.json” was not opened\. .* Nothing has changed\.$/s);
    expect(workbench.getState()).toBe(before);
  }
});

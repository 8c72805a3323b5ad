import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { CATALOGUE, openDocument } from './sharing.ts';
import { parseScenario } from '#share/text/parse.ts';
import { takenNames } from './taken-names.ts';
import { createWorkbench } from './workbench.ts';

const { description } = DEVICES[0]!;
const textOf = (value: number) => `name Mine
device 8086:2725
W4 +0x2804 = ${value}
`;
const documentOf = (value: number) => parseScenario(textOf(value), CATALOGUE).document!;

it('a scenario that comes in under a name of another is told with the name that it got', () => {
  const bench = createWorkbench(description);
  expect(openDocument(bench, documentOf(1))).toEqual([]);
  // The very same is not added again.
  expect(openDocument(bench, documentOf(1))).toEqual([]);
  expect(openDocument(bench, documentOf(2))).toEqual([
    'A scenario named “Mine” is there already: the one that was opened is named “Mine (2)”.',
  ]);
});

it('of several that come in, each that got another name is told', () => {
  const bench = createWorkbench(description);
  openDocument(bench, documentOf(1));
  const mine = { scenario: documentOf(3).scenario, lines: [] };
  const yours = { scenario: { ...mine.scenario, name: 'Yours' }, lines: [] };
  const added = [yours, mine, yours];
  bench.actions.addScenarios(added, 'open a file');
  expect(takenNames(added, bench.getState())).toEqual([
    'A scenario named “Mine” is there already: the one that was opened is named “Mine (2)”.',
    'A scenario named “Yours” is there already: the one that was opened is named “Yours (2)”.',
  ]);
  expect(takenNames([], bench.getState())).toEqual([]);
});

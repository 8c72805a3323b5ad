import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { copyOnDevice } from './copy-on-device.ts';
import { activeScenario, createWorkbench } from './workbench.ts';

const at = (id: string) => DEVICES.find(({ description }) => description.id === id)!.description;
const wifi = at('8086:2725');
const coral = at('1ac1:089a');

it('takes lines along with their steps, and tells where the copy came from', () => {
  const { copy, left, reasons } = copyOnDevice(
    {
      id: 'own-1',
      from: null,
      scenario: {
        name: 'Mine (on 8086:2725)',
        note: 'n',
        device: { ...wifi, msix: { ...wifi.msix, entries: 200 } },
        registers: new Map(),
        steps: [
          { op: 'raise', entry: 150 },
          { op: 'enable', maskall: false },
        ],
      },
      lines: [
        { kind: 'comment', after: 1, text: 'gone is what it was about' },
        { kind: 'expect', after: 1, claim: { kind: 'value', values: [1n] }, under: null },
        { kind: 'expect', after: 2, claim: { kind: 'outcome', outcome: 'xen' }, under: null },
      ],
    },
    coral,
  );
  expect(left).toBe(1);
  expect(reasons).toEqual(['Step 1: entry 150; its table has 128 entries, 0 to 127.']);
  expect(copy.scenario).toMatchObject({ name: 'Mine (on 1ac1:089a)', note: 'n', device: coral });
  expect(copy.scenario.steps).toEqual([{ op: 'enable', maskall: false }]);
  expect(copy.lines.map(({ kind, after }) => [kind, after])).toEqual([
    ['comment', 0],
    ['expect', 1],
  ]);
  expect(copy.from).toEqual({ id: 'own-1', name: 'Mine (on 8086:2725)', steps: null });
});

it('is added beside the old scenario, and undone goes back to it', () => {
  const bench = createWorkbench(wifi);
  bench.actions.insertSteps(0, [{ op: 'raise', entry: 2 }]);
  const before = bench.getState();
  const own = before.document.scenarios[0]!;
  bench.actions.addScenarios([copyOnDevice(own, coral).copy], 'copy');
  const after = bench.getState();
  expect(after.device).toEqual(coral);
  expect(activeScenario(after).name).toBe(`${own.scenario.name} (on 1ac1:089a)`);
  expect(after.document.scenarios[0]).toBe(own);
  expect(after.document.scenarios[1]!.from).toMatchObject({ id: own.id });
  bench.actions.undo();
  expect(bench.getState()).toMatchObject({ activeId: before.activeId, device: wifi });
  expect(bench.getState().document).toEqual(before.document);
});

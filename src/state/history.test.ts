import { expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { goneForGood } from './history.ts';
import { createWorkbench, type WorkbenchState } from './workbench.ts';

const AX210 = FEATURED[0]!.description;

/** A workbench that lists what each change takes away for good. */
function listening() {
  const bench = createWorkbench(AX210);
  const gone: string[] = [];
  bench.subscribe((now: WorkbenchState, before: WorkbenchState) => gone.push(...goneForGood(before, now)));
  const add = (name: string): string => {
    bench.actions.openScenario({ name, note: '', device: AX210, registers: new Map(), steps: [] });
    return bench.getState().activeId;
  };
  return { bench, gone, add };
}

it('an added scenario that was undone is gone for good once something else is done', () => {
  const { bench, gone, add } = listening();
  const first = add('First');
  bench.actions.undo();
  expect(gone).toEqual([]);
  add('Second');
  expect(gone).toEqual([first]);
});

it('what a redo brings back is there, and what is deleted can be had back', () => {
  const { bench, gone, add } = listening();
  const id = add('First');
  bench.actions.undo();
  bench.actions.redo();
  bench.actions.deleteScenario(id);
  bench.actions.undo();
  bench.actions.redo();
  add('Second');
  expect(gone).toEqual([]);
});

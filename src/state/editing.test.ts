import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Step } from '#model/access.ts';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { runOf, trackOf } from './derived.ts';
import { clamped, isAtEnd } from './playhead.ts';
import { activeRun, activeScenario, createWorkbench, type Workbench } from './workbench.ts';

const device = DEVICES[0]!.description;
const step: Step = { op: 'write', offset: 0x2804, size: 4, value: 1n };
const other: Step = { op: 'read', offset: 0x2804, size: 4 };
const opened = (): Workbench => createWorkbench(device);
const steps = (bench: Workbench) => activeScenario(bench.getState()).steps;
const own = (bench: Workbench) => bench.getState().document.scenarios;

describe('editing a ready scenario', () => {
  it('makes a copy and leaves the ready one as it was', () => {
    const bench = opened();
    const before = steps(bench);
    bench.actions.insertSteps(2, [step]);
    expect(own(bench)).toHaveLength(1);
    expect(own(bench)[0]!.from).toEqual({ id: SCENARIOS[0]!.id, name: SCENARIOS[0]!.name, steps: null });
    expect(activeScenario(bench.getState()).name).toBe(`${SCENARIOS[0]!.name} (copy)`);
    expect(steps(bench)).toEqual(before.toSpliced(2, 0, step));
    expect(bench.getState().scenarios[0]!.scenario.steps).toBe(before);
  });

  it('undone, goes back to the ready one and the moment it was looked at', () => {
    const bench = opened();
    bench.actions.seek({ step: 3, hop: 1 });
    bench.actions.insertSteps(0, [step]);
    bench.actions.undo();
    expect(own(bench)).toEqual([]);
    expect(bench.getState().activeId).toBe(SCENARIOS[0]!.id);
    expect(bench.getState().playhead).toEqual({ step: 3, hop: 1 });
  });

  it('makes one copy only', () => {
    const bench = opened();
    bench.actions.insertSteps(0, [step]);
    bench.actions.changeStep(0, other);
    bench.actions.duplicateStep(0);
    expect(own(bench)).toHaveLength(1);
    expect(steps(bench).slice(0, 2)).toEqual([other, other]);
  });
});

describe('the playhead after an edit', () => {
  it('stands at the end of the step that was added, changed, moved or copied', () => {
    const bench = opened();
    const at = () => bench.getState().playhead;
    const atEnd = () => isAtEnd(at(), trackOf(activeRun(bench.getState())));
    bench.actions.insertSteps(5, [step, other]);
    expect([at().step, atEnd()]).toEqual([6, true]);
    bench.actions.changeStep(2, step);
    expect([at().step, atEnd()]).toEqual([2, true]);
    bench.actions.moveStep(2, 9);
    expect([at().step, atEnd()]).toEqual([9, true]);
    bench.actions.duplicateStep(9);
    expect([at().step, atEnd()]).toEqual([10, true]);
    bench.actions.deleteStep(10);
    expect([at().step, atEnd()]).toEqual([10, true]);
  });

  it('stays possible when the last step goes', () => {
    const bench = opened();
    bench.actions.openScenario({ name: 'Mine', note: '', device, registers: new Map(), steps: [step] });
    bench.actions.toEnd();
    bench.actions.deleteStep(0);
    expect(bench.getState().playhead).toEqual({ step: 0, hop: 0 });
    bench.actions.undo();
    expect(steps(bench)).toEqual([step]);
  });

  it('exists whatever is done', () => {
    const act = fc.tuple(fc.nat(9), fc.nat(50), fc.nat(50));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const bench = opened();
        for (const [kind, a, b] of acts) {
          const { actions } = bench;
          const id = own(bench)[a % Math.max(1, own(bench).length)]?.id ?? '';
          [
            () => actions.insertSteps(a, [step]),
            () => actions.changeStep(a, other),
            () => actions.deleteStep(a),
            () => actions.duplicateStep(a),
            () => actions.moveStep(a, b),
            () => actions.branch(a),
            () => actions.deleteScenario(id),
            () => actions.undo(),
            () => actions.redo(),
            () => actions.seek({ step: a, hop: b }),
          ][kind]!();
          const state = bench.getState();
          const track = trackOf(runOf(activeScenario(state), state.designId));
          expect(clamped(state.playhead, track)).toEqual(state.playhead);
          expect(state.scenarios.some((one) => one.id === state.activeId)).toBe(true);
        }
        while (bench.getState().past.length > 0) bench.actions.undo();
        expect(own(bench)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what if', () => {
  it('branches from the present step, keeps both, and remembers where it came from', () => {
    const bench = opened();
    const before = steps(bench);
    bench.actions.branch(4);
    expect(steps(bench)).toEqual(before.slice(0, 4));
    expect(own(bench)[0]!.from).toEqual({ id: SCENARIOS[0]!.id, name: SCENARIOS[0]!.name, steps: 4 });
    bench.actions.insertSteps(4, [step]);
    expect(bench.getState().scenarios[0]!.scenario.steps).toBe(before);
    bench.actions.undo();
    bench.actions.undo();
    expect(own(bench)).toEqual([]);
  });
});

describe('scenarios', () => {
  it('are renamed, duplicated, deleted, and all of that is undone', () => {
    const bench = opened();
    bench.actions.openScenario({ name: 'Mine', note: '', device, registers: new Map(), steps: [step] });
    const { id } = own(bench)[0]!;
    bench.actions.describeScenario(id, { name: 'Ours', note: 'why' });
    bench.actions.duplicateScenario(id);
    expect(own(bench).map((one) => one.scenario.name)).toEqual(['Ours', 'Ours (copy)']);
    bench.actions.deleteScenario(id);
    bench.actions.deleteScenario(own(bench)[0]!.id);
    expect(bench.getState().activeId).toBe(SCENARIOS[0]!.id);
    bench.actions.undo();
    bench.actions.undo();
    expect(own(bench).map((one) => one.scenario.name)).toEqual(['Ours', 'Ours (copy)']);
    bench.actions.undo();
    bench.actions.undo();
    expect(own(bench)[0]!.scenario.name).toBe('Mine');
    for (let n = 0; n < 3; n++) bench.actions.redo();
    expect(own(bench).map((one) => one.scenario.name)).toEqual(['Ours (copy)']);
  });

  it('keep their device when the ready ones are shown on another', () => {
    const bench = opened();
    bench.actions.insertSteps(0, [step]);
    bench.actions.openDevice(DEVICES[1]!.description);
    expect(own(bench)[0]!.scenario.device).toBe(device);
    expect(activeScenario(bench.getState()).device).toBe(DEVICES[1]!.description);
    bench.actions.undo();
    expect(activeScenario(bench.getState())).toBe(own(bench)[0]!.scenario);
  });

  it('know that nothing happens without an edit', () => {
    const bench = opened();
    bench.actions.undo();
    bench.actions.redo();
    bench.actions.setDesign(DESIGNS[1]!.id);
    expect(bench.getState()).toMatchObject({ past: [], future: [], said: null });
  });
});

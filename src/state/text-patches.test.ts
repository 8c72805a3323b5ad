import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { saysTheSame } from '#share/text/items.ts';
import { documentOf } from '#share/document.ts';
import { anyDocument, CATALOGUE } from '#share/testing/arbitraries.ts';
import { appliedAll, revertedAll, type OwnScenario } from './document.ts';
import { textPatches } from './text-patches.ts';
import { activeScenario, createWorkbench } from './workbench.ts';

const own = ({ scenario, lines }: Pick<OwnScenario, 'scenario' | 'lines'>): OwnScenario => ({
  id: 'own-1',
  scenario,
  lines,
  from: null,
});

describe('the patches between two texts', () => {
  it('make the one of the other, and can be taken back', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, fc.boolean(), (a, b, sameDevice) => {
        const next = sameDevice ? { ...b, scenario: { ...b.scenario, device: a.scenario.device } } : b;
        const old = { scenarios: [own(a)] };
        const patches = textPatches(own(a), 0, next);
        const made = appliedAll(old, patches);
        const [item] = made.scenarios;
        expect(
          saysTheSame(
            documentOf(item!.scenario, ['x'], { lines: item!.lines }),
            { ...next, designs: ['x'] },
            CATALOGUE,
          ),
        ).toBe(true);
        expect(revertedAll(made, patches)).toEqual(old);
      }),
    );
  });

  it('are none where the texts say the same', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(textPatches(own(document), 0, structuredClone({ ...document }))).toEqual([]);
      }),
    );
  });

  it('hold one step when one step differs', () => {
    const bench = createWorkbench(FEATURED[0]!.description);
    const scenario = activeScenario(bench.getState());
    const steps = structuredClone(scenario.steps).with(20, { op: 'disable' });
    expect(
      textPatches(own({ scenario, lines: [] }), 0, { scenario: { ...scenario, steps }, lines: [] }),
    ).toEqual([
      { kind: 'splice', id: 'own-1', at: 20, removed: [scenario.steps[20]], added: [{ op: 'disable' }] },
    ]);
  });
});

describe('putting a text in the place of a scenario', () => {
  it('makes a copy of a ready one under a name of its own, at the step asked for', () => {
    const bench = createWorkbench(FEATURED[0]!.description);
    const scenario = activeScenario(bench.getState());
    bench.actions.replaceScenario(
      { scenario: { ...scenario, steps: scenario.steps.slice(0, 5) }, lines: [] },
      3,
    );
    const state = bench.getState();
    expect(activeScenario(state).name).toBe(`${scenario.name} (copy)`);
    expect(state.playhead.step).toBe(3);
    expect(state.playhead.hop).toBeGreaterThan(0);
    bench.actions.undo();
    expect(activeScenario(bench.getState())).toBe(scenario);
  });

  it('leaves nothing to undo when it says the same', () => {
    const bench = createWorkbench(FEATURED[0]!.description);
    bench.actions.replaceScenario({ scenario: structuredClone(activeScenario(bench.getState())), lines: [] });
    expect(bench.getState().past).toEqual([]);
    bench.actions.insertSteps(0, [{ op: 'disable' }]);
    const { past } = bench.getState();
    expect(past).toHaveLength(1);
    bench.actions.replaceScenario({ scenario: structuredClone(activeScenario(bench.getState())), lines: [] });
    expect(bench.getState().past).toBe(past);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import type { Step } from '#model/access.ts';
import type { AttachedLine, ShowLine } from '#share/document.ts';
import { momentsOf, EMPTY_MOMENT, type Moment } from './talk.ts';
import { createWorkbench, activeScenario, type Workbench } from './workbench.ts';

const device = FEATURED[0]!.description;
const steps: Step[] = [0, 1, 2, 3, 4].map((n) => ({ op: 'write', offset: 4 * n, size: 4, value: BigInt(n) }));
const scenarioNamed = (name: string) => ({
  name,
  note: '',
  device,
  registers: new Map<number, number>(),
  steps,
});
/** A moment whose sentence is the value that its step writes. */
const about = (step: number, part: Partial<Moment> = {}): ShowLine => ({
  kind: 'show',
  after: 0,
  ...EMPTY_MOMENT,
  step,
  text: String(step),
  ...part,
});
const all = (part: Partial<Moment> = {}) => [3, 0, 4, 2, 1].map((step) => about(step, part));

function benchWith(...texts: readonly (readonly [string, readonly AttachedLine[]])[]): Workbench {
  const bench = createWorkbench(device);
  for (const [name, lines] of texts) bench.actions.openScenario(scenarioNamed(name), lines);
  return bench;
}

const own = (bench: Workbench, name: string) =>
  bench.getState().document.scenarios.find(({ scenario }) => scenario.name === name)!;
const linesOf = (bench: Workbench, name: string) => own(bench, name).lines;

/** Every moment that still has a step shows the one it was about, in the order of before. */
function expectTrue(bench: Workbench, talk: string, shown: string): void {
  const { steps: now } = own(bench, shown).scenario;
  const moments = momentsOf(linesOf(bench, talk));
  expect(moments.map(({ text }) => text)).toEqual(['3', '0', '4', '2', '1']);
  for (const { step, text } of moments) {
    const one = step === null ? null : now[step];
    if (one === null)
      expect(now.some((other) => other.op === 'write' && String(other.value) === text)).toBe(false);
    else expect(one?.op === 'write' && String(one.value)).toBe(text);
  }
}

/** Adds, deletes and moves; never twice the same value, so that what a moment is about can be told. */
function edit(bench: Workbench, [kind, a, b]: readonly [number, number, number]): void {
  if (kind === 0) bench.actions.insertSteps(a, [{ op: 'disable' }, { op: 'enable', maskall: false }]);
  if (kind === 1) bench.actions.deleteStep(a);
  if (kind === 2) bench.actions.moveStep(a, b);
}

const anyEdits = fc.array(fc.tuple(fc.nat(2), fc.nat(6), fc.nat(6)), { maxLength: 12 });

describe('the moments of a talk', () => {
  it('go with the steps of their own text, keep their order, and come back by undo', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const bench = benchWith(['Talk', all()]);
        for (const one of edits) {
          edit(bench, one);
          expectTrue(bench, 'Talk', 'Talk');
        }
        while (bench.getState().past.length > 1) bench.actions.undo();
        expect(linesOf(bench, 'Talk')).toEqual(all());
      }),
    );
  });

  it('go with the steps of another scenario, by its name', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const bench = benchWith(['Talk', all({ scenario: 'Shown' })], ['Shown', []]);
        for (const one of edits) {
          edit(bench, one);
          expectTrue(bench, 'Talk', 'Shown');
        }
        expect(activeScenario(bench.getState()).name).toBe('Shown');
      }),
    );
  });

  it('that show other scenarios, or a ready one of that name on a device, stay as they are', () => {
    const lines = [about(3, { scenario: 'Another' }), about(3, { scenario: 'Shown', device: '8086:2725' })];
    const bench = benchWith(['Talk', lines], ['Shown', []]);
    bench.actions.deleteStep(0);
    expect(linesOf(bench, 'Talk')).toEqual(lines);
  });

  it('follow a new name of the scenario, and undo takes both back', () => {
    const bench = benchWith(['Talk', all({ scenario: 'Shown' })], ['Shown', []]);
    bench.actions.describeScenario(own(bench, 'Shown').id, { name: 'Renamed', note: '' });
    expect(linesOf(bench, 'Talk')).toEqual(all({ scenario: 'Renamed' }));
    bench.actions.undo();
    expect(linesOf(bench, 'Talk')).toEqual(all({ scenario: 'Shown' }));
    expect(own(bench, 'Shown').scenario.name).toBe('Shown');
  });

  it('mean the first of several scenarios of one name', () => {
    const bench = benchWith(['Talk', all({ scenario: 'Shown' })], ['Shown', []], ['Later', []]);
    bench.actions.describeScenario(own(bench, 'Later').id, { name: 'Shown', note: '' });
    const [, , second] = bench.getState().document.scenarios;
    bench.actions.activate(second!.id);
    bench.actions.deleteStep(0);
    expect(linesOf(bench, 'Talk')).toEqual(all({ scenario: 'Shown' }));
    bench.actions.describeScenario(second!.id, { name: 'Third', note: '' });
    expect(linesOf(bench, 'Talk')).toEqual(all({ scenario: 'Shown' }));
  });

  it('follow what is typed in the text of the scenario that they show: steps and name in one edit', () => {
    const bench = benchWith(['Talk', all({ scenario: 'Shown' })], ['Shown', all()]);
    const typed = { ...scenarioNamed('Typed'), steps: [{ op: 'disable' } as const, ...steps] };
    bench.actions.replaceScenario({ scenario: typed, lines: all() });
    expect(linesOf(bench, 'Talk')).toEqual(
      all({ scenario: 'Typed' }).map((line) => ({ ...line, step: line.step! + 1 })),
    );
    expect(linesOf(bench, 'Typed')).toEqual(all());
    bench.actions.undo();
    expect(linesOf(bench, 'Talk')).toEqual(all({ scenario: 'Shown' }));
  });

  it('are left behind by a branch where they show steps that it does not take over', () => {
    const bench = benchWith(['Talk', all()]);
    bench.actions.branch(2);
    const branch = bench.getState().document.scenarios.at(-1)!;
    expect(momentsOf(branch.lines).map(({ step }) => step)).toEqual([0, 1]);
  });
});

describe('changing the lines of a scenario that is not the active one', () => {
  it('leaves the active one and the playhead as they are, and is undone', () => {
    const bench = benchWith(['Talk', []], ['Shown', []]);
    const { id } = own(bench, 'Talk');
    bench.actions.seek({ step: 2, hop: 1 });
    const before = bench.getState();
    bench.actions.changeLines(all(), 'change the talk', id);
    expect(linesOf(bench, 'Talk')).toEqual(all());
    expect(bench.getState().activeId).toBe(before.activeId);
    expect(bench.getState().playhead).toEqual(before.playhead);
    bench.actions.undo();
    expect(linesOf(bench, 'Talk')).toEqual([]);
  });

  it('makes a copy of a ready one as any edit does', () => {
    const bench = createWorkbench(device);
    bench.actions.changeLines(all(), 'begin a talk');
    expect(bench.getState().document.scenarios).toHaveLength(1);
    expect(bench.getState().scenarios[0]!.id).toBe(SCENARIOS[0]!.id);
    expect(bench.getState().activeId).toBe(bench.getState().document.scenarios[0]!.id);
  });
});

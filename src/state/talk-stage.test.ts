import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { TALKS } from '#content/talks.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { stepTitle } from '#model/narrate.ts';
import { currentTalk, goTo, readyTalkText, talksOf } from './current-talk.ts';
import { runOf } from './derived.ts';
import { momentsOf, withMoments, EMPTY_MOMENT, type Moment } from './talk.ts';
import {
  LONGEST_SENTENCE,
  momentNow,
  momentPerStep,
  PICTURE_NAMES,
  staged,
  surroundingsOf,
  type ShownMoment,
} from './talk-stage.ts';
import { activeScenario, createWorkbench, type Workbench } from './workbench.ts';

const [ax210, yt6801] = FEATURED.map(({ description }) => description);
const DESIGN_IDS = DESIGNS.map(({ id }) => id);

function benchWithTalk(moments: readonly Moment[]): Workbench {
  const bench = createWorkbench(ax210!);
  const scenario = { ...activeScenario(bench.getState()), name: 'Home' };
  bench.actions.openScenario(scenario, withMoments([], moments));
  return bench;
}

const stageOf = (part: Partial<Moment>, bench = benchWithTalk([])) => {
  const [home] = bench.getState().document.scenarios;
  return staged({ ...EMPTY_MOMENT, step: 0, ...part }, home!, surroundingsOf(bench.getState()));
};
const problemOf = (part: Partial<Moment>, bench?: Workbench) => {
  const stage = stageOf(part, bench);
  return stage.kind === 'broken' ? stage.problem : null;
};

describe('what a moment shows', () => {
  it('is the end of its step under the open design where it names nothing else', () => {
    const stage = stageOf({ step: 33 }) as ShownMoment;
    expect(stage).toMatchObject({ kind: 'shown', picture: 'route', step: 33, otherDesignId: null });
    expect(stage.designId).toBe(DESIGN_IDS[0]);
    expect(stage.hop).toBe(runOf(stage.scenario, stage.designId).routeAt(33).hops.length);
    expect(stage.origin).toEqual({ kind: 'home' });
  });

  it('is never past the last hop, and a pair is completed with the other design that is open', () => {
    const stage = stageOf({ step: 33, hop: 9999, view: 'compare' }) as ShownMoment;
    const [a, b] = [stage.designId, stage.otherDesignId!].map(
      (id) => runOf(stage.scenario, id).routeAt(33).hops.length,
    );
    expect(stage.hop).toBe(Math.max(a!, b!));
  });

  it('is of a ready scenario by its name, on the device of the talk or on one that is named', () => {
    const name = SCENARIOS[1]!.name;
    expect((stageOf({ scenario: name }) as ShownMoment).scenario.device).toBe(
      stageOf({}).kind === 'shown' && ax210,
    );
    const onOther = stageOf({ scenario: name, device: '1F0A:6801' }) as ShownMoment;
    expect(onOther.scenario.device.id).toBe(yt6801!.id);
    const again = stageOf({ scenario: name, device: yt6801!.name }) as ShownMoment;
    expect(again.scenario).toBe(onOther.scenario);
  });

  it('is of one’s own scenario before a ready one of the same name', () => {
    const bench = benchWithTalk([]);
    const mine = { ...activeScenario(bench.getState()), steps: [] };
    bench.actions.openScenario({ ...mine, name: 'Shown' }, []);
    const { id } = bench.getState().document.scenarios[1]!;
    bench.actions.describeScenario(id, { name: SCENARIOS[0]!.name, note: '' });
    const stage = stageOf({ scenario: SCENARIOS[0]!.name }, bench) as ShownMoment;
    expect(stage.origin).toEqual({ kind: 'own', id });
  });

  it.each<[Partial<Moment>, RegExp]>([
    [{ step: null }, /step that this moment showed is gone.*Talk dialog/],
    [{ step: 99 }, /“Home” has 43 steps: there is no step 100/],
    [{ scenario: 'Nowhere' }, /no scenario “Nowhere” here.*Open it/],
    [{ scenario: 'Nowhere', device: '1f0a:6801' }, /No ready scenario is named “Nowhere”/],
    [{ scenario: SCENARIOS[0]!.name, device: 'dead:beef' }, /catalogue has no device “dead:beef”/],
    [{ designs: ['xen-9--qemu-latch'] }, /Unknown/],
    [{ view: 'compare', designs: [DESIGN_IDS[0]!, 'nope'] }, /Unknown/],
  ])('is said where it cannot be found: %j', (part, problem) => {
    expect(problemOf(part)).toMatch(problem);
  });

  it('is remarked on where the picture is none of the stage, or the sentence is long', () => {
    expect(stageOf({ view: 'proof' })).toMatchObject({ picture: 'route' });
    expect((stageOf({ view: 'proof' }) as ShownMoment).remark).toMatch(/no picture “proof”.*route is shown/);
    expect((stageOf({ text: 'x'.repeat(LONGEST_SENTENCE + 1) }) as ShownMoment).remark).toMatch(/201/);
    expect((stageOf({ text: 'x'.repeat(LONGEST_SENTENCE) }) as ShownMoment).remark).toBeNull();
  });
});

describe('what is open, taken as a moment', () => {
  it('shows just that again, from any scenario, step, hop, design and view', () => {
    const some = fc.record({
      scenario: fc.nat(SCENARIOS.length),
      onOther: fc.boolean(),
      design: fc.constantFrom(...DESIGN_IDS),
      other: fc.constantFrom(...DESIGN_IDS),
      view: fc.constantFrom(...(['route', 'compare', 'page', 'proof'] as const)),
      step: fc.nat(60),
      hop: fc.nat(20),
    });
    fc.assert(
      fc.property(some, ({ scenario, onOther, design, other, view, step, hop }) => {
        const bench = benchWithTalk([]);
        const [home] = bench.getState().document.scenarios;
        if (onOther) bench.actions.openDevice(yt6801!);
        bench.actions.activate(SCENARIOS[scenario]?.id ?? home!.id);
        bench.actions.setDesign(design);
        bench.actions.setLook({ view, otherDesignId: other });
        bench.actions.seek({ step, hop });
        const { playhead, designId } = bench.getState();
        const moment = momentNow(bench.getState(), home!);
        if (!moment.ok) throw new Error(moment.error);
        const stage = staged(moment.value, home!, surroundingsOf(bench.getState())) as ShownMoment;
        expect(stage.kind).toBe('shown');
        expect(stage.scenario).toEqual(activeScenario(bench.getState()));
        expect([stage.step, stage.hop, stage.designId]).toEqual([playhead.step, playhead.hop, designId]);
        expect(stage.picture).toBe(view === 'proof' ? 'route' : view);
        const seen = bench.getState().playhead;
        bench.actions.setDesign(DESIGN_IDS[0]!);
        bench.actions.toStart();
        goTo(bench, stage, home!.id);
        expect(bench.getState().playhead).toEqual(seen);
        expect(bench.getState().designId).toBe(designId);
        expect(activeScenario(bench.getState()).steps).toEqual(stage.scenario.steps);
      }),
      { numRuns: 60 },
    );
  });

  it('cannot be named where a device is not in the catalogue and not that of the talk', () => {
    const bench = benchWithTalk([]);
    const [home] = bench.getState().document.scenarios;
    bench.actions.openDevice({ ...yt6801!, id: 'abcd:1234', name: 'Nobody’s card' });
    bench.actions.activate(SCENARIOS[0]!.id);
    const moment = momentNow(bench.getState(), home!);
    expect(moment.ok ? '' : moment.error).toMatch(
      /another device, and “Nobody’s card” is not in the catalogue/,
    );
  });
});

describe('the talk that is meant', () => {
  it('is that of the active scenario, else the one that was chosen, else none', () => {
    const bench = benchWithTalk([EMPTY_MOMENT]);
    const home = bench.getState().document.scenarios[0]!;
    expect(currentTalk(bench.getState(), null)?.id).toBe(home.id);
    bench.actions.activate(SCENARIOS[0]!.id);
    expect(currentTalk(bench.getState(), null)).toBeNull();
    expect(currentTalk(bench.getState(), home.id)?.id).toBe(home.id);
    bench.actions.deleteScenario(home.id);
    expect(currentTalk(bench.getState(), home.id)).toBeNull();
    expect(talksOf(bench.getState())).toEqual([]);
  });
});

it('a scenario without a talk is gone through step by step', () => {
  const { steps } = activeScenario(createWorkbench(ax210!).getState());
  expect(momentPerStep({ ...activeScenario(createWorkbench(ax210!).getState()) })).toHaveLength(steps.length);
});

describe.each(TALKS)('the ready talk “$name”', (talk) => {
  const text = readyTalkText(talk);
  const around = surroundingsOf(createWorkbench(yt6801!).getState());
  const stages = momentsOf(text.lines).map((moment) => staged(moment, text, around));

  it('has six to eight moments, and every one of them can be shown as it should be', () => {
    expect(stages.length).toBeGreaterThanOrEqual(6);
    expect(stages.length).toBeLessThanOrEqual(8);
    for (const stage of stages) {
      expect(stage).toMatchObject({ kind: 'shown', remark: null });
      expect(stage.notes).toMatch(/\nFrom: /);
      expect(stage.text).not.toBe('');
    }
    expect(new Set(stages.map((stage) => (stage as ShownMoment).picture))).toEqual(new Set(PICTURE_NAMES));
  });
});

it('the sentences of the talk about 4.18 and 4.19 are what the model does', () => {
  const text = readyTalkText(TALKS[0]!);
  const around = surroundingsOf(createWorkbench(ax210!).getState());
  const facts = momentsOf(text.lines).map((moment) => {
    const { scenario, step, designId } = staged(moment, text, around) as ShownMoment;
    const run = runOf(scenario, designId);
    return `${stepTitle(scenario.steps[step]!, run.layout)}: ${run.summaries[step]!.outcome} under ${designId}`;
  });
  const write = 'W4 +0x2804 = 0xffff0000';
  expect(facts).toEqual([
    `${write}: lost under xen-4.18--qemu-devmem`,
    'W4 table[0].ctrl = 0x0: xen-and-forwarded under xen-4.18--qemu-devmem',
    'R4 +0x2804: device-model under xen-4.18--qemu-devmem',
    `${write}: lost under xen-4.18--qemu-devmem`,
    `${write}: lost under xen-4.18--qemu-devmem`,
    `${write}: hardware-and-forwarded under xen-4.19--qemu-latch`,
    `${write}: lost under xen-4.18--qemu-devmem`,
    'W4 +0x1500 = 0x101: lost under xen-4.19--qemu-latch',
  ]);
});

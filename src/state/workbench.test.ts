import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { MachineState } from '#model/state.ts';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { routeOf, stateAt, trackOf } from './derived.ts';
import { DEFAULT_SETTINGS, restoreSettings } from './settings.ts';
import { activeRun, activeScenario, createWorkbench, type Workbench } from './workbench.ts';

const device = DEVICES[0]!.description;
const other = DEVICES[1]!.description;
const stateOf = (bench: Workbench): MachineState =>
  stateAt(activeRun(bench.getState()), bench.getState().playhead);

describe('the workbench', () => {
  it('opens the first ready scenario at its start', () => {
    const { scenarios, activeId, playhead } = createWorkbench(device).getState();
    expect(scenarios).toHaveLength(SCENARIOS.length);
    expect(activeId).toBe(SCENARIOS[0]!.id);
    expect(playhead).toEqual({ step: 0, hop: 0 });
  });

  it('restores exactly the earlier state when stepping back', () => {
    const bench = createWorkbench(device);
    const seen: MachineState[] = [structuredClone(stateOf(bench))];
    const { length } = activeRun(bench.getState());
    for (let n = 0; n < length; n++) {
      bench.actions.stepForward();
      seen.push(structuredClone(stateOf(bench)));
    }
    for (let n = length; n >= 0; n--) {
      expect(stateOf(bench)).toEqual(seen[n]);
      bench.actions.stepBack();
    }
  });

  it('keeps scenario and step when the design changes, and the end stays the end', () => {
    const bench = createWorkbench(device);
    for (let n = 0; n < 7; n++) bench.actions.stepForward();
    for (const _ of DESIGNS) {
      bench.actions.nextDesign();
      const state = bench.getState();
      expect(state.playhead.step).toBe(6);
      expect(state.playhead.hop).toBe(trackOf(activeRun(state)).hopsOf(6));
    }
    expect(bench.getState().designId).toBe(DESIGNS[0]!.id);
  });

  it('stays before an access when the design changes there', () => {
    const bench = createWorkbench(device);
    bench.actions.seek({ step: 3, hop: 0 });
    bench.actions.nextDesign();
    expect(bench.getState().playhead).toEqual({ step: 3, hop: 0 });
  });

  it('clamps a place that does not exist', () => {
    const bench = createWorkbench(device);
    bench.actions.seek({ step: 1e6, hop: 1e6 });
    const state = bench.getState();
    const { length } = activeRun(state);
    expect(state.playhead).toEqual({
      step: length - 1,
      hop: routeOf(activeRun(state), length - 1)!.hops.length,
    });
    bench.actions.seek({ step: -4, hop: Number.NaN });
    expect(bench.getState().playhead).toEqual({ step: 0, hop: 0 });
  });

  it('plays on while time goes by, and stops when moved by hand', () => {
    const bench = createWorkbench(device);
    bench.actions.tick(300);
    expect(bench.getState().playhead.hop).toBe(0);
    bench.actions.play();
    bench.actions.setSpeed(2);
    bench.actions.tick(300);
    expect(bench.getState().playhead).toEqual({ step: 0, hop: 1 });
    bench.actions.stepForward();
    expect(bench.getState().playing).toBe(false);
  });

  it('begins again when played at the end', () => {
    const bench = createWorkbench(device);
    bench.actions.toEnd();
    bench.actions.play();
    expect(bench.getState().playhead).toEqual({ step: 0, hop: 0 });
  });

  it('shows the same ready scenario on another device', () => {
    const bench = createWorkbench(device);
    bench.actions.activate('affinity');
    bench.actions.stepForward();
    bench.actions.openDevice(other);
    expect(bench.getState().activeId).toBe('affinity');
    expect(activeScenario(bench.getState()).device).toBe(other);
    expect(bench.getState().playhead).toEqual({ step: 0, hop: 0 });
  });

  it('takes a device back when that is undone', () => {
    const bench = createWorkbench(device);
    bench.actions.activate('affinity');
    bench.actions.stepForward();
    const { playhead } = bench.getState();
    bench.actions.openDevice(other);
    expect(bench.getState().past.at(-1)!.label).toBe(`show ${other.name}`);
    bench.actions.undo();
    expect(activeScenario(bench.getState()).device).toBe(device);
    expect(bench.getState()).toMatchObject({ activeId: 'affinity', playhead });
    bench.actions.redo();
    expect(activeScenario(bench.getState()).device).toBe(other);
  });

  it('always shows the ready scenarios on the device of the active one', () => {
    const bench = createWorkbench(device);
    const shown = () => bench.getState().device;
    bench.actions.openScenario({ name: 'Mine', note: '', device: other, registers: new Map(), steps: [] });
    const { activeId } = bench.getState();
    expect(shown()).toBe(other);
    bench.actions.activate('affinity');
    expect(activeScenario(bench.getState()).device).toBe(other);
    bench.actions.openDevice(device);
    bench.actions.activate(activeId);
    expect(shown()).toBe(other);
    bench.actions.undo();
    expect(shown()).toBe(other);
    bench.actions.undo();
    expect(shown()).toBe(device);
  });

  it('opens a scenario of one’s own, also one without steps', () => {
    const bench = createWorkbench(device);
    bench.actions.openScenario({ name: 'Mine', note: '', device, registers: new Map(), steps: [] });
    expect(activeScenario(bench.getState()).name).toBe('Mine');
    bench.actions.stepForward();
    bench.actions.toEnd();
    bench.actions.play();
    bench.actions.tick(5000);
    expect(bench.getState()).toMatchObject({ playhead: { step: 0, hop: 0 }, playing: false });
    bench.actions.activate('nonsense');
    expect(activeScenario(bench.getState()).name).toBe('Mine');
  });

  it('keeps the speed between a tenth and four', () => {
    const bench = createWorkbench(device);
    for (let n = 0; n < 9; n++) bench.actions.faster();
    expect(bench.getState().speed).toBe(4);
    for (let n = 0; n < 9; n++) bench.actions.slower();
    expect(bench.getState().speed).toBe(0.1);
    bench.actions.setSpeed(Number.NaN);
    expect(bench.getState().speed).toBe(1);
  });
});

describe('settings', () => {
  it('come back as they were stored', () => {
    const mine = { theme: 'dark', panels: { left: 300, right: null, bottom: 200 } };
    expect(restoreSettings(JSON.stringify(mine))).toEqual(mine);
  });

  it('fall back to the defaults when stored ones make no sense', () => {
    for (const text of [
      null,
      '',
      '{',
      '7',
      'null',
      '[]',
      '{"theme":"pink","panels":{"left":"x","right":-3}}',
    ])
      expect(restoreSettings(text)).toEqual(DEFAULT_SETTINGS);
  });
});

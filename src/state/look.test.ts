import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { routeOf } from './derived.ts';
import { activeRun, activeTrack, createWorkbench, otherRun } from './workbench.ts';

const device = DEVICES.find(({ description }) => description.id === '8086:2725')!.description;

function comparing() {
  const bench = createWorkbench(device);
  bench.actions.setLook({ view: 'compare' });
  return bench;
}

describe('comparing two designs', () => {
  it('plays every access to the end of the longer route', () => {
    const bench = comparing();
    for (let step = 0; step < activeRun(bench.getState()).length; step++) {
      bench.actions.stepForward();
      const state = bench.getState();
      const [a, b] = [routeOf(activeRun(state), step)!, routeOf(otherRun(state), step)!];
      expect(state.playhead).toEqual({ step, hop: Math.max(a.hops.length, b.hops.length) });
    }
  });

  it('keeps the place when the designs change places, and back', () => {
    const bench = comparing();
    bench.actions.seek({ step: 26, hop: 3 });
    const before = bench.getState();
    bench.actions.swapDesigns();
    expect(bench.getState().designId).toBe(before.look.otherDesignId);
    expect(bench.getState().look.otherDesignId).toBe(before.designId);
    expect(bench.getState().playhead).toEqual(before.playhead);
    bench.actions.swapDesigns();
    expect(bench.getState()).toEqual(before);
  });

  it('never compares a design with itself: the other takes its place', () => {
    const bench = comparing();
    const { designId, look } = bench.getState();
    bench.actions.setDesign(look.otherDesignId);
    expect(bench.getState().designId).toBe(look.otherDesignId);
    expect(bench.getState().look.otherDesignId).toBe(designId);
  });

  it('leaves the playhead at a place that exists when only one design is shown again', () => {
    const bench = comparing();
    for (let step = 0; step < activeRun(bench.getState()).length; step++) {
      bench.actions.setLook({ view: 'compare' });
      bench.actions.seek({ step, hop: 1e6 });
      bench.actions.setLook({ view: 'route' });
      const state = bench.getState();
      expect(state.playhead).toEqual({ step, hop: activeTrack(state).hopsOf(step) });
    }
  });
});

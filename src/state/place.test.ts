import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { anyDevice } from '#model/testing/arbitraries.ts';
import { DEVICES } from '#content/devices.ts';
import { restorePlace } from './place-restore.ts';
import { placeText } from './place-text.ts';
import { activeScenario, createWorkbench } from './workbench.ts';

const device = DEVICES[0]!.description;

it('brings back device, design, view, scenario and step, whatever the device is', () => {
  fc.assert(
    fc.property(anyDevice, fc.constantFrom(...DESIGNS), fc.nat({ max: 50 }), (other, design, step) => {
      const before = createWorkbench(device);
      before.actions.openDevice(other);
      before.actions.activate('affinity');
      before.actions.setDesign(design.id);
      before.actions.setLook({ view: 'compare', environment: 'stubdomain', map: 'difference' });
      before.actions.seek({ step, hop: Number.POSITIVE_INFINITY });
      const place = restorePlace(placeText(before.getState()));
      if (!place.ok) throw new Error(place.error);
      const after = createWorkbench(device);
      after.actions.resume(place.value);
      const { designId, look, activeId, playhead } = before.getState();
      expect(after.getState()).toMatchObject({ designId, look, activeId, playhead, past: [] });
      expect(activeScenario(after.getState()).device).toEqual(other);
    }),
    { numRuns: 40 },
  );
});

it('reads what older versions kept, and says why it cannot read what is damaged or newer', () => {
  expect(restorePlace('{"activeId":"affinity","step":3}')).toEqual({
    ok: true,
    value: { activeId: 'affinity', playhead: { step: 3, hop: Infinity } },
  });
  const text = placeText(createWorkbench(device).getState());
  for (const [broken, why] of [
    ['', /damaged/],
    ['null', /damaged/],
    [text.slice(0, 40), /damaged/],
    [text.replace('"version":2', '"version":3'), /newer version/],
    [text.replace('"entries":16', '"entries":"x"'), /“msix.entries”/],
  ] as const) {
    const read = restorePlace(broken);
    expect(read.ok ? '' : read.error).toMatch(why);
  }
});

it('begins at the start when the scenario is gone, on the device of then', () => {
  const other = DEVICES[1]!.description;
  const bench = createWorkbench(device);
  bench.actions.resume({ activeId: 'own-gone-1', device: other, playhead: { step: 7, hop: 0 } });
  expect(bench.getState().playhead).toEqual({ step: 0, hop: 0 });
  expect(activeScenario(bench.getState()).device).toBe(other);
});

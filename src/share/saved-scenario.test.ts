import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { anyStory } from '#model/testing/arbitraries.ts';
import { restoreScenario, saveScenario } from './saved-scenario.ts';

const EVENTS: readonly Step[] = [
  { op: 'raise', entry: 1 },
  { op: 'host-mask', entry: 0, masked: false },
  { op: 'move-bar', to: -0x1000 },
  { op: 'decode', on: true },
  { op: 'prepare', done: false },
  { op: 'dm-bind', entry: 1, gtable: 0x2000, vector: 0x31, flags: 3 },
  { op: 'dm-unbind', entry: 0 },
  { op: 'dm-slot', broken: true },
  { op: 'begin', access: { op: 'write', offset: 0x2804, size: 8, value: 7n } },
  { op: 'serve' },
  { op: 'complete' },
];

describe('a saved scenario', () => {
  it('is restored as it was, through JSON', () => {
    fc.assert(
      fc.property(anyStory, fc.string(), ({ device, steps }, name) => {
        const scenario = {
          name,
          note: name,
          device,
          registers: new Map([[0x2804, 1]]),
          steps: [...steps, ...EVENTS],
        };
        const back = restoreScenario(JSON.parse(JSON.stringify(saveScenario(scenario))));
        expect(back).toEqual({ ok: true, value: scenario });
      }),
    );
  });

  it('that makes no sense is refused with the place, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const back = restoreScenario(json);
        expect(back.ok ? '' : back.error).toMatch(/cannot be read/);
      }),
    );
    const device = { id: null, slot: null, name: '', bars: [], registers: [] };
    const msix = {
      entries: 1,
      table: { bar: 0, offset: 0 },
      pba: { bar: 0, offset: 0 },
      enabled: null,
      masked: null,
    };
    const steps = [{ op: 'read', offset: 0, size: 3 }];
    expect(
      restoreScenario({ name: '', note: '', device: { ...device, msix }, registers: [], steps }),
    ).toMatchObject({
      error: expect.stringContaining('“steps.0.size”') as string,
    });
  });
});

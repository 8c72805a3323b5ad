import { describe, expect, it } from 'vitest';
import { DESIGNS } from '../designs/catalogue.ts';
import { actionOf } from '../explore/action.ts';
import { SETTINGS } from '../explore/settings.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { cloneState } from '../state.ts';
import { PROPERTIES } from './all.ts';

describe('a property', () => {
  it('changes nothing of the machine that it looks at', () => {
    for (const design of DESIGNS)
      for (const setting of SETTINGS) {
        const layout = layoutOf(setting.device);
        const machine = new Machine(design, layout, { world: setting.world });
        const asked = PROPERTIES.filter(({ settings }) => settings.includes(setting.id));
        for (const step of [...setting.lead, ...setting.steps]) {
          machine.run(step);
          const action = actionOf(step, layout);
          const seenBy = () => {
            const { state, lo, hi, fate, seen, registerBytes, roundTrips } = machine;
            return { state: cloneState(state), lo, hi, fate, seen, registerBytes, roundTrips };
          };
          const before = seenBy();
          for (const { holds, of } of asked) holds(machine, of === 'step' ? action : null);
          expect(seenBy(), `${setting.id} under ${design.id}`).toEqual(before);
        }
      }
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { designById } from '../designs/catalogue.ts';
import { settingById } from '../explore/settings.ts';
import { MUTATIONS } from './all.ts';
import { attempt } from './attempt.ts';
import { parOf } from './par.ts';

describe('a try at a mistake', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.id, mutation] as const))(
    'shows %s with the last step of par, and not earlier',
    (_id, mutation) => {
      const design = designById(mutation.base);
      const setting = settingById(mutation.caughtBy.setting);
      if (!design.ok || !setting) throw new Error(mutation.id);
      const par = parOf(mutation, design.value, [setting])!;
      const shown = attempt(mutation, design.value, setting, par.steps);
      expect(shown?.step).toBe(par.steps.length - 1);
      if (par.looker === null) expect(shown?.property).toBe(mutation.caughtBy.property);
      else expect(shown?.lookers).toContain(par.looker);
      expect(attempt(mutation, design.value, setting, par.steps.slice(0, -1))).toBeNull();
    },
    60_000,
  );
});

import { describe, expect, it } from 'vitest';
import { designById } from '../designs/catalogue.ts';
import { searchCells } from '../explore/matrix.ts';
import { settingById } from '../explore/settings.ts';
import { propertyById } from '../properties/all.ts';
import { MUTATIONS } from './all.ts';
import { mutated } from './mutation.ts';
import { parOf } from './par.ts';

describe('every mistake', () => {
  it('has its own id, and there are at least 20', () => {
    expect(new Set(MUTATIONS.map(({ id }) => id)).size).toBe(MUTATIONS.length);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
  });

  it.each(MUTATIONS.map((mutation) => [mutation.id, mutation] as const))(
    '%s breaks a property that holds without it, and has a par',
    (_id, mutation) => {
      const design = designById(mutation.base);
      const setting = settingById(mutation.caughtBy.setting);
      const property = propertyById(mutation.caughtBy.property);
      if (!design.ok || !setting || !property) throw new Error(mutation.id);
      const verdictOf = (one: typeof design.value) => searchCells(setting, one, [property])[0]?.verdict;
      expect(verdictOf(design.value)).toBe('holds');
      expect(verdictOf(mutated(mutation, design.value))).toBe('fails');
      const par = parOf(mutation, design.value, [setting]);
      expect(par).not.toBeNull();
      expect(par!.steps.length).toBeGreaterThan(0);
    },
    60_000,
  );
});

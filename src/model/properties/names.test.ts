import { expect, it } from 'vitest';
import { CLAIM_CHECKS } from '../claims.ts';
import { findingOf } from '../claims/claim.ts';
import type { Design } from '../context.ts';
import { DESIGNS } from '../designs/catalogue.ts';
import { PROPERTIES } from './all.ts';

/** The design under names that nobody has heard of. */
const renamed = (design: Design): Design => ({
  ...design,
  id: 'one--other',
  xenName: 'one',
  xenTitle: 'One',
  deviceModelName: 'other',
  title: 'One with other',
});

it('asks a property of a design by what it does, not by its name', () => {
  for (const design of DESIGNS)
    for (const { id, notFor } of PROPERTIES)
      expect(notFor(renamed(design)), `${id} of ${design.id}`).toBe(notFor(design));
});

it('judges a claim under a design by what it does, not by its name', () => {
  for (const design of DESIGNS)
    for (const check of CLAIM_CHECKS)
      expect(findingOf(check, renamed(design)), `${check.id} under ${design.id}`).toEqual(
        findingOf(check, design),
      );
});

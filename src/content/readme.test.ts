import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import { CLAIMS } from './claims.ts';
import { DEVICES } from './devices.ts';
import { LESSONS } from './tour/lessons.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

it.each([
  [`take one of ${DEVICES.length} devices`],
  [`${DESIGNS.length} combinations of a Xen and a device model`],
  [`${CLAIMS.length} claims of the thread`],
  [`compared under all ${DESIGNS.length} designs`],
  [`${DESIGNS.length} designs in ${SETTINGS.length} small worlds`],
])('the README counts right: %s', (words) => {
  expect(README).toContain(words);
});

it('the README counts lessons and searches right', () => {
  expect(LESSONS).toHaveLength(12);
  expect(README).toContain('twelve short lessons');
  const searches = SETTINGS.flatMap(({ id }) =>
    DESIGNS.filter((design) =>
      PROPERTIES.some((property) => property.settings.includes(id) && property.notFor(design) === null),
    ),
  );
  const all = SETTINGS.length * DESIGNS.length;
  expect(README).toContain(`${searches.length} searches`);
  expect(README).toContain(`${all - searches.length} of them with nothing to search`);
});

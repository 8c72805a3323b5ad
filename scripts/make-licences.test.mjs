import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { licencesModule } from './make-licences.mjs';

it('the app lists the licences of the packages that it has now', async () => {
  const listed = readFileSync(new URL('../src/content/licences.ts', import.meta.url), 'utf8');
  expect(listed, 'run `npm run licences`').toBe(await licencesModule());
});

it('each of them allows what is done with it', async () => {
  const text = await licencesModule();
  const found = new Set([...text.matchAll(/^\s+licence: '([^']+)',$/gm)].map(([, one]) => one));
  // MPL-2.0 (mediabunny) allows a larger work as long as its own files stay as they came.
  expect([...found].sort()).toEqual(['Apache-2.0', 'ISC', 'MIT', 'MPL-2.0', 'OFL-1.1']);
});

import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';
import { heapInUse, interpretedOnly, MOST_GROWTH, soak } from '../soak.ts';

/** Few enough for every run of the tests; `npm run soak` does ten thousand. */
const ROUNDS = 60;

test.use({ launchOptions: interpretedOnly() });

test('after many imports and playbacks the heap is what it was', async ({ page, context }) => {
  await new AppPage(page).open();
  const session = await context.newCDPSession(page);
  await soak(page, 40);
  const before = await heapInUse(session);
  await soak(page, ROUNDS);
  const after = await heapInUse(session);
  expect(after, `bytes of heap; ${before} before`).toBeLessThan(before * (1 + MOST_GROWTH));
});

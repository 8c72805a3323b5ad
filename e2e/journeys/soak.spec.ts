import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';
import { heapInUse, interpretedOnly, soak } from '../soak.ts';

/** Few enough for every run of the tests; `npm run soak` does ten thousand. */
const WARM_UP = 15;
const ROUNDS = 25;
/** Of the heap: about four kilobytes for each import. A single scenario that is never let go is more than that. */
const MOST_GROWTH = 0.02;

test.use({ launchOptions: interpretedOnly() });

test('after many imports and playbacks the heap is what it was', async ({ page, context }) => {
  await new AppPage(page).open();
  const session = await context.newCDPSession(page);
  await soak(page, WARM_UP);
  const before = await heapInUse(session);
  await soak(page, ROUNDS);
  const after = await heapInUse(session);
  expect(after, `bytes of heap; ${before} before`).toBeLessThan(before * (1 + MOST_GROWTH));
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.text.')));
  expect(kept.length, 'texts kept of imports that are undone').toBeLessThanOrEqual(1);
});

import { overRequests } from '../../scripts/budgets.mjs';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('the app opens with its name as heading, asks for few files, and nobody else for any', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await new AppPage(page).open();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('msixscope');
  await page.waitForLoadState('networkidle');
  // A while later, and on a slow machine before this, the view that takes longest is fetched ahead.
  const ahead = asked.findIndex((url) => url.includes('/whole-page-view-'));
  expect(overRequests(ahead < 0 ? asked : asked.slice(0, ahead))).toEqual([]);
});

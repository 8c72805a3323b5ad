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
  expect(overRequests(asked)).toEqual([]);
});

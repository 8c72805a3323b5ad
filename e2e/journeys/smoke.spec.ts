import { overRequests } from '../../scripts/budgets.mjs';
import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('the app opens with its name as heading and nothing for axe to object to', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('msixscope');
  await axe(page);
});

test('a first visit asks for few files, and for none from anyone else', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await new AppPage(page).open();
  await page.waitForLoadState('networkidle');
  expect(overRequests(asked)).toEqual([]);
});

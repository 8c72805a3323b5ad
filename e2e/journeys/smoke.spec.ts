import { axe, expect, test } from '../fixtures.ts';

test('the app opens with its name as heading and nothing for axe to object to', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('msixscope');
  await axe(page);
});

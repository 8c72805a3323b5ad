import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

const THEMES = ['light', 'dark', 'projector'] as const;

for (const theme of THEMES) {
  test(`everything can be read in the ${theme} theme`, async ({ page }) => {
    test.slow();
    const app = new AppPage(page);
    await app.open();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.getByRole('button', { name: 'Next lost access' }).click();
    await axe(page);
    const views = page.getByRole('region', { name: 'View' });
    for (const view of ['Compare', 'Releases', 'Whole page']) {
      await views.getByRole('radio', { name: view }).check({ force: true });
      await expect(page.getByText('This view is on its way.')).toBeHidden();
      await axe(page);
    }
    await views.getByRole('radio', { name: 'Route' }).check({ force: true });
    for (const dialog of [/^Device/, /^Scenario/, /^Keys/, /in dispute$/]) {
      await page.getByRole('button', { name: dialog }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await axe(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

test('on paper are map, route, hops and accesses, in light colours and without anything to press', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await new AppPage(page).open();
  await page.getByRole('button', { name: 'Next lost access' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'Memory map' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Why it went this way' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Accesses' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Player' })).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeHidden();
  await expect(page.locator('html')).toHaveCSS('color', 'rgb(20, 25, 30)');
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

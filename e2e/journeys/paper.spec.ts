import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

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

import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('a dialog opened from the map gives the focus back to it, however it is closed', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const grid = page.getByRole('region', { name: 'Memory map' }).getByRole('grid');
  await grid.focus();
  for (const [key, name] of [
    ['?', 'Keys'],
    ['s', 'Share'],
    ['Insert', 'Add to the scenario'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(grid, `after ${name}`).toBeFocused();
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('list of keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(grid, 'after one dialog out of another').toBeFocused();
  await page.keyboard.press('Insert');
  await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(grid, 'after “Add it”').toBeFocused();
});

test('a form begins at its first field', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Insert');
  const kind = page.getByRole('dialog').getByRole('combobox', { name: 'What happens' });
  await expect(kind).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog', { name: /^Change access/ })).toBeVisible();
  await expect(kind).toBeFocused();
});

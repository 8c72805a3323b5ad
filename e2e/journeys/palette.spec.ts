import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('the palette does by a few letters what buttons do, by keys alone', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const find = page.getByRole('dialog', { name: 'Find' });
  const ask = async (words: string) => {
    await page.keyboard.press('Control+k');
    await expect(find.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(words);
    await expect(find.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(find).toBeHidden();
  };
  await ask('mask and unmask');
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('Mask and unmask');
  await ask('compare 4.19 latch');
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
  await ask('e810');
  await expect(page.getByRole('button', { name: /^Device/ })).toContainText('E810');
  await ask('theme dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('4');
  await ask('place on the memory map');
  await expect(page.getByRole('radio', { name: 'Route' })).toBeChecked();
  await expect(page.getByLabel('Place', { exact: true })).toBeFocused();
  await page.keyboard.type('table[3].data');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Memory map' })).toContainText('+0x38 table[3].data');
  await page.keyboard.press('Escape');
  await ask('list of keys');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('the palette says when nothing is found, goes by arrows, and axe finds nothing', async ({ page }) => {
  await new AppPage(page).open();
  await page.getByRole('button', { name: /^Find/ }).click();
  const find = page.getByRole('dialog', { name: 'Find' });
  await expect(find.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('no such thing');
  await expect(find.getByRole('status')).toHaveText('Nothing has that in its name.');
  await find.getByRole('combobox').fill('view');
  await page.keyboard.press('ArrowDown');
  await axe(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
});

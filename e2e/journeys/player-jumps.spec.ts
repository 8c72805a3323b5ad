import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('lost accesses are found one after the other, by button and by key', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const next = page.getByRole('button', { name: 'Next lost access' });
  await next.click();
  await expect(app.heading(/^Access 34 of/)).toBeVisible();
  await expect(app.current()).toContainText('lost');
  await page.keyboard.press('l');
  await expect(app.heading(/^Access 37 of/)).toBeVisible();
  await page.keyboard.press('Shift+L');
  await expect(app.heading(/^Access 34 of/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Lost access before' })).toBeDisabled();
  await page.keyboard.press('Shift+L');
  await expect(app.heading(/^Access 34 of/)).toBeVisible();
});

test('disagreements are found the same way', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('b');
  await expect(app.heading(/^Access 26 of/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next disagreement' })).toBeDisabled();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Disagreement before' }).click();
  await expect(app.heading(/^Access 26 of/)).toBeVisible();
});

test('a jump to a disagreement shows the entry it is about, whatever was picked before', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('button', { name: 'Next entry' }).click();
  await page.getByRole('button', { name: 'Next entry' }).click();
  await expect(app.heading(/^Entry 2/)).toBeVisible();
  await page.keyboard.press('b');
  await expect(app.heading(/^Access 26 of/)).toBeVisible();
  await expect(app.heading(/^Entry 0/)).toBeVisible();
  await expect(page.getByText(/^Interrupts still arrive as vector/)).toBeVisible();
});

test('a stretch is repeated from its start to its end', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const repeat = page.getByRole('combobox', { name: 'Repeat' });
  await app
    .access(/W4 \+0x2804/)
    .first()
    .click();
  await page.keyboard.press('[');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
  await expect(repeat.locator('option:checked')).toHaveText('Repeat 34 to 35');
  await axe(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(app.heading(/^Access 34 of/)).toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('\\');
  await expect(repeat).toHaveValue('off');
});

test('the keys of the player are in the list of keys', async ({ page }) => {
  await new AppPage(page).open();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('row', { name: /lost access/ })).toHaveCount(2);
  await expect(keys.getByRole('row', { name: /newly disagree/ })).toHaveCount(2);
  await expect(keys.getByRole('row', { name: /[Rr]epeat/ })).toHaveCount(3);
});

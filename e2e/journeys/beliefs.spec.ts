import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

test('all entries are listed with what each party holds, and one is opened from there', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('button', { name: /entries: 0 in dispute$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Who believes what' });
  await expect(dialog.getByRole('columnheader', { name: 'Binding' })).toBeVisible();
  await expect(dialog.getByRole('row').filter({ has: page.getByRole('rowheader') })).toHaveCount(16);
  await axeInEveryTheme(page);
  await dialog.getByRole('button', { name: 'Show entry 5' }).click();
  await expect(dialog).toBeHidden();
  await expect(app.heading(/^Entry 5/)).toBeVisible();
});

test('a moment of disagreement is found, jumped to, and marked there', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('button', { name: /in dispute$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Who believes what' });
  await dialog.getByRole('tab', { name: 'When they disagree' }).click();
  await expect(dialog.getByRole('status')).toContainText('A disagreement arises');
  await axeInEveryTheme(page);
  const moment = dialog.getByRole('button', { name: /Arises: entry 0, binding/ }).first();
  await moment.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(app.heading(/^Access 26 of/)).toBeVisible();
  await expect(page.getByText(/^Interrupts still arrive as vector/)).toBeVisible();
  await page.getByRole('button', { name: /entries: 1 in dispute$/ }).click();
  await dialog.getByRole('checkbox', { name: 'Only entries in dispute' }).check();
  await expect(dialog.getByRole('rowheader')).toHaveCount(1);
  await expect(dialog.getByRole('row', { name: 'Show entry 0' })).toContainText('binding');
});

test('a table of 2,048 entries is scrolled through without drawing all of it', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const devices = await app.openDevices('Catalogue');
  await devices.getByRole('searchbox').fill('104c:b010');
  await devices.getByRole('button', { name: /104c:b010/ }).click();
  // Looked for by attribute: the scenario has thousands of accesses, too many elements to compute roles of.
  await page.locator('button', { hasText: 'All 2048 entries' }).click();
  const dialog = page.locator('[role=dialog]');
  await expect(dialog.getByRole('rowheader', { name: 'Show entry 0' })).toBeVisible();
  expect(await dialog.getByRole('row').count()).toBeLessThan(80);
  await dialog.getByRole('region', { name: 'Entries' }).focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('rowheader', { name: 'Show entry 2047' })).toBeVisible();
  expect(await dialog.getByRole('row').count()).toBeLessThan(80);
});

test('a disagreement is told where it arises, whatever entry is shown', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const panel = page.getByRole('complementary', { name: 'State and reasons' });
  await expect(panel).toContainText(
    'The guest has not written the mask bit yet: QEMU holds 0, the device holds 1.',
  );
  const row = app.access(/^26 .*dispute arises/);
  await expect(app.access(/dispute arises/)).toHaveCount(1);
  await expect(page.getByRole('img', { name: /where a disagreement arises: 1$/ })).toBeVisible();
  await row.click();
  await panel.getByRole('button', { name: 'Next entry' }).click();
  await expect(app.heading(/^Entry 1/)).toBeVisible();
  await expect(panel).toContainText(/A disagreement arises about entry 0, binding: Interrupts still arrive/);
  await expect(panel.getByText('is held differently by anyone')).toBeHidden();
  await expect(page.locator('[aria-live=polite]').filter({ hasText: /^Access 26 of 43/ })).toContainText(
    'A disagreement arises about entry 0, binding: Interrupts still arrive as vector 0xef',
  );
  await panel.getByRole('button', { name: 'Show entry 0' }).click();
  await expect(app.heading(/^Entry 0/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(panel).not.toContainText('A disagreement arises');
});

import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('a scenario is gone through by keys alone', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const { keyboard } = page;
  await keyboard.press('End');
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  await keyboard.press('Home');
  await expect(app.heading('Access 1 of 43')).toBeVisible();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(app.heading('Access 2 of 43')).toBeVisible();
  await keyboard.press('Shift+ArrowRight');
  await expect(app.heading('Access 3 of 43')).toBeVisible();
  await keyboard.press('Shift+ArrowLeft');
  await expect(app.heading('Access 2 of 43')).toBeVisible();
  await keyboard.press('ArrowLeft');
  await expect(app.heading('Access 1 of 43')).toBeVisible();
  await keyboard.press('.');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('2');
  await keyboard.press(',');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1');
  await keyboard.press('d');
  await expect(app.design(/Xen 4\.19/)).toBeChecked();
  await keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('the keys are listed under ?, and typing in a field uses none of them', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('rowheader', { name: 'Space', exact: true })).toBeVisible();
  await keys.getByRole('button', { name: /^Licences/ }).click();
  await expect(keys.getByRole('region', { name: 'Licences' }).getByText(/^react-dom .*MIT/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').focus();
  await page.keyboard.type('dd ?,.');
  await expect(dialog.getByRole('searchbox')).toHaveValue('dd ?,.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(app.design(/Xen 4\.18/)).toBeChecked();
  await expect(page.getByRole('button', { name: /^Device/ })).toBeFocused();
});

test('a device is chosen from the catalogue by keys alone', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Device/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Device' });
  await expect(dialog).toBeVisible();
  for (let n = 0; n < 8; n++) {
    if (await dialog.getByRole('searchbox').evaluate((field) => field === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('coral');
  await expect(dialog.getByRole('status')).toContainText(/^1 of/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Device.*1ac1:089a/ })).toBeVisible();
});

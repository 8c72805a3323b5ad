import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

const COPY = 'A copy of this scenario on it';

test('one’s own scenario is copied to another device, and undone', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const scenario = page.getByRole('button', { name: /^Scenario/ });
  const device = page.getByRole('button', { name: /^Device/ });
  const ready = await app.openDevices('Catalogue');
  await expect(ready.getByRole('button', { name: COPY })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+d');
  await expect(scenario).toContainText('(copy)');
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('8086:2723');
  const copy = dialog.getByRole('button', { name: COPY });
  await expect(copy).toHaveCount(1);
  await axe(page);
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(device).toContainText('8086:2723');
  await expect(scenario).toContainText('A register beside the table (copy) (on 8086:2723)');
  await expect(app.heading('Access 1 of 44')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(device).toContainText('8086:2725');
  await expect(scenario).toContainText('A register beside the table (copy)');
  await expect(page.getByRole('status', { name: 'Last change' })).toContainText(/^Undone: copy .* to /);
});

test('steps without a place on the device are named before anything is left out', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  const dialog = await app.openDevices('Build your own');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('A smaller one');
  await dialog.getByRole('textbox', { name: 'Entries' }).fill('4');
  await dialog.getByRole('button', { name: COPY }).click();
  const said = dialog.getByText(/of 44 steps cannot be placed on it/);
  await expect(said).toBeVisible();
  await expect(dialog.getByText(/entries 4 to 15; its table has 4 entries, 0 to 3\./)).toBeVisible();
  await axe(page);
  const left = Number(/^(\d+)/.exec(await said.innerText())?.[1]);
  await dialog.getByRole('button', { name: `Copy the other ${44 - left} of 44 steps` }).click();
  await expect(page.getByRole('button', { name: /^Device A smaller one/ })).toBeVisible();
  await expect(app.heading(`Access 1 of ${44 - left}`)).toBeVisible();
  const yours = await app.openDevices('Yours');
  await expect(yours.getByRole('button', { name: /^A smaller one/ })).toBeVisible();
  await expect(yours.getByRole('button', { name: COPY })).toBeVisible();
});

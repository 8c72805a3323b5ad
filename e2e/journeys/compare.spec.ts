import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

test('two designs are played side by side, and n and p go from difference to difference', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: 'Compare', exact: true })).toBeChecked();
  await expect(page.getByRole('region', { name: /^Design: Xen 4\.18/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Compared with: Xen 4\.19/ })).toBeVisible();
  await expect(app.heading(/^11 of 43 accesses differ/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Previous difference/ })).toBeDisabled();
  await page.keyboard.press('n');
  await expect(app.heading('Access 33 of 43')).toBeVisible();
  await expect(page.getByText('≠ The routes part at hop 2.')).toBeVisible();
  await page.keyboard.press('n');
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await page.keyboard.press('p');
  await expect(app.heading('Access 33 of 43')).toBeVisible();
  await page.keyboard.press('End');
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Next difference/ })).toBeDisabled();
});

test('a difference is chosen from the list, and the list is narrowed to one kind', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('2');
  const list = page.getByRole('list', { name: 'Differences' });
  await expect(list.getByRole('button')).toHaveCount(11);
  await list.getByRole('button', { name: /^step 35/i }).click();
  await expect(app.heading('Access 35 of 43')).toBeVisible();
  const kinds = page.getByRole('group', { name: 'Kinds of differences' });
  for (const kind of ['outcome', 'device', 'QEMU', 'state'])
    await kinds.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  await expect(list.getByRole('button')).toHaveCount(2);
});

test('any design can be chosen, and the two change places', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('2');
  await page.getByRole('button', { name: /^Compared with/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Compared with' });
  for (const group of ['Released', 'Proposed, never written', 'Elsewhere in Xen'])
    await expect(dialog.getByRole('heading', { name: group })).toBeAttached();
  await dialog.getByRole('button', { name: /^Series v2.*with QEMU with latch/ }).click();
  await expect(page.getByRole('region', { name: /^Compared with: Series v2/ })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByRole('region', { name: /^Design: Series v2/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Compared with: Xen 4\.18/ })).toBeVisible();
});

test('where a design cannot run, it says at which step it fails, and why', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const place = page.getByRole('combobox', { name: 'Device model runs in' });
  await place.selectOption('dom0 under kernel lockdown');
  const notice = page.getByRole('note', { name: /^Does not work/ });
  await expect(notice).toContainText('Fails at: attaching the device');
  await expect(notice).toContainText('/dev/mem');
  await page.getByRole('radio', { name: 'Compare', exact: true }).check({ force: true });
  await expect(page.getByRole('note', { name: /^Does not work/ })).toHaveCount(1);
  await place.selectOption('dom0');
  await expect(page.getByRole('note', { name: /^Does not work/ })).toHaveCount(0);
});

test('axe finds nothing in Compare in any theme', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('radio', { name: 'Compare', exact: true }).check({ force: true });
  await page.getByRole('button', { name: /^Next difference/ }).click();
  await page.getByRole('combobox', { name: 'Device model runs in' }).selectOption('Linux stubdomain');
  await expect(page.getByRole('note', { name: /^Does not work/ })).toBeVisible();
  await axeInEveryTheme(page);
  await page.getByRole('button', { name: /^Compared with/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await axeInEveryTheme(page);
});

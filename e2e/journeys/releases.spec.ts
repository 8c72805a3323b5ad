import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('the table names the commit that changed a cell, and opens it in the Route view', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('3');
  const grid = page.getByRole('grid', { name: /^Outcome of each access/ });
  await expect(grid.getByRole('columnheader', { name: /^Xen 4\.18/ })).toBeVisible();
  await grid.focus();
  for (let n = 0; n < 33; n++) await page.keyboard.press('ArrowDown');
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowRight');
  const panel = page.getByRole('region', { name: /^Xen 4\.19/ });
  await expect(panel).toContainText('Access 34');
  await expect(panel).toContainText('Changed by commit b2cd07a044');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await expect(app.design(/Xen 4\.19/)).toBeChecked();
});

test('the slider goes over the releases', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('3');
  const slider = page.getByRole('slider', { name: 'Release' });
  await slider.fill('2');
  await expect(page.getByRole('region', { name: /^Series v2/ })).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', /Series v2.*posted/);
});

test('proposals and vPCI stand beside the releases when asked for', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('3');
  await expect(page.getByRole('columnheader')).toHaveCount(7);
  await page.getByRole('checkbox', { name: 'Also proposals and vPCI' }).check();
  await expect(page.getByRole('columnheader')).toHaveCount(11);
  await page.getByRole('combobox', { name: 'Device model runs in' }).selectOption('Linux stubdomain');
  await expect(page.getByRole('columnheader', { name: /^Xen 4\.18.*cannot run here/ })).toBeVisible();
});

for (const theme of ['Light', 'Dark', 'Projector'])
  test(`axe finds nothing in Releases in the ${theme} theme`, async ({ page }) => {
    const app = new AppPage(page);
    await app.open();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
    await page.keyboard.press('End');
    await page.getByRole('radio', { name: 'Releases', exact: true }).check({ force: true });
    await expect(page.getByRole('grid')).toBeVisible();
    await page.getByRole('slider', { name: 'Release' }).fill('4');
    await axe(page);
  });

import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

const grid = (page: Page) => page.getByRole('grid', { name: /^Outcome of each access/ });

/** Opens the view with the focus in the grid, `down` rows and `right` columns from its first cell. */
async function openGrid(page: Page, down: number, right: number): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('3');
  await expect(grid(page).getByRole('columnheader', { name: /^Xen 4\.18/ })).toBeVisible();
  await grid(page).focus();
  for (let n = 0; n < down; n++) await page.keyboard.press('ArrowDown');
  for (let n = 0; n < right; n++) await page.keyboard.press('ArrowRight');
  return app;
}

test('the table names the commit that changed a cell, and opens it in the Route view', async ({ page }) => {
  const app = await openGrid(page, 33, 6);
  const panel = page.getByRole('region', { name: /^Xen 4\.19/ });
  await expect(panel).toContainText('Access 34');
  await expect(panel).toContainText('Δ Changed since Xen at 64b21662b1');
  await expect(panel).toContainText('Changed by commit b2cd07a044');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await expect(app.design(/Xen 4\.19/)).toBeChecked();
});

test('what landed is compared with what it was built on, not with what was only posted or proposed', async ({
  page,
}) => {
  await openGrid(page, 0, 5);
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Mask and unmask/ })
    .click();
  await grid(page).focus();
  for (let n = 0; n < 60; n++) await page.keyboard.press('ArrowDown');
  const panel = page.getByRole('region', { name: /^Xen at 64b21662b1/ });
  await expect(panel).toContainText('Δ Changed since Xen 4.18');
  await expect(panel).toContainText('Changed by commit 64b21662b1');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveAttribute(
    'aria-label',
    /Xen, then QEMU, changed since Xen 4\.18/,
  );
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

test('every Xen has a column in time order, says what is out of sight, and can be narrowed to what landed', async ({
  page,
}) => {
  await openGrid(page, 33, 3);
  const names = page.locator('.release-name b');
  await expect(page.getByRole('columnheader')).toHaveCount(11);
  await expect(names).toHaveText([
    /4\.18/,
    /v1/,
    /v2/,
    /owns/,
    /Sub-page/,
    /64b2/,
    /4\.19/,
    /head/,
    /vPCI/,
    /vPCI/,
  ]);
  await expect(page.getByRole('region', { name: /^Device model owns/ })).toContainText(
    'a reply of 2023-03-27',
  );
  const toTheRight = page.getByRole('button', { name: /to the right/ });
  await expect(toTheRight).toBeVisible();
  // The button goes with the last column, perhaps between a look and a click.
  await expect(async () => {
    if (await toTheRight.isVisible()) await toTheRight.click({ timeout: 1000 });
    await expect(toTheRight).toBeHidden({ timeout: 100 });
  }).toPass();
  await expect(page.getByRole('button', { name: /to the left/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Only what landed' }).check();
  await expect(page.getByRole('columnheader')).toHaveCount(5);
  await page.getByRole('combobox', { name: 'Device model runs in' }).selectOption('Linux stubdomain');
  await expect(page.getByRole('columnheader', { name: /^Xen 4\.18.*cannot run here/ })).toBeVisible();
});

test('axe finds nothing in Releases in any theme', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('End');
  await page.getByRole('radio', { name: 'Releases', exact: true }).check({ force: true });
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('slider', { name: 'Release' }).fill('4');
  await axeInEveryTheme(page);
});

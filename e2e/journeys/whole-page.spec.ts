import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

test('the map of the page says what becomes of an access, and opens it as a scenario', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('4');
  const map = page.getByRole('application', { name: /^Outcome of every access/ });
  await expect(map).toBeVisible();
  await expect(page.getByRole('table', { name: /^32,768 accesses under Xen 4\.18/ })).toBeVisible();
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await expect(app.heading('W4 +0x2801')).toBeVisible();
  await page.keyboard.press('s');
  await expect(app.heading('W8 +0x2801')).toBeVisible();
  await page.keyboard.press('w');
  await expect(app.heading('R8 +0x2801')).toBeVisible();
  await page.keyboard.press('p');
  await expect(app.heading('R8 +0x2800')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
  await expect(page.getByRole('img', { name: /^Route of R8 \+0x2800/ })).toBeVisible();
});

test('the difference of two designs is a map with its own counts', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('4');
  await page.getByRole('radio', { name: 'the difference' }).check({ force: true });
  const counts = page.getByRole('table', { name: /accesses end otherwise/ });
  await expect(counts.getByRole('row', { name: /^lost.*done by Xen/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Nothing bound' }).check({ force: true });
  await expect(page.getByRole('application')).toBeVisible();
});

test('the map can be read as a table, and drivers’ costs stand below', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('4');
  await page.getByText('The map as a table').click();
  const table = page.getByRole('region', { name: 'The map as a table' });
  await expect(table.getByRole('row').nth(1)).toContainText('Read 1');
  const effects = page.getByRole('region', { name: 'Effects of each design' });
  await expect(effects.getByRole('row', { name: /^Xen 4\.18 with QEMU with latch/ })).toBeVisible();
  const costs = page.getByRole('region', { name: /^Costs of drivers/ });
  await expect(costs.getByRole('columnheader', { name: /reported, not recorded/ })).toBeVisible();
  await expect(
    costs.getByRole('columnheader', { name: /^Affinity change, short.* 7 accesses\./ }),
  ).toBeVisible();
  await expect(costs.getByRole('columnheader', { name: / 1 access\./ })).toBeVisible();
  expect(await costs.getByText(/(\d+ access(es)?)\. \1|\b1 accesses/).count()).toBe(0);
});

test('a driver’s sequence opens as a scenario at its first access, with as many vectors as are asked for', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('4');
  const costs = page.getByRole('region', { name: /^Costs of drivers/ });
  await expect(costs.getByRole('columnheader', { name: /^Load.* 72 accesses\./ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Vectors' }).selectOption('2');
  await expect(
    costs.getByRole('columnheader', { name: /^Interface down and up.* 30 accesses\./ }),
  ).toBeVisible();
  await costs.getByRole('button', { name: 'Open as scenario: Interface down and up' }).click();
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
  await expect(app.heading(/^Access 47 of 76/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Scenario/ })).toContainText('Interface down and up');
});

test('the worker of the map runs before the view is opened, which then shows no fallback', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await expect.poll(() => page.workers().filter((one) => one.url().includes('survey')).length).toBe(1);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      if (document.body.innerText.includes('on its way')) seen.push('fallback');
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('4');
  await expect(page.getByRole('application', { name: /^Outcome of every access/ })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});

test('the survey of a table of many pages tells its progress and can be cancelled', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('b010');
  await dialog.getByRole('button', { name: /b010/ }).first().click();
  // Pressed as soon as it is there: on a fast machine the map is finished before a hand could come to it.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const cancel = [...document.querySelectorAll('main button')].find(
        (one) => one.textContent === 'Cancel',
      );
      if (!(cancel instanceof HTMLElement)) return;
      observer.disconnect();
      cancel.click();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('4');
  await expect(page.getByText('Cancelled: the map was not finished.')).toBeVisible();
  await page.getByRole('button', { name: 'Compute it' }).click();
  await expect(page.getByRole('combobox', { name: 'Page' })).toBeVisible({ timeout: 30_000 });
});

test('axe finds nothing in Whole page in any theme', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('radio', { name: 'Whole page', exact: true }).check({ force: true });
  await expect(page.getByRole('application')).toBeVisible();
  await expect(page.getByRole('region', { name: /^Costs of drivers/ })).toBeVisible();
  await axeInEveryTheme(page);
  await page.getByRole('radio', { name: 'the difference' }).check({ force: true });
  await expect(page.getByRole('table', { name: /accesses end otherwise/ })).toBeVisible();
  await axeInEveryTheme(page);
});

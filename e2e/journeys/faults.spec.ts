// Playwright's own test: these pages complain, for that is what is looked at.
import { test, type Locator, type Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect } from '../fixtures.ts';

/** Every part of the app that is fetched when it is asked for: its file, how it is asked for, what shows that it came. */
const PARTS: readonly [file: string, key: string, shown: (page: Page) => Locator][] = [
  ['compare-view', '2', (page) => page.getByRole('main')],
  ['releases-view', '3', (page) => page.getByRole('main')],
  ['whole-page-view', '4', (page) => page.getByRole('main')],
  ['proof-view', '5', (page) => page.getByRole('main')],
  ['traces-view', '6', (page) => page.getByRole('main')],
  ['tour-view', '7', (page) => page.getByRole('main')],
  ['share-dialog', 's', (page) => page.getByRole('dialog')],
  ['palette-dialog', 'Control+k', (page) => page.getByRole('dialog')],
  ['glossary-dialog', 'g', (page) => page.getByRole('dialog')],
  ['help-dialog', '?', (page) => page.getByRole('dialog')],
  ['step-dialog', 'Insert', (page) => page.getByRole('dialog')],
];

test('each part that cannot be fetched is told, leaves the rest working, and comes when tried again', async ({
  page,
}) => {
  // Some are also fetched ahead of their time, at whatever moment there is nothing else to do.
  const gone = new Set(PARTS.map(([file]) => file));
  await page.route(/\/assets\/[^/]+-(?:view|dialog)-[^/]+\.js$/, (route) =>
    [...gone].some((file) => route.request().url().includes(`/${file}-`)) ? route.abort() : route.continue(),
  );
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('End');
  for (const [file, key, shown] of PARTS) {
    await page.keyboard.press(key);
    const alert = page.getByRole('alert').filter({ hasText: 'has stopped.' });
    await expect(alert, file).toBeVisible();
    await expect(page.getByRole('button', { name: /^Device/ })).toBeVisible();
    gone.delete(file);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert, file).toBeHidden();
    await expect(shown(page), file).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await expect(app.heading('Access 43 of 43')).toBeVisible();
  }
});

test('the panels of the first screen come when tried again', async ({ page }) => {
  await page.route(/\/assets\/panels-[^/]+\.js$/, (route) => route.abort());
  await page.goto('./');
  const alerts = page.getByRole('alert').filter({ hasText: 'has stopped.' });
  await expect(alerts).toHaveCount(6);
  await expect(page.getByRole('button', { name: /^Device/ })).toBeVisible();
  for (const alert of await alerts.all())
    await alert.getByRole('button', { name: 'Try again' }).click({ trial: true });
  await alerts.last().getByRole('button', { name: 'Try again' }).click();
  await expect(alerts).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Memory map' }).getByRole('grid')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Route of/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Timeline of 43 accesses/ })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('heading', { name: /^Access 43 of 43/ })).toBeVisible();
});

test('when the app itself cannot be fetched the page says so', async ({ page }) => {
  await page.route(/\/assets\/index-[^/]+\.js$/, (route) => route.abort());
  await page.goto('./');
  await expect(page.getByText('a part of it could not be loaded')).toBeVisible({ timeout: 20_000 });
});

test('a memory map that fails leaves the route and the player working', async ({ page }) => {
  await page.addInitScript(() => {
    Element.prototype.scrollTo = function (this: Element) {
      if (this.classList.contains('pm-box')) throw new Error('broken on purpose');
    };
  });
  await page.setViewportSize({ width: 1280, height: 520 });
  await page.goto('./');
  await page.getByRole('region', { name: 'Memory map' }).getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  for (let n = 0; n < 12; n++) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('alert')).toContainText('The memory map has stopped.');
  await expect(page.getByRole('alert')).toContainText('broken on purpose');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: /^Access \d+ of 43/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Route of/ })).toBeVisible();
});

test('a link whose reader cannot be loaded is told, and the app opens without it', async ({ page }) => {
  await page.route(/links-[^/]+\.js$/, (route) => route.abort());
  await page.goto('./#msix1/AAgAAIaAJScdAAEAA7M6gBBqgAE_AACAUno');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('could not be loaded');
  await expect(page.getByRole('heading', { name: 'Access 1 of 43' })).toBeVisible();
});

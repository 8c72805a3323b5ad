import { test } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect } from '../fixtures.ts';

test('a view that fails leaves the others working, and is tried again', async ({ page }) => {
  let isGone = true;
  await page.route(/whole-page-view-[^/]+\.js$/, (route) => (isGone ? route.abort() : route.continue()));
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('End');
  await page.keyboard.press('4');
  await expect(page.getByRole('alert')).toContainText('This view has stopped.');
  await page.keyboard.press('2');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('main')).toBeVisible();
  await page.keyboard.press('1');
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  isGone = false;
  await page.reload();
  await page.keyboard.press('4');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a memory map that fails leaves the route and the player working', async ({ page }) => {
  await page.addInitScript(() => {
    Element.prototype.scrollTo = function (this: Element) {
      if (this.classList.contains('pm-box')) throw new Error('broken on purpose');
    };
  });
  await page.setViewportSize({ width: 1280, height: 720 });
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
  await page.route(/open-link-[^/]+\.js$/, (route) => route.abort());
  await page.goto('./#msix1/AAgAAIaAJScdAAEAA7M6gBBqgAE_AACAUno');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('could not be loaded');
  await expect(page.getByRole('heading', { name: 'Access 1 of 43' })).toBeVisible();
});

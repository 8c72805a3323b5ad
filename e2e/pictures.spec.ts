import { AppPage } from './app-page.ts';
import { expect, test } from './fixtures.ts';

/**
 * The three main views with the playhead held at the first register write. The fonts are the app's own, so that the
 * pictures are the same on other machines but for the rounding of edges: up to 1% of pixels may differ by a little.
 */
const TOLERANCE = { maxDiffPixelRatio: 0.01, threshold: 0.1, animations: 'disabled', caret: 'hide' } as const;
const FROZEN_AT = 34;

test.use({ viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.beforeEach(async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const app = new AppPage(page);
      await app.open();
      await app.access(new RegExp(`^${FROZEN_AT} `)).click();
      await page.mouse.move(0, 0);
      await expect(page.getByRole('heading', { name: `Access ${FROZEN_AT} of` })).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
    });

    test('the route of a lost write', async ({ page }) => {
      await expect(page).toHaveScreenshot(`route-${theme}.png`, TOLERANCE);
    });

    test('the map at a table entry', async ({ page }) => {
      const map = page.getByRole('region', { name: 'Memory map' });
      await map.getByRole('grid').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await expect(map.getByRole('grid', { name: /entry level/ })).toBeVisible();
      await expect(map).toHaveScreenshot(`entry-${theme}.png`, TOLERANCE);
    });

    test('who believes what of all entries', async ({ page }) => {
      await page.getByRole('button', { name: /in dispute$/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Who believes what' });
      await expect(dialog.getByRole('row').nth(2)).toBeVisible();
      await expect(dialog).toHaveScreenshot(`beliefs-${theme}.png`, TOLERANCE);
    });
  });
}

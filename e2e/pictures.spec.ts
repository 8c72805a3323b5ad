import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseTheme, openFrozen, show } from './views.ts';

/**
 * The views with the playhead held at the first register write. The fonts are the app's own, so that the pictures are
 * the same on other machines but for the rounding of edges: up to 1% of pixels may differ by a little.
 * `npx playwright test pictures.spec --update-snapshots` takes them anew; look at them before they are committed.
 */
const TOLERANCE = { maxDiffPixelRatio: 0.01, threshold: 0.1, animations: 'disabled', caret: 'hide' } as const;

/** Every view is seen in every size and in every theme, if not in each of the nine pairs. */
const SIZES = ['1280x720', '1600x900', '390x844'];
const THEMES = ['light', 'dark', 'projector'];
const MAIN_VIEWS = ['route', 'compare', 'releases', 'page', 'proof', 'traces', 'tour', 'text'];
/** What stands in a dialog or on the map, seen in two themes at the least size that people talk from. */
const PARTS: Readonly<Record<string, (page: Page) => ReturnType<Page['getByRole']>>> = {
  entry: (page) => page.getByRole('region', { name: 'Memory map' }),
  beliefs: (page) => page.getByRole('dialog', { name: 'Who believes what' }),
};

test.use({ viewport: { width: 1280, height: 720 }, contextOptions: { reducedMotion: 'reduce' } });

async function resize(page: Page, size: string): Promise<void> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  await page.setViewportSize({ width, height });
}

/** Lists keep what is current in sight, and how far they scroll for it depends on the order of the sizes before. */
async function settleScrolling(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 12; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const element of document.querySelectorAll(':not([aria-activedescendant])'))
      if (element.scrollTop > 0) element.scrollTop = 0;
    for (const current of document.querySelectorAll('[aria-current="step"]')) {
      const list = current.closest('ol, ul');
      const scroller =
        list?.parentElement && list.scrollHeight <= list.clientHeight ? list.parentElement : list;
      if (!scroller) continue;
      const below = current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      scroller.scrollTop = below - scroller.clientHeight / 2;
    }
    scrollTo(0, 0);
  });
}

MAIN_VIEWS.forEach((view, n) =>
  test(`the picture of ${view} in three sizes and themes`, async ({ page }) => {
    await openFrozen(page, './', 'light');
    await show(page, view);
    await page.mouse.move(0, 0);
    for (const [m, size] of SIZES.entries()) {
      const theme = THEMES[(n + m) % THEMES.length] ?? 'light';
      await resize(page, size);
      await chooseTheme(page, theme);
      await settleScrolling(page);
      await expect(page).toHaveScreenshot(`${view}-${size}-${theme}.png`, TOLERANCE);
    }
  }),
);

for (const [part, locate] of Object.entries(PARTS))
  for (const theme of ['light', 'dark'])
    test(`the picture of ${part} in the ${theme} theme`, async ({ page }) => {
      await openFrozen(page, './', theme);
      await show(page, part);
      await page.mouse.move(0, 0);
      await expect(locate(page)).toHaveScreenshot(`${part}-${theme}.png`, TOLERANCE);
    });

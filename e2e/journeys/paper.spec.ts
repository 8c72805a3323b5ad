import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';
import { openFrozen, show } from '../views.ts';

/** A4 landscape without its margins, in CSS pixels. */
const PAPER = { width: 1062, height: 733 };

/** What each view has to have on paper, with the words of its first and its last part. */
const ON_PAPER: readonly (readonly [view: string, ...words: string[]])[] = [
  ['compare', 'Xen 4.18 with QEMU', 'Step 33', 'Step 43'],
  ['releases', 'enable', 'vPCI, domU', 'Xen does not take it'],
  ['page', 'accesses', 'What each design does to this device', 'What guest drivers cost'],
  ['proof', 'C01', 'Verdict', 'vPCI, domU'],
  ['matrix', 'I1 ', 'vPCI, domU', 'I20'],
  ['traces', 'nvme-load-io-unload.txt', 'Lost', 'Page map'],
  ['tour', 'Lesson 1 of', 'Who handles it?'],
  ['text', 'msixscope 1', 'expect lost', 'Expectations'],
];

test('on paper are map, route, hops and accesses, in light colours and without anything to press', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await new AppPage(page).open();
  await page.getByRole('button', { name: 'Next lost access' }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('region', { name: 'Memory map' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Why it went this way' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Accesses' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Player' })).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Theme' })).toBeHidden();
  await expect(page.locator('html')).toHaveCSS('color', 'rgb(20, 25, 30)');
  expect(await pagesOf(page)).toBe(1);
});

for (const [view, ...words] of ON_PAPER)
  test(`on paper ${view} is whole: nothing is cut, and nothing is to be pressed`, async ({ page }) => {
    await openFrozen(page, './', 'dark');
    await show(page, view);
    await page.emulateMedia({ media: 'print' });
    expect(await pagesOf(page), 'pages').toBeLessThanOrEqual(3);
    await page.setViewportSize(PAPER);
    for (const word of words)
      await expect(page.getByText(word).filter({ visible: true }).first()).toBeVisible();
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('main .button:not(.design-button)').filter({ visible: true })).toHaveCount(0);
    // Lists measure themselves anew for the paper.
    await expect.poll(() => page.evaluate(cutParts)).toEqual([]);
  });

test('on paper Releases has every access, also those that are out of sight on the screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 400 });
  await openFrozen(page, './', 'light');
  await show(page, 'releases');
  const rows = page.getByRole('grid').getByRole('row');
  expect(await rows.count()).toBeLessThan(44);
  await page.emulateMedia({ media: 'print' });
  await expect(rows).toHaveCount(44);
  await page.emulateMedia({ media: 'screen' });
  await expect(rows).not.toHaveCount(44);
});

async function pagesOf(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** The parts of the page that hold more than they show, or reach beyond the paper. */
function cutParts(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.app *')]
    .filter((part) => {
      if (!part.checkVisibility({ visibilityProperty: true }) || part.closest('.visually-hidden, svg'))
        return false;
      const { overflowX, overflowY } = getComputedStyle(part);
      const isCut =
        (overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) ||
        (overflowY !== 'visible' && part.scrollHeight > part.clientHeight + 1 && part.clientHeight > 0);
      return isCut || part.getBoundingClientRect().right > innerWidth + 1;
    })
    .map((part) => `${part.tagName}.${part.className} ${part.textContent.slice(0, 30)}`);
}

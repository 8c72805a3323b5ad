import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

/** Goes through the whole scenario, by hop or by access, and tells what moved on the screen without being meant to. */
const movedWhile = (page: Page, by: 'hop' | 'access'): Promise<string[]> =>
  page.evaluate(async (way) => {
    const found: string[] = [];
    const where = () => document.querySelector('#route-title')?.textContent ?? '';
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node?: Node }[] };
        const nodes = sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? 'something');
        found.push(`${where()}: ${value.toFixed(5)} ${nodes.join(' | ')}`);
      }
    });
    observer.observe({ type: 'layout-shift' });
    const press = async (key: string, shiftKey: boolean) => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey }));
      await new Promise((drawn) => requestAnimationFrame(drawn));
    };
    for (let n = 0; n < 700 && !where().startsWith('Access 43'); n++)
      await press('ArrowRight', way === 'hop');
    await press('End', false);
    await press('Home', false);
    observer.disconnect();
    return found;
  }, by);

test('nothing on the screen moves while accesses are played', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 720 });
  await new AppPage(page).open();
  await page.evaluate(() => document.fonts.ready);
  expect(await movedWhile(page, 'hop')).toEqual([]);
});

test('nothing moves on a phone, whatever part of the page is in sight', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await new AppPage(page).open();
  await page.evaluate(() => document.fonts.ready);
  for (const part of [page.getByRole('region', { name: /^Access 1 of/ }), page.getByRole('table').first()]) {
    await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    expect(await movedWhile(page, 'access')).toEqual([]);
  }
});

import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

const VIEWS = ['Route', 'Compare', 'Releases', 'Whole page', 'Proof', 'Traces', 'Tour', 'Text'];
const DIALOGS = [
  ['s', 'Share'],
  ['e', 'Export'],
  ['t', 'Talk'],
  ['g', 'Glossary'],
  ['?', 'Keys'],
] as const;

test('on a phone axe finds nothing in any view or dialog, and nothing is wider than the screen', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new AppPage(page).open();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  for (const [n, name] of VIEWS.entries()) {
    await page.keyboard.press(String(n + 1));
    await expect(page.getByText(/is on its way\.$/)).toHaveCount(0);
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    expect(await wide(), name).toBe(390);
    await axe(page);
    if (name === 'Text') await page.getByRole('textbox', { name: 'Scenario text' }).blur();
  }
  await page.keyboard.press('1');
  for (const [key, name] of DIALOGS) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    const { x = -1, width = 999 } = (await dialog.boundingBox()) ?? {};
    expect(x, name).toBeGreaterThanOrEqual(0);
    expect(x + width, name).toBeLessThanOrEqual(390);
    await axe(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

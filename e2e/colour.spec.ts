import { AppPage } from './app-page.ts';
import { axe, expect, test } from './fixtures.ts';
import type { Locator, Page } from '@playwright/test';

/** Mean difference of two pictures' grey values, of 255; a swatch has 26 by 18 pixels. */
const TOLD_APART = 6;

type Deficiency = 'achromatopsia' | 'protanopia' | 'deuteranopia' | 'tritanopia';

/** Grey values of a picture of `part` as it is on the screen. */
async function greys(page: Page, part: Locator): Promise<number[]> {
  const picture = (await part.screenshot()).toString('base64');
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return Array.from({ length: data.length / 4 }, (_, n) =>
      Math.round(0.299 * data[4 * n]! + 0.587 * data[4 * n + 1]! + 0.114 * data[4 * n + 2]!),
    );
  }, picture);
}

const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, n) => sum + Math.abs(value - (b[n] ?? 0)), 0) / a.length;

async function swatches(page: Page, list: string): Promise<{ name: string; pixels: number[] }[]> {
  await expect(page.getByRole('list', { name: list })).toBeVisible();
  const items = await page.getByRole('list', { name: list }).getByRole('listitem').all();
  const found = [];
  for (const item of items)
    found.push({ name: (await item.innerText()).trim(), pixels: await greys(page, item.locator('svg')) });
  return found;
}

for (const theme of ['Light', 'Dark', 'Projector'])
  test(`regions and outcomes are told apart without colours in the ${theme} theme`, async ({
    page,
    context,
  }) => {
    await new AppPage(page).open();
    await page.getByRole('combobox', { name: 'Theme' }).selectOption({ label: theme });
    await page.getByRole('button', { name: /^Keys/ }).click();
    const session = await context.newCDPSession(page);
    const deficiencies: Deficiency[] = ['achromatopsia', 'protanopia', 'deuteranopia', 'tritanopia'];
    for (const type of theme === 'Dark' ? deficiencies : deficiencies.slice(0, 2)) {
      await session.send('Emulation.setEmulatedVisionDeficiency', { type });
      for (const list of ['Regions of the map', 'Outcomes of an access']) {
        const all = await swatches(page, list);
        expect(all.length).toBeGreaterThanOrEqual(5);
        for (const [n, one] of all.entries())
          for (const other of all.slice(n + 1))
            expect(
              difference(one.pixels, other.pixels),
              `${one.name} and ${other.name} look alike with ${type}`,
            ).toBeGreaterThan(TOLD_APART);
      }
    }
  });

for (const colorScheme of ['light', 'dark'] as const)
  test(`where the system forces its ${colorScheme} colours, what is chosen and current is framed`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const app = new AppPage(page);
    await app.open();
    await app.access(/W4 \+0x2804/).click();
    const frame = (part: Locator) => part.evaluate((element) => getComputedStyle(element).outlineStyle);
    const chosen = page.locator('.segmented label:has(:checked)');
    for (const one of await chosen.all()) expect(await frame(one)).toBe('solid');
    expect(await frame(page.locator('.segmented label:not(:has(:checked))').first())).toBe('none');
    expect(await frame(app.current())).toBe('solid');
    expect(await frame(page.locator('.hl-row[data-current=true]').first())).toBe('solid');
    await axe(page);
  });

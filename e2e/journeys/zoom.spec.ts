import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const mapOf = (page: Page) => page.getByRole('region', { name: 'Memory map' });
const levels = async (page: Page): Promise<string[]> =>
  mapOf(page).getByRole('navigation', { name: 'Zoom level' }).getByRole('button').allInnerTexts();

test('the keyboard goes from the BAR to a bit and back, and each place is named', async ({ page }) => {
  await new AppPage(page).open();
  const map = mapOf(page);
  await map.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(map.getByRole('grid', { name: /entry level/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(map.getByRole('grid', { name: /bit level/ })).toBeVisible();
  expect(await levels(page)).toEqual(['BAR 0', '0x2000', 'table[0]', 'addr']);
  await expect(map).toContainText('+0x2000');
  for (const level of ['entry', 'page', 'bar']) {
    await page.keyboard.press('Escape');
    await expect(map.getByRole('grid', { name: new RegExp(`${level} level`) })).toBeVisible();
  }
});

test('Control and the wheel go to the byte under the pointer, the wheel alone scrolls', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  const map = mapOf(page);
  const register = map.getByRole('gridcell', { name: /MSIX_FH_INT_MASK/ }).first();
  await register.hover();
  await page.mouse.wheel(0, -120);
  await expect(map.getByRole('grid', { name: /page level/ })).toBeVisible();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await expect(map.getByRole('grid', { name: /entry level/ })).toBeVisible();
  await expect(map.getByRole('navigation', { name: 'Zoom level' })).toContainText('0x2800');
  await page.mouse.wheel(0, 120);
  await page.keyboard.up('Control');
  await expect(map.getByRole('grid', { name: /page level/ })).toBeVisible();
});

test('of a table over several pages every page can be seen, and its last entry', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('104c:b010');
  await dialog.getByRole('button', { name: /104c:b010/ }).click();
  const map = mapOf(page);
  await expect(map).toContainText('2,048 entries');
  await map.getByRole('grid').focus();
  await page.keyboard.press('PageDown');
  const pages = await levels(page);
  await page.keyboard.press('PageUp');
  expect(await levels(page)).not.toEqual(pages);
  for (let n = 1; n < 8; n++) await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(map.getByRole('grid', { name: /entry level/ })).toBeVisible();
});

test('a slash asks for a place, goes to it by name or offset, and says what is no place', async ({
  page,
}) => {
  await new AppPage(page).open();
  const map = mapOf(page);
  const goTo = async (place: string) => {
    await page.keyboard.press('/');
    const field = map
      .getByRole('textbox', { name: 'Place' })
      .or(map.getByRole('combobox', { name: 'Place' }));
    await expect(field).toBeFocused();
    await field.fill(place);
    await page.keyboard.press('Enter');
  };
  for (const [place, said, level] of [
    ['msix_fh_int_mask', '+0x2804 MSIX_FH_INT_MASK', 'page'],
    ['table[3].ctrl', '+0x203c table[3].ctrl', 'page'],
    ['pba[0]', '+0x3000 pba[0]', 'page'],
    ['0x2805', '+0x2805 MSIX_FH_INT_MASK, byte 1', 'entry'],
    ['+0x10', '+0x10', 'entry'],
  ] as const) {
    await goTo(place);
    await expect(map.getByRole('grid', { name: new RegExp(`${level} level`) })).toBeFocused();
    await expect(map.locator('.pm-inspector')).toContainText(said);
  }
  await goTo('0x99999');
  await expect(map.getByRole('status')).toContainText(
    '0x99999 is not on this map: BAR 0 holds 0x0 to 0x3fff.',
  );
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('table[16]');
  await page.keyboard.press('Enter');
  await expect(map.getByRole('status')).toContainText('it has 16 entries, counted from 0');
  await page.keyboard.press('Escape');
  await expect(map.getByRole('button', { name: 'Go to' })).toBeFocused();
});

/** What of the map does not fit where it is: nothing there may be cut, scrolled out of sight, or shortened. */
const cutInMap = (page: Page): Promise<string[]> =>
  mapOf(page).evaluate((map) => {
    const found: string[] = [];
    for (const part of [map, ...map.querySelectorAll('.pm-box, .pm-inspector')])
      if (part.scrollHeight > part.clientHeight || part.scrollWidth > part.clientWidth)
        found.push(`${part.getAttribute('class')}: ${part.scrollWidth}x${part.scrollHeight}`);
    const { left, right } = map.getBoundingClientRect();
    for (const part of map.querySelectorAll('button, select, h2, p, .pm-path, text')) {
      const box = part.getBoundingClientRect();
      if (box.left < left || box.right > right + 0.5) found.push(part.textContent);
    }
    for (const text of map.querySelectorAll('svg text'))
      if (text.textContent.includes('…')) found.push(text.textContent);
    return found;
  });

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const)
  test(`at ${width}x${height} nothing of the map is cut at any of the four levels`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await new AppPage(page).open();
    const map = mapOf(page);
    // Before any access, with one to the entry in sight, and with one elsewhere.
    for (const moves of ['', 'ArrowRight ArrowRight', 'End']) {
      for (const key of moves.split(' ')) if (key !== '') await page.keyboard.press(key);
      await map.getByRole('grid').focus();
      await page.keyboard.press('Home');
      for (const [level, key] of [
        ['page', 'Enter'],
        ['entry', 'Enter'],
        ['bit', 'Escape'],
        ['entry', 'Escape'],
        ['page', 'Escape'],
        ['bar', 'Enter'],
      ] as const) {
        await expect(map.getByRole('grid', { name: new RegExp(`${level} level`) })).toBeVisible();
        expect(await cutInMap(page), `${level} level`).toEqual([]);
        await page.keyboard.press(key);
      }
      await map.getByRole('grid').evaluate((grid: SVGElement) => grid.blur());
    }
  });

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

const kept = (page: Page, prefix = 'msixscope.scenario.') =>
  page.evaluate(
    (start) => Object.entries(localStorage).filter(([key]) => key.startsWith(start)) as [string, string][],
    prefix,
  );

/** One edited scenario, kept. */
async function editedApp(page: Page): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  await expect(app.heading('Access 2 of 44')).toBeVisible();
  await expect.poll(() => kept(page)).toHaveLength(1);
  return app;
}

test('scenarios outlive a reload, with the place in them', async ({ page }) => {
  const app = await editedApp(page);
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  await page.reload();
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Scenario.*\(copy\)/ })).toBeVisible();
});

test('a change just before the page goes is kept', async ({ page }) => {
  const app = await editedApp(page);
  await page.keyboard.press('Control+d');
  await page.reload();
  await expect(app.heading(/^Access \d+ of 45/)).toBeVisible();
});

test('the very first change is kept, however soon the page goes', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const keeper = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  await expect.poll(keeper).toContainEqual(expect.stringMatching(/keeping-/));
  await page.keyboard.press('Control+d');
  await page.reload();
  await expect(app.heading(/^Access \d+ of 44/)).toBeVisible();
});

test('device, design, view and step outlive a reload', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Build your own');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('My card');
  await dialog.getByRole('textbox', { name: 'Entries' }).fill('9');
  await dialog.getByRole('button', { name: 'Show this device' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('combobox', { name: 'Other designs' }).selectOption({ index: 1 });
  const design = await page.getByRole('combobox', { name: 'Other designs' }).inputValue();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(app.heading('Access 2 of 36')).toBeVisible();
  await page.reload();
  await expect(app.heading('Access 2 of 36')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Device My card/ })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Other designs' })).toHaveValue(design);
  await app.openDevices('Yours');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await axe(page);
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await dialog.getByRole('button', { name: 'Keep it again' }).click();
  await page.keyboard.press('Escape');
  await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('coral');
  await dialog.getByRole('button', { name: /Coral/ }).click();
  await app.openDevices('Yours');
  await dialog.getByRole('button', { name: /^My card/ }).click();
  await expect(page.getByRole('button', { name: /^Device My card/ })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked();
});

for (const [kind, text] of [
  ['damaged', '{"version":2,"activeId"'],
  ['newer', '{"version":9,"activeId":"affinity","step":1}'],
] as const)
  test(`a ${kind} kept place is told, offered, and does not keep the app from opening`, async ({ page }) => {
    await page.addInitScript((broken) => {
      if (localStorage.length === 0) localStorage.setItem('msixscope.place.2', broken);
    }, text);
    const app = new AppPage(page);
    await app.open();
    const notice = page.getByRole('region', { name: 'Notices' });
    await expect(notice).toContainText('could not be restored');
    await expect(notice.getByRole('button', { name: 'Download it' })).toBeVisible();
    expect(await page.evaluate(() => localStorage.getItem('msixscope.unread-place'))).toBe(text);
  });

test('a scenario too long for the short storage is kept as well', async ({ page }) => {
  const app = await editedApp(page);
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Scenario' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    scenario: { registers: unknown[] };
  };
  file.scenario.registers = Array.from({ length: 16_000 }, (_, n) => [4 * n, 0xffffffff]);
  await dialog.getByLabel('Scenario file').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await expect(app.heading('Access 1 of 44')).toBeVisible();
  await expect.poll(async () => (await kept(page)).map(([, text]) => text).join()).toContain('"long":');
  await page.reload();
  await expect(app.heading('Access 1 of 44')).toBeVisible();
});

for (const [kind, breakIt] of [
  ['corrupt', (text: string) => text.slice(0, 200)],
  ['newer', (text: string) => text.replace('"version":1', '"version":99')],
] as const)
  test(`a ${kind} kept state leaves the app usable, and is still there`, async ({ page }) => {
    test.slow();
    const app = await editedApp(page);
    const [[key, text] = ['', '']] = await kept(page);
    const broken = breakIt(text);
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, broken] as const);
    await page.reload();
    await expect(app.heading('Access 1 of 43')).toBeVisible();
    const notice = page.getByRole('region', { name: 'Notices' });
    await expect(notice).toContainText('could not be read');
    await axe(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      notice.getByRole('button', { name: 'Download it' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/aside\.json$/);
    await page.keyboard.press('Control+d');
    await expect(app.heading('Access 2 of 44')).toBeVisible();
    await expect.poll(() => kept(page)).toHaveLength(1);
    expect((await kept(page, 'msixscope.aside.')).map(([, value]) => value)).toEqual([broken]);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice.getByRole('button')).toHaveCount(0);
  });

for (const [kind, error] of [
  ['switched off', 'SecurityError'],
  ['full', 'QuotaExceededError'],
] as const)
  test(`storage that is ${kind} is told in a sentence, and the app goes on`, async ({ page }) => {
    await page.addInitScript((name) => {
      const fail = () => {
        throw new DOMException('not today', name);
      };
      if (name === 'SecurityError') Object.defineProperty(window, 'localStorage', { get: fail });
      else Storage.prototype.setItem = fail;
    }, error);
    const app = new AppPage(page);
    await app.open();
    await page.keyboard.press('Control+d');
    await expect(app.heading('Access 2 of 44')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('on this page only');
    await page.keyboard.press('Control+d');
    await expect(app.heading('Access 3 of 45')).toBeVisible();
  });

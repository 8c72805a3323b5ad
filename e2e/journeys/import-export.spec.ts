import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

async function openScenarios(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Scenario/ }).click();
  return page.getByRole('dialog', { name: 'Scenario' });
}

/** Drops a file on the window, as from a file manager. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([called, contents]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([contents], called));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );

const jsonFile = (text: string, name = 'mine.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

test('a scenario that is saved as a file is the same when it is opened again', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  let dialog = await openScenarios(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('a-register-beside-the-table-copy.msixscope.json');
  const text = readFileSync(await download.path(), 'utf8');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await dialog.getByLabel('Scenario file').setInputFiles(jsonFile(text));
  await expect(dialog).toBeHidden();
  await expect(app.heading('Access 1 of 44')).toBeVisible();

  dialog = await openScenarios(page);
  await dialog.getByRole('region', { name: 'Yours' }).evaluate((zone, contents) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([contents], 'dropped.json', { type: 'application/json' }));
    const target = [...zone.querySelectorAll('button')].find(
      (one) => one.textContent === 'Open a scenario file',
    );
    target?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, text);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Scenario.*\(copy\) \(2\)/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('(copy)” is there already');
});

test('a bad file is told what, where and what to do, and changes nothing', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await openScenarios(page);
  for (const [text, what] of [
    ['', /is empty/],
    ['{"a":', /not JSON, or it was cut off/],
    ['{}', /no scenario of this app/],
    ['00:00.0 Host bridge', /not JSON/],
  ] as const) {
    await dialog.getByLabel('Scenario file').setInputFiles(jsonFile(text));
    await expect(dialog.getByRole('alert')).toContainText(what);
    await expect(dialog.getByRole('alert')).toContainText('Nothing has changed.');
  }
  await expect(dialog.getByRole('region', { name: 'Yours' })).toContainText('None yet.');
});

test('what the app has saved opens when it is dropped on the window, and broken files are told', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  const dialog = await openScenarios(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save all as a file' }).click(),
  ]);
  await page.keyboard.press('Escape');
  const text = readFileSync(await download.path(), 'utf8');
  await drop(page, 'scenarios.json', text);
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('“scenarios.json” was opened: one scenario is added to yours.');
  await expect(notices).toContainText('(copy)” is there already: the one that was opened is named “');
  await expect(page.getByRole('button', { name: /^Scenario.*\(copy\) \(2\)/ })).toBeVisible();
  await expect(app.heading('Access 1 of 44')).toBeVisible();
  await drop(page, 'half.json', text.slice(0, 100));
  await expect(notices).toContainText('“half.json” was not opened. The file is not JSON');
  await drop(page, 'mine.msix', 'msixscope 1\ndevice 8086:2725\nW4 table[0].ctrl = 1\n');
  await expect(app.heading('Access 1 of 1')).toBeVisible();
});

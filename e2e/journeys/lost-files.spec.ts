import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const RECORDING = 'src/import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt';
const NOT_WHOLE = 'changed, moved or removed meanwhile';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'msixscope-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

/** Long enough that its reading can be seen. */
function longRecording(): string {
  const file = path.join(folder, 'long.txt');
  writeFileSync(file, readFileSync(RECORDING, 'utf8').repeat(1000));
  return file;
}

async function openTraces(page: Page): Promise<Locator> {
  await new AppPage(page).open();
  await page.keyboard.press('6');
  return page.getByLabel('Open a recording');
}

const CHANGES: Readonly<Record<string, (file: string) => void>> = {
  removed: (file) => rmSync(file),
  shortened: (file) => truncateSync(file, 1000),
  'written over': (file) =>
    writeFileSync(file, readFileSync(RECORDING, 'utf8').replaceAll('0', '1').repeat(1000)),
};

for (const [what, change] of Object.entries(CHANGES))
  test(`a recording that is ${what} while it is read is refused, and what was there stays`, async ({
    page,
  }) => {
    const input = await openTraces(page);
    await input.setInputFiles(RECORDING);
    await expect(page.getByRole('main')).toContainText('591 lines, 568 accesses');
    const file = longRecording();
    await input.setInputFiles(file);
    await expect(page.getByText(/Reading “long\.txt”/)).toBeVisible();
    change(file);
    await expect(page.getByRole('status').filter({ hasText: NOT_WHOLE })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('main')).toContainText('591 lines, 568 accesses');
  });

/** Chooses a file in a field of its own, and removes the file. */
async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  await page.evaluate(() => {
    document.querySelector('#chosen')?.remove();
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'chosen' });
    document.body.append(input);
  });
  await page.locator('#chosen').setInputFiles(file);
  rmSync(file);
}

/** Drops a file that is gone on `target`. */
async function dropLost(page: Page, target: string, name: string): Promise<void> {
  await choose(page, name, '{"format":"msixscope scenarios","version":1,"scenarios":[]}');
  await page.evaluate((where) => {
    const [chosen] = document.querySelector<HTMLInputElement>('#chosen')!.files!;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(chosen!);
    document
      .querySelector(where)!
      .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, target);
}

test('a scenario file that is gone is told as such, not as empty', async ({ page }) => {
  await new AppPage(page).open();
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await expect(page.getByRole('button', { name: 'Open a scenario file' })).toBeVisible();
  await dropLost(page, '.import', 'saved.json');
  const alert = page.getByRole('dialog').getByRole('alert').filter({ hasText: '“saved.json”' });
  await expect(alert).toContainText('“saved.json” was not opened. It could not be read.');
  await expect(alert).toContainText('Nothing has changed.');
});

test('a scenario text and a dump that are gone are told as such', async ({ page }) => {
  await new AppPage(page).open();
  await dropLost(page, 'body', 'gone.msix');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('“gone.msix” could not be read.');
  await dropLost(page, 'body', 'gone.txt');
  await expect(page.getByRole('dialog', { name: 'Device' })).toContainText('“gone.txt” could not be read.');
});

test('a recording that is gone before it is read is refused', async ({ page }) => {
  const input = await openTraces(page);
  await choose(page, 'recording.txt', readFileSync(RECORDING, 'utf8'));
  await input.evaluate((element: HTMLInputElement) => {
    element.files = document.querySelector<HTMLInputElement>('#chosen')!.files;
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.getByRole('status').filter({ hasText: NOT_WHOLE })).toBeVisible();
});

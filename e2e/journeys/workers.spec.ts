import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { AppPage, pasteInto } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const STOPPED = 'The background worker stopped. Try again.';

interface Killer {
  workers: Worker[];
  /** The function at whose call the next worker ends; empty for none. */
  killAt: string;
}

/** Workers of the page can be ended from now on, without a word, as a system short of memory does. */
async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = Object.assign(window, { workers: [] as Worker[], killAt: '' });
    class Watched extends Worker {
      private isHeld = false;
      private isDoomed = false;

      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        own.workers.push(this);
        this.addEventListener('message', ({ data }: MessageEvent<{ held?: string }>) => {
          this.isHeld ||= data.held !== undefined;
          this.endIfDoomed();
        });
      }

      override postMessage(message: { path?: string[] }, options?: Transferable[] | object): void {
        super.postMessage(message, options as Transferable[]);
        if (own.killAt === '' || message.path?.join('.') !== own.killAt) return;
        own.killAt = '';
        this.isDoomed = true;
        this.endIfDoomed();
      }

      private endIfDoomed(): void {
        if (this.isHeld && this.isDoomed) this.terminate();
      }
    }
    window.Worker = Watched;
  });
}

const killAt = (page: Page, call: string) =>
  page.evaluate((name) => void Object.assign(window, { killAt: name }), call);
const killAll = (page: Page) =>
  page.evaluate(() => (window as unknown as Killer).workers.forEach((worker) => worker.terminate()));

async function openView(page: Page, key: string): Promise<AppPage> {
  await watchWorkers(page);
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press(key);
  return app;
}

const TRACE = 'src/import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt';
const timeline = (page: Page) => page.getByRole('slider', { name: 'Timeline of accesses' });

test('a worker that ends while it reads lspci is told, and the text is read when tried again', async ({
  page,
}) => {
  await watchWorkers(page);
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  await killAt(page, 'read');
  const dump = readFileSync('src/import/fixtures/lspci/3.9/mmiotrace-vmxnet3.lspci-vvv.txt', 'utf8');
  const long = `${dump}\n${'# a comment that fills the file\n'.repeat(9000)}`;
  const give = () =>
    dialog
      .getByLabel('Open a file')
      .setInputFiles({ name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.from(long) });
  await give();
  await expect(dialog.getByRole('status')).toContainText(STOPPED);
  await give();
  await expect(dialog).toContainText(/MSI-X capability (was|were) found/);
});

test('a worker that ends while it reads a recording is told, and the file is read when tried again', async ({
  page,
}) => {
  await openView(page, '6');
  await killAt(page, 'read');
  await page.getByLabel('Open a recording').setInputFiles(TRACE);
  await expect(page.getByText(STOPPED)).toBeVisible();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-valuemax', '568');
});

test('a worker that ends while it replays is told, and the replay comes when tried again', async ({
  page,
}) => {
  await openView(page, '6');
  await killAt(page, 'replay');
  await page.getByLabel('Open a recording').setInputFiles(TRACE);
  await expect(page.getByText(STOPPED)).toBeVisible();
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(timeline(page)).toHaveAttribute('aria-valuemax', '568');
});

test('when the worker that holds a recording ends, that is told before anybody asks it', async ({ page }) => {
  const app = await openView(page, '6');
  await page.getByLabel('Open a recording').setInputFiles(TRACE);
  await expect(timeline(page)).toHaveAttribute('aria-valuemax', '568');
  await killAll(page);
  await expect(page.getByRole('status').filter({ hasText: STOPPED })).toBeVisible();
  await timeline(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.traces-problem')).toContainText(STOPPED);
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(page.getByText(STOPPED)).toHaveCount(0);
  await timeline(page).focus();
  await page.keyboard.press('Enter');
  await expect(app.heading(/^Access 1 of/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
});

test('a worker that ends during a survey is told, and the map comes when tried again', async ({ page }) => {
  await watchWorkers(page);
  const app = new AppPage(page);
  await app.open();
  await killAt(page, 'survey');
  await page.keyboard.press('4');
  const alert = page.getByRole('alert').filter({ hasText: STOPPED });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('application', { name: /^Outcome of every access/ })).toBeVisible();
  await killAt(page, 'costs');
  await page.getByRole('combobox', { name: 'Vectors' }).selectOption({ index: 0 });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: /^Costs of drivers/ })).toBeVisible();
});

test('workers that close while they wait are replaced without a word', async ({ page }) => {
  await openView(page, '4');
  const map = page.getByRole('application', { name: /^Outcome of every access/ });
  await expect(map).toBeVisible();
  await expect(page.getByRole('region', { name: /^Costs of drivers/ })).toBeVisible();
  const waiting = page.workers().filter((worker) => worker.url().includes('survey'));
  expect(waiting.length).toBeGreaterThan(0);
  await Promise.all(waiting.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));
  await page.getByRole('radio', { name: 'Nothing bound' }).check({ force: true });
  await expect(page.getByText('Trying every access')).toHaveCount(0);
  await expect(map).toBeVisible();
});

test('a worker that ends during a search is told, and the search goes through when tried again', async ({
  page,
}) => {
  await openView(page, '5');
  await page.getByRole('tab', { name: 'Matrix' }).click();
  await killAt(page, 'search');
  const search = page.getByRole('button', { name: /^Search( again)?$/ });
  await search.click();
  await expect(page.getByRole('alert')).toContainText(STOPPED);
  await search.click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^I8 under Xen 4\.18.*: fails/ }).first()).toBeVisible();
});

test('a worker that ends while it answers a question is told, and the answer comes when tried again', async ({
  page,
}) => {
  await openView(page, '5');
  await killAt(page, 'distinguish');
  await page.getByRole('tab', { name: 'What tells them apart' }).click();
  const alert = page.getByRole('alert').filter({ hasText: STOPPED });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
});

test('a worker that ends while it opens a pasted text is told, and the text is opened when tried again', async ({
  page,
}) => {
  const app = await openView(page, 's');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('tab', { name: 'Paste back' }).click();
  const long = `msixscope 1\ndevice 8086:2725\n${'R4 table[0].ctrl\n'.repeat(7000)}`;
  await killAt(page, 'open');
  const pasted = dialog.getByRole('textbox', { name: /^A figure, a link/ });
  await pasteInto(pasted, long);
  await expect(dialog.getByRole('alert')).toContainText(STOPPED);
  await pasteInto(pasted, long);
  await expect(app.heading(/^Access 1 of 7,?000/)).toBeVisible();
});

test('a worker that ends while it opens a file is told, and the file opens when it is given again', async ({
  page,
}) => {
  const app = await openView(page, '8');
  const text = `msixscope 1\ndevice 8086:2725\n${'R4 table[0].ctrl\n'.repeat(7000)}`;
  const give = () =>
    page.evaluate((content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'long.msix'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
  await page.keyboard.press('1');
  await killAt(page, 'file');
  await give();
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
    `“long.msix” was not opened. ${STOPPED}`,
  );
  await give();
  await expect(app.heading(/^Access 1 of 7,?000/)).toBeVisible();
});

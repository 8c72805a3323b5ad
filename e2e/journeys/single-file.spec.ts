import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const FILE = path.resolve('dist/msixscope.html');
const RECORDING = 'src/import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt';
const DUMP = readFileSync('src/import/fixtures/lspci/3.9/poke.lspci-vvv.txt', 'utf8');

test.beforeEach(async ({ context, page }) => {
  await context.setOffline(true);
  await page.goto(pathToFileURL(FILE).href);
});

test('from a disk and without a network the one file shows the route of a lost write', async ({ page }) => {
  const app = new AppPage(page);
  await app.access(/W4 \+0x2804/).click();
  await expect(page.getByRole('img', { name: /^Route of W4 \+0x2804/ })).toHaveAccessibleName(/is lost/);
  await page.getByRole('radio', { name: /Xen 4\.19/ }).check({ force: true });
  await expect(page.getByRole('img', { name: /^Route of W4 \+0x2804/ })).not.toHaveAccessibleName(/is lost/);
  expect(await page.evaluate(() => document.fonts.check('16px Inter'))).toBe(true);
});

test('its workers run: a long dump is read, the whole page surveyed, a recording replayed, a space searched', async ({
  page,
}) => {
  const app = new AppPage(page);
  const dialog = await app.openDevices('Paste lspci');
  // Shorter ones are read in the page itself.
  const long = Buffer.from(`${DUMP}\n${'# of no use\n'.repeat(20_000)}`);
  await dialog
    .getByLabel('Open a file')
    .setInputFiles({ name: 'lspci.txt', mimeType: 'text/plain', buffer: long });
  await expect(dialog).toContainText('6 devices with an MSI-X capability were found.');
  await page.keyboard.press('Escape');

  await page.keyboard.press('4');
  await expect(page.getByRole('main')).toContainText(/[\d,]+ accesses under Xen 4\.18/);

  await page.keyboard.press('6');
  await page.getByLabel('Open a recording').setInputFiles(RECORDING);
  await expect(page.getByRole('main')).toContainText(/591 lines, 568 accesses/);
  await expect(page.getByRole('slider', { name: 'Timeline of accesses' })).toBeVisible();
  await Promise.all(page.workers().map((one) => one.evaluate(() => self.close()).catch(() => undefined)));
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(page.getByRole('button', { name: 'Read it again' })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(/591 lines, 568 accesses/);

  await page.keyboard.press('5');
  await page.getByRole('button', { name: /^Search/ }).click();
  await expect(page.getByRole('gridcell', { name: /: holds/ }).first()).toBeVisible({ timeout: 90_000 });
});

test('its text editor writes the list, also a long one that a worker reads', async ({ page }) => {
  const app = new AppPage(page);
  await page.getByRole('radio', { name: 'Text' }).check({ force: true });
  const editor = page.getByRole('textbox', { name: 'Scenario text' });
  await expect(page.getByText('Text and list agree.')).toBeVisible();
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('name Mine\ndevice 8086:2725\nenable\nR4 +0x2804\n');
  await expect(app.heading('Access 2 of 2')).toBeVisible();
  const lines = 12_000;
  await page.getByLabel('Open a text file').setInputFiles({
    name: 'long.msix',
    mimeType: 'text/plain',
    buffer: Buffer.from(`name Long\ndevice 8086:2725\n${'R4 +0x2804\n'.repeat(lines)}`),
  });
  await expect(app.heading(`Access 1 of ${lines}`)).toBeVisible();
  await expect(page.getByText('Text and list agree.')).toBeVisible();
});

test('a talk is presented from it, and the speaker’s window shows the notes in our type', async ({
  page,
  context,
}) => {
  await page.getByRole('button', { name: /^Present/ }).click();
  await page.getByRole('button', { name: 'Present it' }).click();
  const stage = page.getByRole('region', { name: /^Presentation: / });
  await expect(stage.getByText('1 of 8', { exact: true })).toBeVisible();
  const [second] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  const heading = second.getByRole('heading', { name: 'Moment 1 of 8' });
  await expect(heading).toBeVisible();
  expect(await heading.evaluate((element) => getComputedStyle(element).fontFamily)).toContain('Inter');
  await second.keyboard.press('7');
  await expect(stage.getByText('7 of 8', { exact: true })).toBeVisible();
  await expect(stage.getByText(/accesses end/)).toBeVisible();
  await second.close();
  await page.keyboard.press('Escape');
  await expect(stage).toBeHidden();
});

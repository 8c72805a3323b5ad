import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

const dump = (name: string) =>
  readFileSync(new URL(`../../src/import/fixtures/lspci/3.9/${name}`, import.meta.url), 'utf8');
const SEVERAL = dump('poke.lspci-D-nn-vv.txt');
const ONE = dump('mmiotrace-vmxnet3.lspci-vvv.txt');

test('a pasted dump gives the map of its device', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.paste(ONE);
  await dialog
    .getByRole('button', { name: /VMXNET3/ })
    .first()
    .click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Device.*VMXNET3/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Memory map' })).toContainText('25 entries');
});

test('of several devices in a dump one is chosen, and the scenario stays', async ({ page }) => {
  test.slow();
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.paste(SEVERAL);
  await expect(dialog).toContainText(/\d devices with an MSI-X capability were found/);
  await axe(page);
  await dialog.getByRole('button', { name: /NVM Express/ }).click();
  await expect(page.getByRole('button', { name: /^Device.*1b36:0010/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Scenario A register beside the table/ })).toBeVisible();
});

test('text that is no dump leaves the screen as it was and says what to do', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const before = await page.getByRole('button', { name: /^Device/ }).innerText();
  for (const text of ['', 'hello\nworld\n', '\u0000\u0001\ufffd'.repeat(50)]) {
    const dialog = await app.paste(text);
    await expect(dialog.getByRole('status')).toContainText('What is on screen has not changed.');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByRole('button', { name: /^Device/ })).toHaveText(before.replace(/\n/g, ''));
});

test('a long dump is read in the background', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  const long = `${SEVERAL}\n${'# a comment that fills the file\n'.repeat(9000)}`;
  const [worker] = await Promise.all([
    page.waitForEvent('worker'),
    dialog.getByLabel('Open a file').setInputFiles({
      name: 'long.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(long),
    }),
  ]);
  expect(worker.url()).toContain('lspci');
  await expect(dialog).toContainText(/\d devices with an MSI-X capability were found/);
});

test('a file dropped on the window opens the dialog with its devices', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'device.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, ONE);
  const dialog = page.getByRole('dialog', { name: 'Device' });
  await expect(dialog).toContainText('From device.txt');
  await expect(dialog.getByRole('button', { name: /VMXNET3/ }).first()).toBeVisible();
});

test('the catalogue is searched by name, id and layout', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('6801');
  await expect(dialog.getByRole('status')).toContainText(/^1 of/);
  await dialog.getByRole('searchbox').fill('no such card');
  await expect(dialog).toContainText('No device in the catalogue fits.');
  await dialog.getByRole('searchbox').fill('');
  await dialog.getByRole('combobox', { name: 'Layout' }).selectOption('pba-on-page');
  await dialog.getByRole('button', { name: /YT6801/ }).click();
  await expect(page.getByRole('button', { name: /^Device.*1f0a:6801/ })).toBeVisible();
});

const SHARED = new URL('../../../shared/samples/lspci/', import.meta.url);

test('every collected dump is read without a complaint of the page', async ({ page }) => {
  test.slow();
  test.skip(!existsSync(SHARED), 'the folder of collected dumps is not there');
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  for (const name of readdirSync(SHARED)) {
    await dialog.getByLabel('Open a file').setInputFiles(fileURLToPath(new URL(name, SHARED)));
    await expect(dialog.getByText(`From ${name}`)).toBeVisible();
    await expect(dialog.getByRole('status'), name).toContainText(/MSI-X capability (was|were) found/);
  }
});

test('a very long paste is read at once, in the background', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  const worker = page.waitForEvent('worker');
  await dialog.getByRole('textbox').evaluate(
    (field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    `${SEVERAL}\n${'# a comment that fills the paste\n'.repeat(9000)}`,
  );
  await worker;
  await expect(dialog).toContainText(/\d devices with an MSI-X capability were found/);
});

if (!existsSync(SHARED)) console.log('collected lspci dumps are not there: that test is skipped');

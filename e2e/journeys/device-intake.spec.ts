import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DUMPS_FOLDER, dumpFiles, KNOWN_DUMPS } from '../../src/import/testing/known-dumps.ts';
import { AppPage, pasteInto } from '../app-page.ts';
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
    page.waitForEvent('worker', (started) => started.url().includes('lspci')),
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

/** What a person reads in the texts recorded with the traces: name on the card, table and PBA. */
const RECORDED: Readonly<Record<string, readonly (readonly [name: RegExp, table: string, pba: string])[]>> = {
  'mmiotrace-vmxnet3.lspci-vvv.txt': [
    [/VMXNET3/, 'BAR 2 +0x0', 'BAR 2 +0x1000'],
    [/Virtio 1.0 network/, 'BAR 1 +0x0', 'BAR 1 +0x800'],
    [/Virtio 1.0 block/, 'BAR 1 +0x0', 'BAR 1 +0x800'],
  ],
  'e1000e-loaded.lspci-vvvxxxx.txt': [
    [/82574L/, 'BAR 3 +0x0', 'BAR 3 +0x2000'],
    [/Virtio 1.0 network/, 'BAR 1 +0x0', 'BAR 1 +0x800'],
  ],
  'nvme2048-loaded.guest-config.txt': [[/QEMU NVM Express/, 'BAR 0 +0x3000', 'BAR 0 +0xb000']],
  'poke.lspci-xxxx.txt': [[/1b36:0010/, 'BAR 0 +0x2000', 'BAR 0 +0x3000']],
};

/** The map of the device on screen says where table and PBA begin, as its table of regions has them. */
async function expectMap(page: Page, table: number, pba: number | null): Promise<void> {
  const regions = page
    .getByRole('region', { name: 'Memory map' })
    .getByRole('table', { name: /^Regions of the map/ });
  const first = (name: RegExp) => regions.getByRole('row', { name }).first().getByRole('cell').first();
  await expect(first(/^MSI-X table/)).toHaveText(`0x${table.toString(16)}`);
  if (pba === null) await expect(regions.getByRole('row', { name: /^PBA/ })).toHaveCount(0);
  else await expect(first(/PBA/)).toHaveText(`0x${pba.toString(16)}`);
}

const offsetOf = (place: string): number => Number.parseInt(place.slice(place.indexOf('0x') + 2), 16);

for (const [file, devices] of Object.entries(RECORDED))
  test(`every device of ${file} is shown with its own table and PBA`, async ({ page }) => {
    test.slow();
    const app = new AppPage(page);
    await app.open();
    for (const [name, table, pba] of devices) {
      const dialog = await app.paste(dump(file));
      const card = dialog.getByRole('button', { name }).first();
      await expect(card).toContainText(`table ${table}`);
      await expect(card).toContainText(`PBA ${pba}`);
      await card.click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('button', { name: /^Device/ })).toHaveText(name);
      await expectMap(page, offsetOf(table), offsetOf(pba));
    }
  });

const files = dumpFiles();
if (files.length === 0) console.log('collected lspci dumps are not there: their tests are skipped');

test('every collected dump is read without a complaint of the page', async ({ page }) => {
  test.slow();
  test.skip(files.length === 0, 'the folder of collected dumps is not there');
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  for (const name of files) {
    await dialog.getByLabel('Open a file').setInputFiles(path.join(DUMPS_FOLDER, name));
    await expect(dialog.getByText(`From ${name}`)).toBeVisible();
    const status = dialog.getByRole('status');
    const count = KNOWN_DUMPS[name]?.devices.length;
    if (count === undefined) await expect(status, name).toContainText(/device/);
    else if (count === 0)
      await expect(status, name).toContainText('No device with an MSI-X capability was found.');
    else {
      await expect(status, name).toContainText(
        count === 1
          ? 'One device with an MSI-X capability was found'
          : `${String(count)} devices with an MSI-X capability were found`,
      );
      await expect(status.getByRole('button', { name: /Show this device/ }), name).toHaveCount(count);
    }
  }
});

test('every device of the collected dumps is shown with its own table and PBA', async ({ page }) => {
  test.setTimeout(300_000);
  test.skip(files.length === 0, 'the folder of collected dumps is not there');
  const app = new AppPage(page);
  await app.open();
  for (const file of files)
    for (const [index, device] of (KNOWN_DUMPS[file]?.devices ?? []).entries()) {
      const [slot, , name, , table, pba, bars] = device;
      const dialog = await app.openDevices('Paste lspci');
      await dialog.getByLabel('Open a file').setInputFiles(path.join(DUMPS_FOLDER, file));
      await dialog
        .getByRole('button', { name: /Show this device/ })
        .nth(index)
        .click();
      await expect(dialog, `${file} ${slot}`).toBeHidden();
      await expect(page.getByRole('button', { name: /^Device/ })).toContainText(name ?? slot);
      await expectMap(page, offsetOf(table), pbaOnMap(table, pba, bars));
    }
});

/** Where the map shows the PBA, from the table BAR: in another BAR by its address; null when nobody knows. */
function pbaOnMap(table: string, pba: string, bars: string): number | null {
  const address = (place: string): number =>
    Number(new RegExp(`(?:^| )${place.slice(0, 1)}=(0x[0-9a-f]+)/`).exec(bars)?.[1] ?? Number.NaN);
  if (table.slice(0, 1) === pba.slice(0, 1)) return offsetOf(pba);
  const between = address(pba) - address(table);
  return Number.isNaN(between) ? null : between + offsetOf(pba);
}

test('a pasted AX210 has its known registers on the map and in the scenario', async ({ page }) => {
  const text = (name: string) =>
    [
      `04:00.0 Network controller: ${name} (rev 1a)`,
      '\tRegion 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]',
      '\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-',
      '\t\tVector table: BAR=0 offset=00002000',
      '\t\tPBA: BAR=0 offset=00003000',
    ].join('\n');
  const app = new AppPage(page);
  await app.open();
  for (const [name, said] of [
    [
      'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz',
      'The text has no id. By its name it is taken for Intel',
    ],
    ['Some words [8086:2725]', 'The catalogue names 7 registers of this device.'],
  ] as const) {
    const dialog = await app.paste(text(name));
    const card = dialog.getByRole('button', { name: /Show this device/ });
    await expect(card).toContainText(said);
    await card.click();
    await expect(app.access(/W4 \+0x2804/)).toBeVisible();
    await expect(app.access(/W4 \+0x280c/)).toBeVisible();
    const map = page.getByRole('region', { name: 'Memory map' });
    await app.access(/W4 \+0x2804/).click();
    await expect(map.getByRole('gridcell', { name: /MSIX_FH_INT_MASK/ })).toBeVisible();
  }
});

test('a file of a Windows shell is read as well', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  await dialog.getByLabel('Open a file').setInputFiles({
    name: 'lspci.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`\ufeff${ONE.replaceAll('\n', '\r\n')}`, 'utf16le'),
  });
  await expect(dialog.getByRole('button', { name: /VMXNET3/ }).first()).toBeVisible();
});

test('a very long paste is read at once, in the background', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Paste lspci');
  const worker = page.waitForEvent('worker', (started) => started.url().includes('lspci'));
  await pasteInto(
    dialog.getByRole('textbox'),
    `${SEVERAL}\n${'# a comment that fills the paste\n'.repeat(9000)}`,
  );
  await worker;
  await expect(dialog).toContainText(/\d devices with an MSI-X capability were found/);
});

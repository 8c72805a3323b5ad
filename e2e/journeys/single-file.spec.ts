import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const FILE = path.resolve('dist/msixscope.html');
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

test('its workers run: a pasted dump is read, and the whole page surveyed', async ({ page }) => {
  const app = new AppPage(page);
  await app.paste(DUMP);
  await expect(page.getByRole('dialog')).toContainText(/MSI-X capability (was|were) found|Red Hat/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('4');
  await expect(page.getByRole('main')).toContainText(/\d+ (bytes|offsets|accesses)/);
  await expect(page.getByRole('progressbar')).toBeHidden();
});

test('asks nobody for anything: no address in it but namespaces and links to sources', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)="(?!data:)[^"]*:/);
  expect(text).not.toMatch(/\b(?:fetch|importScripts|WebSocket|EventSource|sendBeacon)\(['"`]https?:/);
  expect(text).not.toMatch(/unsafe-eval|@import|url\((?!['"]?(?:data:|#))/);
});

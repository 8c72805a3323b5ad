import type { Locator, Page } from '@playwright/test';
import { axe, expect, test } from '../fixtures.ts';

const FOLDER = 'src/import/fixtures/traces';
const KINDS = [
  ['Linux mmiotrace', 'mmiotrace/nvme-load-io-unload.txt'],
  ['QEMU trace log', 'qemu/nvme-load-allevents.log.gz'],
  ['xenalyze -a', 'xen-4.17/nvme-poke-bound/xenalyze.txt.gz'],
] as const;

async function openView(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { name: /^Access 1 of/ })).toBeVisible();
  await page.keyboard.press('6');
  await expect(page.getByText('Open, drop or paste a recording')).toBeVisible();
}

type Files = Parameters<Locator['setInputFiles']>[0];
const give = (page: Page, files: Files) => page.getByLabel('Open a recording').setInputFiles(files);
const facts = (page: Page) => page.getByRole('region', { name: 'What was read' });
const current = (page: Page) => page.getByRole('slider', { name: 'Timeline of accesses' });

const made = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/plain', buffer });

for (const [title, file] of KINDS)
  test(`counts the lines of ${title}`, async ({ page }) => {
    await openView(page);
    await give(page, `${FOLDER}/${file}`);
    await expect(facts(page)).toContainText(new RegExp(`^${title}: [\\d,]+ lines, [\\d,]+ accesses`));
  });

test('walks a recording by keys, opens an access and makes a scenario of a stretch', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
  await expect(current(page)).toBeVisible();
  await current(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('e');
  await expect(current(page)).toHaveAttribute('aria-valuenow', '4');
  await expect(page.getByText('Stretch: 2 to 4.')).toBeVisible();
  await page.keyboard.press('+');
  await page.getByRole('button', { name: 'Make a scenario of the stretch' }).click();
  // MSI-X enabled and the first access lead to the state in which the stretch begins.
  await expect(page.getByRole('heading', { name: 'Access 3 of 5' })).toBeVisible();
  await page.keyboard.press('6');
  await current(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Access \d+ of/ })).toBeVisible();
});

test('says why a file is no recording, and keeps what was on screen', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
  await expect(current(page)).toBeVisible();
  for (const [name, bytes] of [
    ['empty.log', Buffer.alloc(0)],
    ['letter.txt', Buffer.from('Dear reader,\nthis is no recording.\n')],
    ['program.bin', Buffer.from(Uint8Array.from({ length: 4096 }, (_, n) => n % 7))],
  ] as const) {
    await give(page, made(name, bytes));
    await expect(page.getByText(`“${name}” was not opened.`)).toBeVisible();
    await expect(current(page)).toBeVisible();
  }
});

test('stops a read half way', async ({ page }) => {
  await openView(page);
  const line = 'W 4 1.000000 1 0xfebf200c 0x1 0x0 0\n';
  await page.getByLabel('Open a recording').evaluate((input: HTMLInputElement, text: string) => {
    const files = new DataTransfer();
    files.items.add(new File(Array<string>(600).fill(text.repeat(8000)), 'long.txt'));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, line);
  await expect(page.getByText(/of 1\d\d\.\d MiB, [\d,]+ lines/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Reading was cancelled.')).toBeVisible();
  await expect(page.getByText('Open, drop or paste a recording')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in Traces in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openView(page);
    await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
    await expect(current(page)).toBeVisible();
    await axe(page);
  });

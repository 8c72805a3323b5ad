import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const TAG = `<img src=x onerror="document.title='taken'">`;
const ADDRESS = `javascript:document.title='taken'`;

/** Words of a stranger are on screen as they are, and nothing has come of them. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.title()).not.toBe('taken');
  expect(await page.locator('img[src="x"], [onerror], a[href^="javascript:" i]').count()).toBe(0);
}

const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content!], file!));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );

const quoted = JSON.stringify(TAG);
const TEXT = `msixscope 1
name ${TAG} ${ADDRESS}
note ${TAG} ${ADDRESS}
device ${quoted}
bar 0 0xfebf0000 16K 64-bit
table bar 0 +0x2000 entries 16
pba bar 0 +0x3000
register +0x2804 = 0x0 ${quoted} ${quoted} ${JSON.stringify(ADDRESS)}
# ${TAG}
W4 +0x2804 = 0x1
R4 +0x2804
moment ${TAG}
`;

test('names of devices, scenarios, registers and files are shown as text in every view', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await drop(page, `${TAG}.msix`, TEXT);
  await expect(page.getByRole('button', { name: /^Device <img src=x/ })).toBeVisible();
  for (const view of ['1', '2', '3', '4', '5', '7', '8', '1']) {
    await page.keyboard.press(view);
    await expect(page.getByRole('button', { name: /^Device/ })).toBeVisible();
    await expect(page.getByText('being loaded')).toHaveCount(0);
    if (view === '8') await page.keyboard.press('Escape');
    await expectHarmless(page);
  }
  await drop(page, `${TAG}.msix`, 'W4 nowhere = 1\n');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(`“${TAG}.msix” was not opened`);
  await expectHarmless(page);
});

test('a recording with a hostile name and hostile regions is shown as text', async ({ page }) => {
  await new AppPage(page).open();
  await page.keyboard.press('6');
  const line = (n: number) =>
    `memory_region_ops_write cpu 0 mr 0x55 addr 0xfebf2004 value 0x${n} size 4 name '${TAG}'\n`;
  await page.getByLabel('Open a recording').setInputFiles({
    name: `${TAG}.log`,
    mimeType: 'text/plain',
    buffer: Buffer.from(line(1) + line(2) + `${TAG}\n${ADDRESS}\n`),
  });
  await expect(page.getByRole('main')).toContainText('4 lines, 2 accesses');
  await expect(page.getByRole('main')).toContainText(`${TAG}.log`);
  await expectHarmless(page);
});

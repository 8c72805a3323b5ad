import { readFileSync } from 'node:fs';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const LINK = /^register-write\.msix (#\S+)$/m.exec(
  readFileSync('src/share/corpus/links-v1.txt', 'utf8'),
)![1]!;

test('Back leads from a link to the place before it, and Forward to where one was in the link', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await page.keyboard.press('2');
  await page.evaluate((link) => {
    location.hash = link;
  }, LINK);
  await expect(app.heading(/of 7$/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(app.heading('Access 7 of 7')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Compare', exact: true })).toBeChecked();
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await page.goForward();
  await expect(app.heading('Access 7 of 7')).toBeVisible();
  // What a reload shows is where one is, and not the link again.
  await page.reload();
  await expect(app.heading('Access 7 of 7')).toBeVisible();
});

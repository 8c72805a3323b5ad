import { readFileSync } from 'node:fs';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

const TIMES = 100;

test('a list of thousands draws the rows in sight, and keeps up with the playhead', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Scenario' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    scenario: { name: string; steps: unknown[] };
  };
  const { scenario } = saved;
  const once = scenario.steps;
  scenario.name = 'Very long';
  scenario.steps = Array.from({ length: TIMES }, () => once).flat();
  const count = TIMES * once.length;
  await dialog.getByLabel('Scenario file').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(saved)),
  });
  await expect(app.heading(`Access 1 of ${count}`)).toBeVisible();

  const rows = page.getByRole('region', { name: 'Accesses' }).getByRole('listitem');
  await page.keyboard.press('End');
  await expect(app.heading(`Access ${count} of ${count}`)).toBeVisible();
  await expect(app.current()).toBeInViewport();
  await expect(app.current()).toContainText(String(count));
  expect(await rows.count()).toBeLessThan(60);
  await app.current().focus();
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowUp');
  await expect(app.heading(`Access ${count - 5} of ${count}`)).toBeVisible();
  await expect(app.current()).toBeFocused();
});

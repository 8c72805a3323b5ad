import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('two tabs that change the same scenario keep both versions', async ({ page, context }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  await expect(app.heading('Access 2 of 44')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).join()))
    .toContain('msixscope.scenario.');

  const otherPage = await context.newPage();
  const other = new AppPage(otherPage);
  await otherPage.goto('./');
  await expect(other.heading('Access 2 of 44')).toBeVisible();
  await otherPage.keyboard.press('Delete');
  await expect(other.heading('Access 2 of 43')).toBeVisible();

  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('was changed in another tab. Here it stays as it is');
  await page.keyboard.press('Control+d');
  await expect(notices).toContainText('Both are kept');
  await expect(app.heading('Access 3 of 45')).toBeVisible();

  await page.getByRole('button', { name: /^Scenario/ }).click();
  const yours = page.getByRole('dialog', { name: 'Scenario' }).getByRole('region', { name: 'Yours' });
  await expect(yours.getByRole('button', { name: /\(copy\) 43 steps/ })).toBeVisible();
  await expect(yours.getByRole('button', { name: /\(from another tab\) 45 steps/ })).toBeVisible();
});

test('what one tab adds appears in the other', async ({ page, context }) => {
  const app = new AppPage(page);
  await app.open();
  const otherPage = await context.newPage();
  await new AppPage(otherPage).open();
  await otherPage.keyboard.press('Control+b');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const yours = page.getByRole('dialog', { name: 'Scenario' }).getByRole('region', { name: 'Yours' });
  await expect(yours.getByRole('button', { name: /what if after/ })).toBeVisible();
});

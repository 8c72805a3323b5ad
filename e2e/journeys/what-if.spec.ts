import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('a branch keeps both scenarios and tells where it came from', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await page.getByRole('button', { name: 'What if', exact: true }).click();
  await expect(app.heading('Access 34 of 34')).toBeVisible();
  // The button in the header has no room for the end of the name at 1280.
  await expect(
    page.getByText(/^A register beside the table \(what if after 34\) under Xen 4\.18/),
  ).toBeVisible();
  await page.keyboard.press('Control+d');
  await expect(app.heading('Access 35 of 35')).toBeVisible();
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Scenario' });
  const yours = dialog.getByRole('region', { name: 'Yours' });
  await expect(yours).toContainText('What if: the first 34 steps of “A register beside the table”.');
  await axe(page);
  await dialog.getByRole('button', { name: /^A register beside the table 43 steps/ }).click();
  await expect(app.heading('Access 1 of 43')).toBeVisible();
});

test('a scenario is renamed, duplicated and deleted', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const yours = page.getByRole('dialog', { name: 'Scenario' }).getByRole('region', { name: 'Yours' });
  await yours.getByRole('button', { name: 'Rename' }).click();
  await yours.getByRole('textbox', { name: 'Name' }).fill('');
  await expect(yours.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/No name/);
  await yours.getByRole('textbox', { name: 'Name' }).fill('My own');
  await axe(page);
  await page.keyboard.press('Enter');
  await expect(yours.getByRole('button', { name: /^My own 44 steps/ })).toBeVisible();
  await yours.getByRole('button', { name: 'Duplicate' }).click();
  await expect(yours.getByRole('button', { name: /^My own \(copy\) 44 steps/ })).toBeVisible();
  await yours
    .getByRole('group', { name: 'What to do with My own', exact: true })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(yours.getByRole('button', { name: /^My own 44 steps/ })).toHaveCount(0);
  await yours.getByRole('button', { name: 'Undo' }).click();
  await expect(yours.getByRole('button', { name: /^My own 44 steps/ })).toBeVisible();
});

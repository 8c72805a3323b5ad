import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('many edits are undone one by one and done again, and said each time', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('End');
  const count = 30;
  for (let n = 0; n < count; n++) await page.keyboard.press('Control+d');
  await expect(app.heading('Access 73 of 73')).toBeVisible();
  for (let n = 0; n < count; n++) await page.keyboard.press('Control+z');
  await expect(app.heading('Access 43 of 43')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Last change' })).toHaveText(
    /^Undone: duplicate W4 \+0x2810/,
  );
  await expect(page.getByRole('button', { name: /^Scenario A register beside the table/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (let n = 0; n < count; n++) await page.keyboard.press(n % 2 ? 'Control+y' : 'Control+Shift+z');
  await expect(app.heading('Access 73 of 73')).toBeVisible();
});

test('undo in a text field is the field’s own', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('Control+d');
  await expect(app.heading('Access 2 of 44')).toBeVisible();
  await page.keyboard.press('Insert');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Value' }).fill('0x77');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await expect(app.heading('Access 2 of 44')).toBeVisible();
});

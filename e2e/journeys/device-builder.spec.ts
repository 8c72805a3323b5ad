import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

async function openBuilder(page: Page) {
  await page.getByRole('button', { name: /^Device/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Device' });
  await dialog.getByRole('tab', { name: 'Build your own' }).click();
  return dialog;
}

test('a device is built from the present one, by keys', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await openBuilder(page);
  await dialog.getByRole('textbox', { name: 'Name' }).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('A card of my own');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('textbox', { name: 'Entries' })).toBeFocused();
  await page.keyboard.type('4');
  await expect(dialog.getByRole('group', { name: 'Preview' })).toContainText(
    'Nothing in it contradicts itself.',
  );
  await axe(page);
  await dialog.getByRole('button', { name: 'Show this device' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Device A card of my own/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Memory map' })).toContainText('4 entries');
});

test('a number that cannot be is explained, and nothing is shown of it', async ({ page }) => {
  await new AppPage(page).open();
  const dialog = await openBuilder(page);
  const entries = dialog.getByRole('textbox', { name: 'Entries' });
  await entries.fill('4096');
  await expect(entries).toHaveAccessibleDescription(/11 bits.*1 to 2048/);
  await expect(dialog.getByRole('button', { name: 'Show this device' })).toBeDisabled();
  await axe(page);
  await entries.fill('0x20');
  await expect(dialog.getByText('= 32')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Show this device' })).toBeEnabled();
});

test('a device that contradicts itself is drawn with the contradiction said', async ({ page }) => {
  await new AppPage(page).open();
  const dialog = await openBuilder(page);
  const offset = dialog.getByRole('textbox', { name: 'PBA: offset' });
  await offset.fill('0x2040');
  await expect(offset).toHaveAccessibleDescription(/overlap: the capability cannot be true/);
  await dialog.getByRole('textbox', { name: 'Size, empty if unknown' }).fill('0x3001');
  await expect(dialog.getByText(/no power of two/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Show this device' }).click();
  await expect(page.getByRole('region', { name: 'Memory map' })).toContainText(/Contradiction:.*overlap/);
});

test('devices are filtered by layout with counts, and each tells what designs do to it', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await app.openDevices('Catalogue');
  const layouts = dialog.getByRole('combobox', { name: 'Layout' });
  const option = layouts.getByRole('option', { name: /PBA on the table’s page/ });
  const count = Number(/\((\d+)\)/.exec((await option.textContent()) ?? '')?.[1]);
  await layouts.selectOption({ value: 'pba-on-page' });
  await expect(dialog.getByRole('status')).toContainText(`${count} of`);
  await dialog.getByRole('searchbox').fill('1f0a:6801');
  await dialog.getByText('What each design does to it').click();
  await expect(dialog.getByText('readable, not programmable').first()).toBeVisible();
  await axe(page);
  await dialog.getByRole('tab', { name: 'What designs do to it' }).click();
  await expect(dialog.getByText('The card that started it')).toBeVisible();
  await expect(dialog.getByText('works while bound').first()).toBeVisible();
  await axe(page);
});

test('what is done to the device is undone, and an empty scenario is for the device on screen', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const device = page.getByRole('button', { name: /^Device/ });
  await page.keyboard.press('Control+d');
  const dialog = await app.openDevices('Catalogue');
  await dialog.getByRole('searchbox').fill('coral');
  await dialog.getByRole('button', { name: /1ac1:089a/ }).click();
  await expect(device).toContainText('1ac1:089a');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const scenarios = page.getByRole('dialog', { name: 'Scenario' });
  await scenarios.getByRole('button', { name: /^A register beside the table \(copy\)/ }).click();
  await expect(device).toContainText('8086:2725');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await expect(scenarios).toContainText('Device now: Intel Corporation Wi-Fi 6 AX210');
  await scenarios.getByRole('button', { name: 'New, empty' }).click();
  await expect(page.getByRole('button', { name: /^Scenario New scenario/ })).toBeVisible();
  await expect(device).toContainText('8086:2725');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status', { name: 'Last change' })).toContainText(/^Undone: show .*Coral/);
  await expect(app.heading('Access 2 of 44')).toBeVisible();
});

test('registers are named, moved, filled and removed, with every rule said', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dialog = await openBuilder(page);
  await dialog.getByRole('textbox', { name: 'Id, vendor:device' }).fill('1234:5678');
  await dialog.getByRole('button', { name: 'Remove MSIX_FH_INT_CAUSES' }).click();
  await expect(dialog.getByRole('button', { name: 'Add a register' })).toBeFocused();
  await page.keyboard.press('Enter');
  const added = dialog.getByRole('group', { name: 'Register 7 of 7' });
  await expect(added.getByRole('textbox', { name: 'Called' })).toBeFocused();
  await added.getByRole('textbox', { name: 'Called' }).fill('DOORBELL');
  const offset = added.getByRole('textbox', { name: 'At offset' });
  await offset.fill('0x2808');
  await expect(offset).toHaveAccessibleDescription(/shares bytes with MSIX_HW_INT_CAUSES/);
  await offset.fill('0x20fc');
  await expect(offset).toHaveAccessibleDescription(/of the MSI-X table/);
  await offset.fill('10500');
  await expect(added.getByText('= 0x2904')).toBeVisible();
  const holds = added.getByRole('textbox', { name: 'Holds at first' });
  await holds.fill('0x100000000');
  await expect(holds).toHaveAccessibleDescription(/at most 0xffffffff/);
  await expect(dialog.getByRole('button', { name: 'Show this device' })).toBeDisabled();
  await holds.fill('0xcafe');
  await axe(page);
  await dialog.getByRole('button', { name: 'Show this device' }).click();
  await expect(page.getByRole('button', { name: /^Scenario .*beside the table \(2\)/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Memory map' })).toContainText('MSIX_FH_INT_MASK');
  const again = await app.openDevices('Build your own');
  const kept = again.getByRole('group', { name: 'Register 7 of 7' });
  await expect(kept.getByRole('textbox', { name: 'Called' })).toHaveValue('DOORBELL');
  await expect(kept.getByRole('textbox', { name: 'Holds at first' })).toHaveValue('0xcafe');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Device/ })).toContainText('8086:2725');
});

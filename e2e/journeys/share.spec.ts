import type { Page } from '@playwright/test';
import { AppPage, pasteInto } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

async function openShare(page: Page, tab: 'Link' | 'Figure' | 'Transcript' | 'Paste back') {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('tab', { name: tab }).click();
  return dialog;
}

/** The route’s name, the reasons, and which access it is. */
async function pictureOf(page: Page): Promise<string[]> {
  const route = page
    .getByRole('region', { name: /^Access \d+ of/ })
    .locator('svg')
    .first();
  const reasons = page.getByRole('list', { name: 'Why it went this way' });
  await expect(route).toBeVisible();
  await expect(reasons).toBeVisible();
  return [
    (await route.getAttribute('aria-label')) ?? '',
    await reasons.innerText(),
    await page.getByRole('heading', { name: /^Access \d+ of/ }).innerText(),
  ];
}

async function toFifthAccess(page: Page, app: AppPage): Promise<void> {
  await app.open();
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
  await app.design(/4\.19/).check({ force: true });
  await expect(app.heading(/^Access 5 of/)).toBeVisible();
}

test('a copied link opens cold on the same step with the same picture', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new AppPage(page);
  await toFifthAccess(page, app);
  await page.keyboard.press('Control+d');
  await expect(app.heading(/^Access 6 of/)).toBeVisible();
  const environment = page.getByLabel('Device model runs in');
  await environment.selectOption('stubdomain');
  const before = await pictureOf(page);
  const dialog = await openShare(page, 'Link');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const cold = await context.browser()!.newContext();
  const other = await cold.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: /^Access 6 of/ })).toBeVisible();
  expect(await pictureOf(other)).toEqual(before);
  await expect(other.getByLabel('Device model runs in')).toHaveValue('stubdomain');
  await other.reload();
  await expect(other.getByRole('heading', { name: /^Access 6 of/ })).toBeVisible();
  await other.getByRole('button', { name: /^Scenario/ }).click();
  await expect(
    other.getByRole('region', { name: 'Yours' }).getByRole('button', { name: 'Delete' }),
  ).toHaveCount(1);
  await cold.close();
});

for (const style of ['>>> ', '> > > '])
  test(`a copied figure that was quoted five deep with “${style}” opens its step again`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const app = new AppPage(page);
    await toFifthAccess(page, app);
    const before = await pictureOf(page);
    let dialog = await openShare(page, 'Figure');
    await dialog.getByRole('button', { name: 'Copy figure' }).click();
    await expect(dialog.getByText('Copied.')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^\* A register beside the table, step 5 of 43\n/);
    const mark = style === '>>> ' ? '>>>>> ' : '> > > > > ';
    const mail = copied.trimEnd().replace(/^.*$/gm, (line) => (mark + line).trimEnd());
    await dialog.getByLabel('Preview after').selectOption('5');
    await dialog.getByLabel('Quoted with').selectOption({ label: style.trim() });
    await dialog.getByLabel('Wrapped at').selectOption('80');
    expect(await dialog.getByRole('region', { name: 'Figure' }).innerText()).toBe(`${mail}\n`);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.keyboard.press('Home');
    await app.design(/4\.18/).check({ force: true });

    dialog = await openShare(page, 'Paste back');
    const field = dialog.getByRole('textbox', { name: /^A figure, a link/ });
    await field.fill('W4 tabel[0].ctrl = 1');
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/Line 1, column \d+/);
    await field.fill(`Somebody wrote:\n${mail}\nI think not.\n`);
    await dialog.getByRole('button', { name: 'Open it' }).click();
    await expect(dialog).toBeHidden();
    expect(await pictureOf(page)).toEqual(before);
  });

test('a long text that is none is refused in the background, and a long one that is right is opened', async ({
  page,
}) => {
  await new AppPage(page).open();
  const dialog = await openShare(page, 'Paste back');
  const pasted = dialog.getByRole('textbox', { name: /^A figure, a link/ });
  const give = async (text: string) => {
    const [worker] = await Promise.all([page.waitForEvent('worker'), pasteInto(pasted, text)]);
    expect(worker.url()).toContain('text');
  };
  await give(','.repeat(200_000));
  await expect(dialog.getByRole('alert')).toContainText(/Line 1, column 1: No line begins with “,{40}…”/);
  await expect(dialog.getByRole('alert')).toContainText('Nothing has changed.');
  await give(`msixscope 1\nname Long\ndevice 8086:2725\n${'R4 table[0].ctrl\n'.repeat(7000)}`);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: /^Access 1 of 7,?000/ })).toBeVisible();
});

test('the transcript tells every access, in three formats', async ({ page }) => {
  await new AppPage(page).open();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('tab', { name: 'Transcript' }).click();
  const shown = dialog.getByRole('region', { name: 'Transcript' });
  await expect(shown).toContainText(
    /The\s+write\s+to\s+\+0x2804\s+is\s+lost:\s+it\s+never\s+reaches\s+the\s+device\./,
  );
  await dialog.getByLabel('Format').selectOption('json');
  await expect(shown).toContainText('"format": "msixscope transcript"');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('transcript.json');
});

test('a transcript of many accesses is written while the page answers', async ({ page }) => {
  await new AppPage(page).open();
  const text = `msixscope 1\nname Long\ndevice 8086:2725\nR4 +0x0\n${'rep R4 +0x2100 x16384\n'.repeat(4)}`;
  const dialog = await openShare(page, 'Paste back');
  await dialog.getByRole('textbox', { name: /^A figure, a link/ }).fill(text);
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(dialog).toBeHidden();
  await openShare(page, 'Transcript');
  await expect(dialog.getByText(/^It is being written: [\d,]+ sentences so far\.$/)).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Transcript' })).toContainText('1. R4 +0x0');
  await dialog.getByRole('tab', { name: 'Link' }).click();
  await expect(dialog.getByRole('tabpanel', { name: 'Link' })).toBeVisible();
});

test('axe finds nothing wrong in the Share dialog in any theme', async ({ page }) => {
  await new AppPage(page).open();
  const dialog = await openShare(page, 'Link');
  for (const tab of ['Link', 'Figure', 'Transcript', 'Paste back']) {
    await dialog.getByRole('tab', { name: tab }).click();
    await expect(dialog.getByRole('tabpanel', { name: tab })).toBeVisible();
    await axeInEveryTheme(page);
  }
});

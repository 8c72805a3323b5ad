import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

const TEXT = [
  'msixscope 1',
  'name Typed',
  'device 8086:2725',
  'design xen-4.18--qemu-devmem',
  '',
  '# what the driver does',
  'enable',
  'W4 table[0].ctrl=1   # off',
  '',
  'W4 +0x2804 = 0x1',
  'expect lost',
].join('\n');

const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Scenario text' });
const status = (page: Page): Locator => page.getByRole('region', { name: 'Text' }).getByRole('status');

/** Waits until what was typed is read, and was found to be right. */
async function agrees(page: Page): Promise<void> {
  await expect(status(page)).toHaveAttribute('aria-busy', 'false');
  await expect(status(page)).toContainText('Text and list agree.');
}
const rows = (page: Page): Locator =>
  page.getByRole('region', { name: 'Accesses' }).getByRole('listitem').getByRole('button');

/** The text as it stands, without what the editor writes behind the lines. */
const textOf = (page: Page): Promise<string> =>
  editor(page).evaluate((content) =>
    [...content.querySelectorAll('.cm-line')]
      .map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const result of copy.querySelectorAll('.cm-result')) result.remove();
        return copy.textContent;
      })
      .join('\n'),
  );

async function openText(page: Page): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open();
  await toView(page, 'Text');
  await agrees(page);
  return app;
}

/** Puts `text` in the place of all that stands in the editor. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Puts the cursor at the end of a line, counted from 1. */
async function toEndOf(page: Page, line: number): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+Home');
  for (let n = 1; n < line; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

const toView = (page: Page, name: string): Promise<void> =>
  page.getByRole('region', { name: 'View' }).getByRole('radio', { name }).check({ force: true });

test('what is written is in the list, and a ready scenario stays as it was', async ({ page }) => {
  const app = await openText(page);
  expect(await textOf(page)).toContain('name A register beside the table\n');
  await write(page, TEXT);
  await agrees(page);
  await expect(app.heading('Access 3 of 3')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Route of W4 \+0x2804 = 0x1/ })).toBeVisible();
  await toView(page, 'Route');
  await expect(rows(page)).toHaveText([/^1enable/, /^2W4 table\[0\]\.ctrl = 0x1/, /^3W4 \+0x2804 = 0x1lost/]);
  await page.getByRole('button', { name: /^Scenario Typed/ }).click();
  await expect(
    page.getByRole('dialog').getByRole('button', { name: /^A register beside the table/ }),
  ).toHaveCount(1);
});

test('a mistake is told at its line and column, and costs the list nothing', async ({ page }) => {
  const app = await openText(page);
  await write(page, TEXT);
  await expect(app.heading('Access 3 of 3')).toBeVisible();
  await toEndOf(page, 8);
  await page.keyboard.press('Home');
  for (let n = 0; n < 9; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('9');
  await expect(status(page)).toContainText('One mistake: the list shows the last text without any.');
  const mistakes = page.getByRole('list', { name: 'Mistakes' }).getByRole('button');
  await expect(mistakes).toHaveText([/^Line 8, column 4The table has 16 entries.*no entry 90\.$/]);
  await expect(page.locator('.cm-lint-marker-error')).toBeVisible();
  await expect(app.heading('Access 2 of 3')).toBeVisible();

  await page.keyboard.press('Control+Home');
  await mistakes.first().click();
  await expect(editor(page)).toBeFocused();
  for (let n = 0; n < 7; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await agrees(page);
  await expect(mistakes).toHaveCount(0);
  await toView(page, 'Route');
  await expect(rows(page).nth(1)).toContainText('W4 table[0].ctrl = 0x1');
});

test('the keys complete words, places and names of registers', async ({ page }) => {
  await openText(page);
  await write(page, `${TEXT}\n`);
  await agrees(page);
  const offers = page.getByRole('listbox').getByRole('option');
  await page.keyboard.type('R');
  await expect(offers.first()).toHaveText(/^R4R4 pba\[0\]/);
  await expect(offers.first()).toHaveAttribute('aria-selected', 'true');
  await page.waitForTimeout(120); // The editor takes no key in the moment in which the offers come up.
  await page.keyboard.press('Enter');
  await page.keyboard.type('hw_int_m');
  await expect(offers).toHaveText([/^MSIX_HW_INT_MASK\+0x280c/]);
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await page.keyboard.type('\nexpect ');
  await expect(offers.filter({ hasText: /^device-model/ })).toBeVisible();
  await page.keyboard.type('devi');
  await expect(offers).toHaveText([/^device-model/]);
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' under ');
  await expect(offers.filter({ hasText: 'xen-4.19--qemu-latch' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offers).toHaveCount(0);
  await page.keyboard.type('xen-4.18');
  await agrees(page);
  expect(await textOf(page)).toContain('R4 +0x280c\nexpect device-model under xen-4.18');
  await expect(page.getByRole('list', { name: 'Expectations' })).toContainText('Line 13');
});

test('a change of the list is written into the text, and comments, empty lines and blanks stay', async ({
  page,
}) => {
  await openText(page);
  await write(page, TEXT);
  await agrees(page);
  await toView(page, 'Route');
  await rows(page).nth(1).click();
  await page.keyboard.press('Control+d');
  await expect(rows(page)).toHaveCount(4);
  await toView(page, 'Text');
  await agrees(page);
  expect(await textOf(page)).toBe(TEXT.replace('# off', '# off\nW4 table[0].ctrl = 0x1'));
  await expect(page.locator('.cm-step-line')).toHaveText('W4 table[0].ctrl = 0x1');
  await page.getByRole('radio', { name: /Xen 4\.19/ }).check({ force: true });
  await expect.poll(() => textOf(page)).toContain('design xen-4.19--qemu-latch\n');
  await page.getByRole('radio', { name: /Xen 4\.18/ }).check({ force: true });
  await page.getByRole('radio', { name: /Xen 4\.18/ }).press('Control+z');
  await expect.poll(() => textOf(page)).toBe(TEXT);
});

test('undo in the editor takes back what was typed, and the list follows', async ({ page }) => {
  const app = await openText(page);
  await write(page, TEXT);
  await expect(app.heading('Access 3 of 3')).toBeVisible();
  await toEndOf(page, 10);
  await page.keyboard.insertText('\nraise 0');
  await expect(app.heading('Access 4 of 4')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => textOf(page)).toBe(TEXT);
  await expect(app.heading(/ of 3$/)).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(app.heading(/ of 4$/)).toBeVisible();
  await toView(page, 'Compare');
  await toView(page, 'Text');
  await agrees(page);
  await editor(page).click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => textOf(page)).toBe(TEXT);
  await expect(app.heading(/ of 3$/)).toBeVisible();
});

test('a text with mistakes outlives another view and a reload, until the list’s is asked for', async ({
  page,
}) => {
  const app = await openText(page);
  const text = TEXT.replace('xen-4.18--qemu-devmem', 'xen-4.19');
  await write(page, text);
  await agrees(page);
  await toEndOf(page, 10);
  await page.keyboard.insertText('\nW4 +0x2808 =');
  await expect(status(page)).toContainText('One mistake');
  await toView(page, 'Traces');
  await toView(page, 'Text');
  await expect(status(page)).toContainText('One mistake');
  const broken = text.replace('= 0x1\nexpect', '= 0x1\nW4 +0x2808 =\nexpect');
  expect(await textOf(page)).toBe(broken);

  await toView(page, 'Route');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('combobox', { name: 'What happens' }).selectOption('Device raises a vector');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(rows(page)).toHaveCount(4);
  await page.reload();
  await expect(app.heading(/ of 4$/)).toBeVisible();
  await toView(page, 'Text');
  await expect(status(page)).toContainText('One mistake');
  expect(await textOf(page)).toBe(`${broken}\nraise 0`);
  await page.getByRole('button', { name: 'Use the list’s text' }).click();
  await agrees(page);
  expect(await textOf(page)).toBe(`${text}\nraise 0`);
});

test('what an expectation came to stands behind it, for each design that is named', async ({ page }) => {
  await openText(page);
  const bound = 'W4 table[0].addr = 0xfee01004\nW4 table[0].data = 0x21\nW4 table[0].ctrl = 0';
  await write(
    page,
    TEXT.replace('design xen-4.18--qemu-devmem', 'design xen-4.18 xen-4.19').replace(/^W4 table.*$/m, bound),
  );
  const behind = page.locator('.cm-result');
  await expect(behind).toHaveText(/^fails under Xen 4\.19.*: expected lost, but it is hardware/);
  const list = page.getByRole('list', { name: 'Expectations' });
  await expect(list).toContainText('Line 13');
  await toEndOf(page, 13);
  await page.keyboard.insertText(' under xen-4.18');
  await expect(behind).toHaveText('holds');
  await expect(list).toContainText('holds');
  await expect(page.getByText('It holds.')).toBeVisible();
});

test('Tab comes to the line of the present access, and Find opens from there', async ({ page }) => {
  await openText(page);
  await expect(page.locator('.cm-step-line')).toHaveText('enable masked');
  await page.getByRole('button', { name: 'Save as .msix' }).focus();
  await page.keyboard.press('Tab');
  await expect(editor(page)).toBeFocused();
  // The browser puts the cursor at the start at first, and the editor takes it to its line a moment later.
  const isOnLine = () =>
    page.evaluate(
      () => getSelection()?.anchorNode?.parentElement?.closest('.cm-step-line') instanceof Element,
    );
  await expect.poll(isOnLine).toBe(true);
  await page.keyboard.insertText('  # here');
  // The first access is shown at the start: `enable masked`.
  await expect.poll(() => textOf(page)).toContain('\nenable masked  # here\n');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find' })).toBeVisible();
});

test('the cursor shows its step, and stepping marks the line; Tab leaves the editor', async ({ page }) => {
  const app = await openText(page);
  await write(page, TEXT);
  await expect(app.heading('Access 3 of 3')).toBeVisible();
  const marked = page.locator('.cm-step-line');
  await toEndOf(page, 7);
  await expect(app.heading('Access 1 of 3')).toBeVisible();
  await expect(marked).toHaveText('enable');
  await expect(page.locator('#text-editor-help')).toContainText('The guest switches MSI-X on');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('group', { name: /^Route of enable/ })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Save as .msix' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(app.heading('Access 2 of 3')).toBeVisible();
  await expect(marked).toHaveText('W4 table[0].ctrl=1   # off');
});

test('a text is opened from a file with its mistakes, mended, and saved as it stands', async ({ page }) => {
  const app = await openText(page);
  const file = {
    name: 'mine.msix',
    mimeType: 'text/plain',
    buffer: Buffer.from(TEXT.replace('enable', 'enabel')),
  };
  await page.getByLabel('Open a text file').setInputFiles(file);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('“mine.msix” has a mistake.');
  await expect(status(page)).toContainText('One mistake');
  await expect(page.getByRole('heading', { name: 'Route' })).toBeVisible();
  await page.getByRole('list', { name: 'Mistakes' }).getByRole('button').click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.insertText('enable');
  await agrees(page);
  await expect(app.heading(/ of 3$/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as .msix' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('typed.msix');
  expect(readFileSync(await download.path(), 'utf8')).toBe(TEXT);

  // A file is for mails: its lines are folded, those of the editor are not.
  const wide = `# ${'for the list '.repeat(8)}\n`;
  await editor(page).press('Control+Home');
  await page.keyboard.insertText(wide);
  await agrees(page);
  const [narrow] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as .msix' }).click(),
  ]);
  const saved = readFileSync(await narrow.path(), 'utf8');
  expect(Math.max(...saved.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  expect(saved.replaceAll('\\\n  ', '')).toBe(wide + TEXT);
  expect(await textOf(page)).toBe(wide + TEXT);
  await page.keyboard.press('Control+z');

  const strange = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all,\nsee you.\n') };
  await page.getByLabel('Open a text file').setInputFiles(strange);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
    '“notes.txt” was not opened. There is no figure, link or saved file here',
  );
  expect(await textOf(page)).toBe(TEXT);
});

test('a text dropped on the window opens at its step, in its view, with its comments', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const dropped = `${TEXT}\nat 2\n`;
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.msix'));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
  }, dropped);
  await expect(app.heading('Access 2 of 3')).toBeVisible();
  await expect(app.current()).toContainText('W4 table[0].ctrl = 0x1');
  await toView(page, 'Text');
  await agrees(page);
  expect(await textOf(page)).toBe(dropped);
});

test('a long text is read beside the page, and taken over when it is read', async ({ page }) => {
  test.slow();
  const app = await openText(page);
  const times = 3000;
  await page.getByLabel('Open a text file').setInputFiles({
    name: 'long.msix',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${TEXT}\n${'W4 table[0].ctrl = 1\nR4 +0x2804  # and back\n'.repeat(times)}`),
  });
  await expect(app.heading(`Access 1 of ${2 * times + 3}`)).toBeVisible();
  await agrees(page);
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText('raise 0');
  await expect(app.heading(`Access ${2 * times + 4} of ${2 * times + 4}`)).toBeVisible();
  await page.keyboard.insertText('x');
  await expect(page.getByRole('list', { name: 'Mistakes' })).toContainText(
    `Line ${2 * times + 12}, column 8`,
  );
});

test('axe finds nothing in the Text view in any theme', async ({ page }) => {
  test.slow();
  await openText(page);
  await write(page, `${TEXT}\nexpect seen hardware\nR8 pba[0]\n`);
  await expect(page.locator('.cm-result')).toHaveText([/^holds/, /^fails/]);
  await axeInEveryTheme(page);
  await page.keyboard.type('W4 ');
  await expect(page.getByRole('listbox')).toBeVisible();
  await expect(status(page)).toContainText('One mistake');
  await axeInEveryTheme(page);
});

test('on a phone the text, what was found and the picture are one below the other', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openText(page);
  await write(page, TEXT);
  await agrees(page);
  const boxes = [];
  for (const part of [
    editor(page),
    page.getByRole('list', { name: 'Expectations' }),
    page.getByRole('img', { name: /^Route of W4 \+0x2804/ }),
  ]) {
    await part.scrollIntoViewIfNeeded();
    await expect(part).toBeInViewport();
    boxes.push(await part.evaluate((one) => one.getBoundingClientRect().top + scrollY));
  }
  expect(boxes).toEqual([...boxes].sort((a, b) => a - b));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

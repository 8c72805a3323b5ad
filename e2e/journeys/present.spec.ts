import type { Locator, Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axe, axeInEveryTheme, expect, test } from '../fixtures.ts';
import { stageComplaints } from '../stage-measures.ts';

const TALK = 'Where a register write goes, 4.18 to 4.19';

const stageOf = (page: Page): Locator => page.getByRole('region', { name: /^Presentation: / });
const pictureOf = (page: Page): Locator => stageOf(page).getByRole('img');
const counter = (page: Page, text: string) =>
  expect(pictureOf(page).getByText(text, { exact: true })).toBeVisible();

/** Presents the ready talk, with nothing moving. */
async function presentReady(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new AppPage(page).open();
  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Talk' }).getByRole('button', { name: 'Present it' }).click();
  await counter(page, '1 of 8');
}

test.use({ viewport: { width: 1280, height: 720 } });

test('the ready talk is gone through by keys alone, every one of them', async ({ page }) => {
  await presentReady(page);
  const goes = async (key: string, to: number) => {
    await page.keyboard.press(key);
    await counter(page, `${to} of 8`);
  };
  await goes('Space', 2);
  await goes('ArrowRight', 3);
  await goes('PageDown', 4);
  await goes('Enter', 5);
  await goes('ArrowLeft', 4);
  await goes('PageUp', 3);
  await goes('Backspace', 2);
  await goes('End', 8);
  await goes('Home', 1);
  await goes('6', 6);
  await page.keyboard.press('9');
  await expect(page.getByText('There is no moment 9: the talk has 8.').first()).toBeVisible();
  await goes('4', 4);

  const name = () => pictureOf(page).getAttribute('aria-label');
  expect(await name()).toContain('is lost: it never reaches the device');
  await page.keyboard.press('ArrowUp');
  expect(await name()).toContain('Hop 14 of 15');
  await page.keyboard.press('ArrowUp');
  expect(await name()).toContain('Hop 13 of 15');
  await page.keyboard.press('ArrowDown');
  expect(await name()).toContain('Hop 14 of 15');

  const blank = page.locator('.present-blank');
  for (const key of ['.', 'b']) {
    await page.keyboard.press(key);
    await expect(blank).toBeVisible();
    await page.keyboard.press(key);
    await expect(blank).toBeHidden();
  }
  await page.keyboard.press('b');
  await goes('Space', 5);
  await expect(blank).toBeHidden();

  await page.keyboard.press('?');
  const keys = page.getByRole('table', { name: 'Keys of the presentation' });
  await expect(keys.getByRole('row')).toHaveCount(11);
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(stageOf(page)).toBeHidden();
});

test('Escape returns to where one was, and the keys of the app did nothing meanwhile', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
  await app.design(/4\.19/).check({ force: true });
  await expect(app.heading('Access 5 of 43')).toBeVisible();
  const before = await app.picture();
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Present this scenario: one moment per access' }).click();
  await counter(page, '1 of 43');
  for (const key of ['d', 's', '3', 'Control+z', 'Control+d', 'Delete', 't', 'x', 'Control+b', 'Insert'])
    if (key !== 's') await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (const element of ['header', '.view-bar', '.player', '.transcript'])
    await expect(page.locator(element).first()).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(app.heading('Access 5 of 43')).toBeVisible();
  expect(await app.picture()).toEqual(before);
  await expect(app.design(/4\.19/)).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(app.heading('Access 6 of 43')).toBeVisible();
});

test('the spotlight follows the mouse, and goes when l is pressed again', async ({ page }) => {
  await presentReady(page);
  const spot = page.locator('.present-spotlight');
  await expect(spot).toBeHidden();
  await page.keyboard.press('l');
  await expect(spot).toBeVisible();
  const light = async (x: number, y: number) => {
    const { data, info } = await lightAt(page, x, y);
    return data / info;
  };
  await page.mouse.move(300, 400);
  await expect.poll(() => spot.evaluate((element) => element.style.getPropertyValue('--x'))).toBe('300px');
  expect(await light(300, 405)).toBeGreaterThan(await light(1000, 405));
  await page.mouse.move(1000, 400);
  await expect.poll(() => spot.evaluate((element) => element.style.getPropertyValue('--x'))).toBe('1000px');
  expect(await light(1000, 405)).toBeGreaterThan(await light(300, 405));
  expect(await stageOf(page).evaluate((element) => getComputedStyle(element).cursor)).toBe('none');
  await page.keyboard.press('l');
  await expect(spot).toBeHidden();
});

/** Sum of the brightness of a few pixels around a point, read from a picture of the page, and how many they are. */
async function lightAt(page: Page, x: number, y: number): Promise<{ data: number; info: number }> {
  const shot = await page.screenshot({ clip: { x: x - 10, y: y - 10, width: 20, height: 20 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return {
      data: data.reduce((sum, value, n) => (n % 4 === 3 ? sum : sum + value), 0),
      info: data.length / 4,
    };
  }, shot.toString('base64'));
}

test('nothing of the ready talk is too small, too pale, cut, or on something else', async ({ page }) => {
  await presentReady(page);
  for (let n = 1; n <= 8; n++) {
    await page.keyboard.press(String(n));
    await counter(page, `${n} of 8`);
    await expect(stageOf(page).getByText(/^Trying every access/)).toBeHidden();
    expect(await stageComplaints(page), `moment ${n}`).toEqual([]);
  }
});

/** Moments of every picture under designs of every kind, at steps with short and long routes, with and without words. */
const MANY = `msixscope 1
name Every kind of design
device 8086:2725
enable masked
W4 table[0].addr = 0xfee01004
W4 table[0].addr_hi = 0
W4 table[0].data = 0x21
enable
W4 table[0].ctrl = 0
W8 +0x2804 = 0x8000003f00000001
R4 +0x2804
rep W4 table[1].addr x4 = 0xfee01004, 0, 0x31, 1
disable
show 6 design series-v1--qemu-latch: With series v1 there are two handlers of the device.
notes The first of several.
show 7 design series-v1--qemu-devmem
show 7 design series-v2--qemu-devmem: A sentence that is as long as one may be on this stage: it goes on for line after line, so that the picture gets no more than what it needs and not a pixel besides, and ends here.
show 9.20 design series-v2--qemu-latch
show 6 design vpci-head--domu: vPCI has no device model at all.
show 7 design vpci-head--hwdom
show 6 design dm-owns-mask--qemu-owns-mask-call: The device model owns the mask bit, and has to ask for it.
show 9 design dm-owns-mask--qemu-owns-mask
show 7 design subpage-ro--qemu-own-mapping
show 6 view compare design dm-owns-mask--qemu-owns-mask-call series-v1--qemu-latch: Two that were never released.
show 5 view compare design xen-4.18--qemu-2013 vpci-head--domu
show 7.4 view map design xen-4.19--qemu-latch
show 8 view page design series-v2--qemu-latch
show 3 in "Linux loads a driver" on 1ac1:089a view map design xen-head--qemu-latch
`;
const MANY_MOMENTS = 14;

async function paste(page: Page, text: string): Promise<void> {
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('tab', { name: 'Paste back' }).click();
  await dialog.getByRole('textbox', { name: /^A figure, a link/ }).fill(text);
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(dialog).toBeHidden();
}

test('nor under any other design, with a long sentence or with none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new AppPage(page).open();
  await paste(page, MANY);
  await page.keyboard.press('p');
  for (let n = 1; n <= MANY_MOMENTS; n++) {
    await counter(page, `${n} of ${MANY_MOMENTS}`);
    await expect(stageOf(page).getByText(/^Trying every access/)).toBeHidden();
    expect(await stageComplaints(page), `moment ${n}`).toEqual([]);
    await page.keyboard.press('Space');
  }
});

for (const size of [
  { width: 1920, height: 1080 },
  { width: 1600, height: 700 },
  { width: 844, height: 390 },
])
  test(`the stage keeps its shape in a window of ${size.width} by ${size.height}`, async ({ page }) => {
    await page.setViewportSize(size);
    await presentReady(page);
    for (const n of [1, 4, 5]) {
      await page.keyboard.press(String(n));
      await counter(page, `${n} of 8`);
      expect(await stageComplaints(page), `moment ${n}`).toEqual([]);
    }
  });

test('a talk is put together, changed, presented, and is there after a reload and in a link', async ({
  page,
  context,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await page.keyboard.press('t');
  const dialog = page.getByRole('dialog', { name: 'Talk' });
  const moments = dialog.getByRole('list', { name: 'Moments' }).getByRole('button');
  await dialog.getByRole('button', { name: 'Begin with this moment' }).click();
  await expect(moments).toHaveCount(1);
  await dialog.getByLabel('Sentence').fill('Nobody takes this write.');
  await dialog.getByLabel('Notes').fill('Wait here.\nThen go on.');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await expect(moments).toHaveCount(2);
  await dialog.getByLabel('Sentence').fill('Compared with 4.19.');
  await dialog.getByLabel('Picture').selectOption('Two routes compared');
  await expect(moments.nth(1)).toContainText('Xen 4.18 with QEMU reading /dev/mem and Xen 4.19');
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByRole('button', { name: /^Linux loads a driver/ }).click();
  await app.access(/enable, function masked/).click();
  await page.keyboard.press('t');
  await dialog.getByRole('button', { name: 'Add what is open now' }).click();
  await expect(moments).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Up', exact: true }).click();
  await dialog.getByRole('button', { name: 'Up', exact: true }).click();
  await expect(moments.nth(0)).toContainText('of “Linux loads a driver”');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(moments).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(moments).toHaveCount(3);
  await moments.nth(0).click();
  await dialog.getByRole('button', { name: 'Down', exact: true }).click();
  await expect(moments.nth(1)).toContainText('of “Linux loads a driver”');
  await moments.nth(0).click();
  await axe(page);
  await dialog.getByRole('button', { name: 'Go there' }).click();
  await expect(app.heading('Access 34 of 43')).toBeVisible();

  const told = async (on: Page) => {
    await on.keyboard.press('p');
    const said: string[] = [];
    for (let n = 1; n <= 3; n++) {
      await counter(on, `${n} of 3`);
      said.push((await pictureOf(on).getAttribute('aria-label'))!);
      await on.keyboard.press('Space');
    }
    await on.keyboard.press('Escape');
    return said;
  };
  const first = await told(page);
  expect(first[0]).toMatch(/^Nobody takes this write\./);
  expect(first[2]).toMatch(/^Compared with 4\.19\./);
  await page.reload();
  await expect(app.heading(/^Access 34 of 43/)).toBeVisible();
  expect(await told(page)).toEqual(first);

  await page.keyboard.press('s');
  const link = await page
    .getByRole('dialog', { name: 'Share' })
    .getByRole('textbox', { name: 'Link to this step' })
    .inputValue();
  const cold = await context.browser()!.newContext({ reducedMotion: 'reduce' });
  const other = await cold.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: /^Access 34 of 43/ })).toBeVisible();
  expect(await told(other)).toEqual(first);
  await cold.close();
});

test('a moment that shows what is gone says so, in the list and on the stage', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await paste(page, 'device 8086:2725\nname Gone\nR4 +0x2804\nshow 1: One\nshow 1 in "Nowhere": Two\n');
  await app.access(/R4 \+0x2804/).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: /^Talk/ }).click();
  const moments = page.getByRole('list', { name: 'Moments' }).getByRole('button');
  await expect(moments.nth(0)).toContainText('The step that this moment showed is gone.');
  await expect(moments.nth(1)).toContainText('There is no scenario “Nowhere” here');
  await page.getByRole('button', { name: 'Present from the start' }).click();
  await expect(pictureOf(page)).toHaveAccessibleName(/^One The step that this moment showed is gone/);
  await page.keyboard.press('Space');
  await expect(pictureOf(page)).toHaveAccessibleName(/^Two There is no scenario “Nowhere” here/);
  expect(await stageComplaints(page)).toEqual([]);
});

test('the token flies to the moment, and stands there at once where less motion is asked for', async ({
  page,
}) => {
  await new AppPage(page).open();
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Present it' }).click();
  await page.keyboard.press('4');
  const token = pictureOf(page).locator('.rv-token circle').first();
  const at = () => token.evaluate((circle) => `${circle.getAttribute('cx')} ${circle.getAttribute('cy')}`);
  const early = await at();
  await expect.poll(at).not.toBe(early);
  await expect(pictureOf(page)).toHaveAccessibleName(/is lost: it never reaches the device/);
  const end = await at();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('3');
  await page.keyboard.press('4');
  await counter(page, '4 of 8');
  expect(await at()).toBe(end);
});

test('the speaker’s window has notes, what comes next and a clock, and drives the stage', async ({
  page,
  context,
}) => {
  await presentReady(page);
  const [second] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  await expect(second.getByRole('heading', { name: 'Moment 1 of 8' })).toBeVisible();
  expect(await second.title()).toBe(`Speaker: ${TALK}`);
  await second.keyboard.press('4');
  await counter(page, '4 of 8');
  await expect(second.getByRole('heading', { name: 'Moment 4 of 8' })).toBeVisible();
  await expect(second.getByRole('region', { name: 'Notes' }).first()).toContainText(
    'No handler of Xen wants it',
  );
  await expect(second.getByRole('region', { name: 'Next' })).toContainText('Xen 4.19 takes the whole page');
  await second.getByRole('button', { name: 'Next', exact: true }).click();
  await counter(page, '5 of 8');
  await page.keyboard.press('ArrowRight');
  await expect(second.getByRole('heading', { name: 'Moment 6 of 8' })).toBeVisible();
  await second.getByRole('button', { name: 'Blank' }).click();
  await expect(page.locator('.present-blank')).toBeVisible();
  await expect(second.getByText('The screen is blank.').first()).toBeVisible();
  await second.keyboard.press('b');
  await expect(page.locator('.present-blank')).toBeHidden();

  const clock = second.getByRole('timer', { name: 'Time since the start' });
  await expect(clock).toHaveText(/^0:0[2-9]|^0:[1-5]\d|^[1-9]/);
  await second.getByRole('button', { name: 'Start the clock again' }).click();
  await expect(clock).toHaveText(/^0:0[01]$/);
  await expect(second.getByRole('timer', { name: 'Time of day' })).toHaveText(/^\d\d:\d\d:\d\d$/);
  await axe(second);
  await axe(page);

  await second.close();
  await page.keyboard.press('End');
  await counter(page, '8 of 8');
  const [third] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('s')]);
  await expect(third.getByText('This is the last moment.').first()).toBeVisible();
  // The window is gone before the key comes up again.
  await third.keyboard.down('Escape');
  await expect(stageOf(page)).toBeHidden();
  await expect.poll(() => third.isClosed()).toBe(true);
});

test('where the browser lets no second window open, the stage says what to do', async ({ page }) => {
  await presentReady(page);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.keyboard.press('s');
  await expect(page.getByText(/Allow pop-up windows for this page, and press s again/).first()).toBeVisible();
  await page.keyboard.press('Space');
  await counter(page, '2 of 8');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap and the buttons go on and back, and the words can be read below the small stage', async ({
    page,
  }) => {
    await presentReady(page);
    await pictureOf(page).tap({ position: { x: 300, y: 100 } });
    await counter(page, '2 of 8');
    await pictureOf(page).tap({ position: { x: 30, y: 100 } });
    await counter(page, '1 of 8');
    const stage = stageOf(page);
    await stage.getByRole('button', { name: 'Next' }).tap();
    await counter(page, '2 of 8');
    await expect(stage.locator('.present-hand')).toContainText(
      'Accesses to the table are caught for a reason',
    );
    await axe(page);
    await stage.getByRole('button', { name: 'Leave' }).tap();
    await expect(stage).toBeHidden();
  });
});

test('axe finds nothing in the Talk dialog in any theme', async ({ page }) => {
  await new AppPage(page).open();
  await page.getByRole('button', { name: /^Talk/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Talk' });
  await expect(dialog.getByRole('button', { name: 'Present it' })).toBeVisible();
  await axeInEveryTheme(page);
  await dialog.getByRole('button', { name: 'Take it as a start' }).click();
  await expect(dialog.getByRole('list', { name: 'Moments' }).getByRole('button')).toHaveCount(8);
  await axeInEveryTheme(page);
});

import type { Page } from '@playwright/test';
import { AppPage } from '../app-page.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

async function openProof(page: Page, tab: string): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open();
  await page.keyboard.press('5');
  await page.getByRole('tab', { name: tab }).click();
  return app;
}

test('a failing cell opens its counterexample at the step that fails', async ({ page }) => {
  const app = await openProof(page, 'Matrix');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const cell = page.getByRole('button', { name: /^I8 under Xen 4\.18 with QEMU reading.*: fails, 1 step/ });
  await cell.click();
  const panel = page.getByRole('region', { name: 'Fails in neighbours', exact: true });
  await expect(panel.getByRole('list', { name: 'Shortest sequence' })).toContainText('W4 +0x2800 = 0x42');
  await expect(panel).toContainText('it never reaches the device');
  await panel.getByRole('button', { name: 'Open as scenario' }).click();
  await expect(page.getByRole('radio', { name: 'Route', exact: true })).toBeChecked();
  await expect(app.heading('Access 4 of 4')).toBeVisible();
  await expect(app.current()).toContainText('W4 +0x2800 = 0x42');
  await expect(app.current()).toContainText('lost');
  const why = page.getByRole('note', { name: 'Why this step' });
  await expect(why).toContainText('Here it fails. I8: A register write reaches the device, once.');
  await expect(why).toContainText('Not so under Xen 4.18');
  // The picture keeps its caption: what it comes to and why it fails are read side by side.
  await page.setViewportSize({ width: 1280, height: 720 });
  const frame = page.locator('.rv-frame');
  await expect.poll(() => frame.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
  await page.keyboard.press('Home');
  await expect(why).toHaveCount(0);
  await page.keyboard.press('5');
  await expect(cell).toBeVisible();
});

test('what tells designs apart begins with two, also after a counterexample was opened', async ({ page }) => {
  await openProof(page, 'Matrix');
  await page.getByRole('combobox', { name: /^Designs/ }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page
    .getByRole('button', { name: /^I8 under Xen 4\.19.*: fails/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open as scenario' }).first().click();
  await page.keyboard.press('5');
  await page.getByRole('tab', { name: 'What tells them apart' }).click();
  const [one, other] = [page.getByLabel('One design'), page.getByLabel('The other')];
  expect(await one.inputValue()).not.toBe(await other.inputValue());
  await expect(page.getByText('Nothing tells a design from itself')).toHaveCount(0);
});

test('all settings that are searched can be seen, none is cut', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openProof(page, 'Matrix');
  await page.getByText('What is searched').click();
  const settings = page.getByRole('group', { name: 'Settings that are searched' });
  expect(await settings.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
  await settings.getByRole('checkbox', { name: 'mixed flags' }).scrollIntoViewIfNeeded();
  await expect(settings.getByRole('checkbox', { name: 'mixed flags' })).toBeInViewport();
});

test('a search is paused and cancelled, and one that a bound stops proves nothing', async ({ page }) => {
  await openProof(page, 'Matrix');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/^Paused at \d+ of 320 searches/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^Cancelled after/).first()).toContainText('the rest is open');
  await page.getByText('What is searched').click();
  await page.getByLabel('States at most').fill('no');
  await expect(page.getByText('Write a whole number from 1')).toBeVisible();
  await page.getByLabel('States at most').fill('20');
  await page.getByRole('button', { name: 'None' }).click();
  await expect(page.getByRole('button', { name: 'Search again' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'driver' }).check();
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(
    page.getByText(/^Ended\. 20 searches stopped at a bound and prove nothing/).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^I6 under Xen head.*stopped, 20 states$/ }).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /: holds/ })).toHaveCount(0);
});

test('a setting of one’s own is put together, searched, and its counterexample opened', async ({ page }) => {
  const app = await openProof(page, 'Matrix');
  await page.getByText('What is searched').click();
  await page.getByRole('button', { name: 'None' }).click();
  const own = page.getByRole('group', { name: 'A setting of your own' });
  await own.getByRole('checkbox', { name: 'your own' }).check();
  await own.getByLabel('Entries').selectOption('2');
  await own.getByLabel('Data that is written').fill('0x41, 5');
  await expect(own.getByRole('alert')).toContainText('asks for vector 5');
  await own.getByLabel('Data that is written').fill('0x77');
  await own.getByRole('checkbox', { name: '2', exact: true }).check();
  await own.getByRole('checkbox', { name: 'Xen masks and unmasks a vector' }).check();
  await expect(own).toContainText('10 properties can be asked in it');
  await own.getByRole('checkbox', { name: 'Xen masks and unmasks a vector' }).uncheck();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const cell = page.getByRole('button', { name: /^I8 under Xen 4\.18 with QEMU reading.*: fails, 1 step/ });
  await cell.click();
  await page
    .getByRole('region', { name: 'Fails in your own', exact: true })
    .getByRole('button', { name: 'Open as scenario' })
    .click();
  await expect(app.current()).toContainText('lost');
});

test('the matrix says in how many settings a property fails, and where a design cannot be had', async ({
  page,
}) => {
  await openProof(page, 'Matrix');
  await page.getByRole('combobox', { name: /^Designs/ }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByText(/^Exhausted/).first()).toBeVisible();
  const cell = page.getByRole('button', { name: /^I8 under Xen 4\.18 with QEMU reading/ });
  await expect(cell).toContainText('in 3 of 3 settings');
  await page.getByRole('combobox', { name: 'Device model in' }).selectOption('dom0 under kernel lockdown');
  await expect(cell).toContainText('no device');
  await expect(page.getByRole('columnheader', { name: /^Xen 4\.18 qemu-devmem/ })).toContainText(
    'cannot be had here',
  );
  await cell.click();
  await expect(page.getByRole('complementary', { name: /^I8/ })).toContainText(
    'the locked-down kernel refuses',
  );
});

test('the matrix is walked with the arrow keys', async ({ page }) => {
  await openProof(page, 'Matrix');
  const first = page.getByRole('button', { name: /^I1 under Xen 4\.18 with QEMU reading/ });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^I2 under Xen 4\.19/ }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'I2: The device model knows the mask state' }),
  ).toBeVisible();
});

test('what tells two designs apart opens in Compare', async ({ page }) => {
  const app = await openProof(page, 'What tells them apart');
  const guest = page.getByRole('region', { name: 'The guest', exact: true });
  await expect(guest).toContainText('The guest can, in 1 step');
  await expect(guest.getByRole('group', { name: /Xen 4\.19/ })).toContainText('The guest gets 0xffffffff');
  await guest.getByRole('button', { name: 'Open in Compare' }).click();
  await expect(page.getByRole('radio', { name: 'Compare', exact: true })).toBeChecked();
  await expect(app.heading('Access 4 of 4')).toBeVisible();
  await expect(page.getByText('R4 +0x2800').first()).toBeVisible();
});

test('the question box says who can change what, or which check stops it', async ({ page }) => {
  const app = await openProof(page, 'Question box');
  const answer = page.getByRole('region', { name: 'Answer' });
  await page.getByRole('combobox', { name: /^change/ }).selectOption('the pending bits (PBA)');
  await expect(answer).toContainText('the guest cannot change the pending bits');
  await expect(answer).toContainText('Decided in');
  await page.getByRole('combobox', { name: /^change/ }).selectOption('the mask bit of an entry');
  await expect(answer).toContainText('the guest can change the mask bit of an entry, in 1 step');
  await answer.getByRole('button', { name: 'Open as scenario' }).click();
  await expect(app.current()).toContainText('W4 table[0].ctrl');
});

test('a claim opens at the step that decides it', async ({ page }) => {
  const app = await openProof(page, 'The thread');
  const claims = page.getByRole('navigation', { name: 'Claims' });
  await expect(claims.getByRole('button')).toHaveCount(22);
  await claims.getByRole('button', { name: /^C16/ }).click();
  await expect(app.heading(/^C16\. What is called all accesses/)).toBeVisible();
  const table = page.getByRole('region', { name: 'Verdict per design' });
  await expect(table.getByRole('row')).toHaveCount(21);
  const open = table.getByRole('button', { name: /^Open step \d+ under Xen 4\.19 with QEMU with latch$/ });
  const step = /\d+/.exec(await open.innerText())?.[0] ?? '';
  await open.click();
  await expect(app.heading(new RegExp(`^Access ${step} of`))).toBeVisible();
  await expect(app.design(/Xen 4\.19/)).toBeChecked();
});

test('a claim has an address of its own, which goes when one goes on', async ({ page }) => {
  await page.goto('/#claim/C08');
  await expect(
    page.getByRole('heading', { name: /^C08\. The device model cannot be trusted/ }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'ZCF/P22HaeZs4+To@mail-itl' })).toHaveAttribute(
    'href',
    'https://lore.kernel.org/xen-devel/ZCF%2FP22HaeZs4%2BTo%40mail-itl/',
  );
  const claims = page.getByRole('navigation', { name: 'Claims' });
  await claims.getByRole('button', { name: /^C17/ }).click();
  await expect(page).toHaveURL(/#claim\/C17$/);
  await expect(page.getByRole('link', { name: 'Link to this claim' })).toHaveAttribute('href', '#claim/C17');
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/#claim/C99');
  await expect(page.getByText('There is no claim “C99”: they are C01 to C22.')).toBeVisible();
});

test('a mistake is found by the access that shows it, and par is told', async ({ page }) => {
  await openProof(page, 'Break it yourself');
  await expect(page.getByText('Par: 1 step, in “neighbours, bound”.')).toBeVisible();
  const attempt = page.getByRole('region', { name: 'Your try' });
  await attempt.getByLabel('Begins with').selectOption('neighbours, bound');
  await attempt.getByLabel('What can happen there').selectOption('R4 +0x2800');
  await attempt.getByRole('button', { name: 'Add it' }).click();
  await expect(attempt).toContainText('It does not show');
  await attempt.getByText('Another access').click();
  await attempt.getByLabel('Place', { exact: true }).fill('nowhere');
  await attempt.getByRole('button', { name: 'Add this access' }).click();
  await expect(attempt).toContainText('is no place');
  await attempt.getByLabel('Place', { exact: true }).fill('0x2090');
  await attempt.getByRole('button', { name: 'Add this access' }).click();
  await expect(attempt).toContainText('Step 2 shows it. Who can tell: the hardware');
  await expect(attempt).toContainText('Par is 1 step');
  await page.getByRole('button', { name: 'Reveal it' }).click();
  await expect(page.getByRole('region', { name: 'The shortest way' })).toContainText('W4 +0x2090 = 0x42');
});

test('axe finds nothing in the matrix in any theme', async ({ page }) => {
  await openProof(page, 'Matrix');
  // Few columns: axe looks at each cell for long.
  await page.getByRole('combobox', { name: /^Designs/ }).selectOption('Elsewhere in Xen: 2');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page
    .getByRole('button', { name: /^I11 under vPCI.*: fails/ })
    .first()
    .click();
  await expect(page.getByText(/^Exhausted/).first()).toBeVisible();
  await axeInEveryTheme(page);
});

test('axe finds nothing in the other parts of Proof in any theme', async ({ page }) => {
  await openProof(page, 'What tells them apart');
  // All settings are searched for this, which takes a while on a busy machine.
  await expect(page.getByRole('button', { name: 'Open in Compare' }).first()).toBeVisible({
    timeout: 60_000,
  });
  await axeInEveryTheme(page);
  await page.getByRole('tab', { name: 'Question box' }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();
  await axeInEveryTheme(page);
  await page.getByRole('tab', { name: 'The thread' }).click();
  await expect(page.getByRole('region', { name: 'Verdict per design' })).toBeVisible();
  await axeInEveryTheme(page);
  await page.getByRole('tab', { name: 'Break it yourself' }).click();
  await page.getByRole('button', { name: 'Reveal it' }).click();
  await axeInEveryTheme(page);
});

import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('a screen reader gets the route as sentences, in order, and the verdict once a step', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  const route = page.getByRole('list', { name: 'Why it went this way' });
  await expect(route).toBeVisible();
  const tree = await route.ariaSnapshot();
  const places = [
    'The guest writes 0xffff0000 to +0x2804',
    'no handler claims the address',
    'Asked in order, and all decline:',
    'hop 7: hpet declines',
    'msixtbl declines: +0x2804 lies past the table’s last byte (+0x20ff).',
    'QEMU’s ioreq server is chosen',
    'For QEMU this would be entry 128 of 16: it drops the write silently.',
    'QEMU answers; the vCPU can go on.',
  ].map((words) => tree.indexOf(words));
  expect(Math.min(...places), tree).toBeGreaterThan(0);
  expect(places, tree).toEqual([...places].sort((a, b) => a - b));
  await expect(page.getByText(/^Lines of Xen are those of the release .* qemu-xen-4\.15\.0/)).toHaveCount(1);
  await expect(page.getByRole('img', { name: /^Route of W4 \+0x2804/ })).toHaveAccessibleName(
    /The write to \+0x2804 is lost: it never reaches the device\./,
  );
  await expect(page.locator('[aria-live=polite]').filter({ hasText: /^Access 34 of 43/ })).toContainText(
    'it never reaches the device',
  );
});

test('a screen reader is told each hop taken by hand, what a key set, and where there is nowhere to go', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const said = (words: string | RegExp) =>
    expect(page.locator('[aria-live=polite]').filter({ hasText: words })).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await said(/^Access 1 of 43/);
  await page.keyboard.press('Shift+ArrowRight');
  await said(/^Access 2 of 43, R4 table\[0\]\.ctrl\. Hop 1 of 16: /);
  await page.keyboard.press('Shift+ArrowRight');
  await said(/^Hop 2 of 16: .*\. .*\.$/);
  await page.keyboard.press('Shift+ArrowLeft');
  await said(/Hop 1 of 16: /);
  await page.keyboard.press('.');
  await said('Speed 2×.');
  await page.keyboard.press('[');
  await said('Repeats accesses 2 to 43.');
  await page.keyboard.press('\\');
  await said('Repeat off.');
  await page.keyboard.press('End');
  await page.keyboard.press('l');
  await said('No access after this one is lost.');
  const aside = await page.getByText('No access after this one is lost.').evaluateHandle((node) => node);
  await page.keyboard.press('l');
  await expect.poll(() => aside.evaluate((node) => node.isConnected)).toBe(false);
  await said('No access after this one is lost.');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+B');
  await said('No disagreement arises before this access.');
});

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

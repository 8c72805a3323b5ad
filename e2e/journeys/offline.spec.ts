import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test('once it was opened the app opens without a network, with every view and dialog', async ({
  page,
  context,
}) => {
  const app = new AppPage(page);
  await app.open();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await app.open();
  const views = page.getByRole('region', { name: 'View' }).getByRole('radio');
  for (const view of await views.all()) {
    await view.check({ force: true });
    await expect(page.getByText(/is on its way\.$/)).toBeHidden();
    await expect(page.getByRole('alert').filter({ hasText: /could not|stopped/ })).toHaveCount(0);
  }
  await page.keyboard.press('1');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('can be installed: it names itself, an icon and where it starts', async ({ page, request }) => {
  await page.goto('./');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await request.get(address!);
  const manifest = (await answer.json()) as {
    name: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ name: 'msixscope', start_url: './', display: 'standalone' });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const { src } of manifest.icons) expect((await request.get(src)).ok(), src).toBe(true);
});

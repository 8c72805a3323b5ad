import { AppPage } from '../app-page.ts';
import { axe, axeInEveryTheme, expect, test } from '../fixtures.ts';

for (const [width, height] of [
  [1280, 720],
  [1600, 900],
  [1920, 1080],
  [3840, 2160],
] as const)
  test(`map, route, beliefs and timeline are on one ${width}x${height} screen`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const app = new AppPage(page);
    await app.open();
    await app.access(/W4 \+0x2804/).click();
    for (const part of [
      page.getByRole('region', { name: 'Memory map' }),
      page.getByRole('img', { name: /^Route of W4 \+0x2804/ }),
      page.getByRole('region', { name: /^Entry 0/ }),
      page.getByRole('img', { name: /^Timeline of 43 accesses/ }),
    ])
      await expect(part).toBeInViewport({ ratio: 0.95 });
    const page_ = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { scrollWidth, scrollHeight };
    });
    expect(page_).toEqual({ scrollWidth: width, scrollHeight: height });
    await expect(page.getByRole('button', { name: 'More', exact: true })).toHaveCount(0);
    for (const name of ['Share', 'Export', 'Find', 'Talk', 'Present', 'Keys'])
      await expect(page.getByRole('button', { name, exact: true }), name).toBeInViewport({ ratio: 1 });
  });

test('on a tablet the verdict and the list of accesses are above and beside the player', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await expect(page.getByRole('img', { name: /^Route of W4 \+0x2804/ })).toBeInViewport({ ratio: 1 });
  await expect(app.current()).toBeInViewport({ ratio: 1 });
  const player = await page.getByRole('contentinfo').boundingBox();
  const picture = await page.getByRole('img', { name: /^Route of/ }).boundingBox();
  expect(picture!.y + picture!.height).toBeLessThanOrEqual(player!.y);
});

test('on a phone everything is there, one below the other, and nothing sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  for (const part of [
    page.getByRole('region', { name: 'Memory map' }),
    page.getByRole('img', { name: /^Route of W4 \+0x2804/ }),
    page.getByRole('region', { name: /^Entry 0/ }),
    page.getByRole('list', { name: 'Why it went this way' }),
    page.getByRole('slider', { name: 'Position' }),
    page.getByRole('combobox', { name: 'Design' }),
  ]) {
    await part.scrollIntoViewIfNeeded();
    await expect(part).toBeInViewport();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('on a phone the player is at hand beside every part of the picture, and axe finds nothing', async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  const app = new AppPage(page);
  await app.open();
  await expect(app.heading('Access 1 of 43')).toBeInViewport();
  const player = page.getByRole('group', { name: 'Player' });
  for (const part of [
    page.getByRole('img', { name: /^Route of/ }),
    page.getByRole('region', { name: 'Memory map' }),
    page.getByRole('list', { name: 'Why it went this way' }),
    page.getByRole('region', { name: 'Accesses' }),
  ]) {
    await part.scrollIntoViewIfNeeded();
    await expect(player.getByRole('button')).toHaveText(['Back', 'Play', 'Step']);
    await expect(player).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('slider', { name: 'Position' })).toBeInViewport({ ratio: 1 });
  }
  await player.getByRole('button', { name: 'One access forward' }).click();
  await player.getByRole('button', { name: 'One access forward' }).click();
  await expect(page.getByText('2 of 43', { exact: true })).toBeInViewport();
  await axe(page);
  await page.getByRole('button', { name: 'More' }).click();
  await expect(player.getByRole('combobox', { name: 'Repeat' })).toBeInViewport();
  await expect(page.getByRole('img', { name: /^Timeline of 43/ })).toBeInViewport({ ratio: 1 });
  await axe(page);
});

test('axe finds nothing in the main view and its dialogs in any theme', async ({ page }) => {
  test.slow();
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await axeInEveryTheme(page);
  for (const name of ['Device', 'Scenario', 'Keys']) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await axeInEveryTheme(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('the theme is that of the system until one is chosen, and the choice is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const app = new AppPage(page);
  await app.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Projector');
  await app.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
});

test('a scenario can be shown on the device that shows it best', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('button', { name: /^Scenario/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Scenario' });
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'shares the page with the PBA' })
    .getByRole('button', { name: /which shows it best/ })
    .click();
  await expect(page.getByRole('button', { name: /^Device.*1f0a:6801/ })).toBeVisible();
  await app.design(/Xen 4\.19/).check();
  await app.access(/W4 \+0x1500/).click();
  await expect(app.current()).toContainText('lost');
});

test('an edge between panels is moved by keys and put back', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const map = page.getByRole('region', { name: 'Memory map' });
  const before = (await map.boundingBox())?.width ?? 0;
  await page.getByRole('separator', { name: 'Width of the memory map' }).focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await map.boundingBox())?.width).toBeCloseTo(before + 48, 0);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await map.boundingBox())?.width).toBeCloseTo(before, 0);
});

test('sizes remembered from a large window leave the route its room in a small one', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const app = new AppPage(page);
  await app.open();
  const drag = async (name: string, by: { x: number; y: number }) => {
    const edge = await page.getByRole('separator', { name }).boundingBox();
    const [x, y] = [edge!.x + edge!.width / 2, edge!.y + edge!.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by.x, y + by.y, { steps: 4 });
    await page.mouse.up();
  };
  await drag('Width of the right panel', { x: -900, y: 0 });
  await drag('Width of the memory map', { x: 900, y: 0 });
  await drag('Height of the player', { x: 0, y: -600 });
  const route = page.getByRole('group', { name: /^Route of/ });
  expect((await route.boundingBox())!.width).toBeGreaterThan(440);
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1101, height: 720 },
  ]) {
    await page.setViewportSize(size);
    await app.open();
    await expect.poll(async () => (await route.boundingBox())!.width).toBeGreaterThan(440);
    expect((await route.boundingBox())!.height).toBeGreaterThan(200);
    expect(
      await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ]),
    ).toEqual([size.width, size.height]);
    for (const edge of await page.getByRole('separator').all()) {
      const [now, most] = await Promise.all(
        ['aria-valuenow', 'aria-valuemax'].map(async (name) => Number(await edge.getAttribute(name))),
      );
      const panel = await edge.evaluate((one) => [
        one.parentElement!.offsetWidth,
        one.parentElement!.offsetHeight,
      ]);
      expect(panel).toContain(now);
      expect(now).toBeLessThanOrEqual(most!);
    }
  }
});

import { axe, expect, test } from '../fixtures.ts';

test('a page around the embedded app steers it and hears where it stands', async ({ page }) => {
  await page.goto('./embed-example.html');
  const says = page.getByRole('status');
  const frame = page.frameLocator('iframe');
  await expect(says).toContainText(/Step 0 of \d+/);
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(says).toContainText('Step 0 of 6');
  for (let step = 1; step <= 5; step++) {
    await page.getByRole('button', { name: 'Step forward' }).click();
    await expect(says).toContainText(`Step ${step} of 6`);
  }
  await expect(says).toContainText('never reaches the device');
  await expect(frame.getByRole('img', { name: /^Route of W4 \+0x2804/ })).toHaveAccessibleName(/is lost/);
  await page.getByRole('button', { name: 'Under Xen 4.19' }).click();
  await expect(says).toContainText('under xen-4.19--qemu-latch');
  await expect(frame.getByRole('img', { name: /^Route of W4/ })).not.toHaveAccessibleName(/is lost/);
  await page.getByRole('textbox').fill('W4 nowhere = 1');
  await page.getByRole('button', { name: 'Load it' }).click();
  await expect(says).toContainText('Nothing has changed.');
  await axe(page, { withFrames: true });
});

test('what is asked behind a long text is answered behind it', async ({ page }) => {
  await page.goto('./embed-example.html');
  await expect(page.getByRole('status')).toContainText(/Step 0 of \d+/);
  const long = `msixscope 1\nname Long\ndevice 8086:2725\n${'R4 table[0].ctrl\n'.repeat(7000)}`;
  const answers = await page.evaluate(
    (text) =>
      new Promise<unknown[]>((resolve) => {
        const frame = document.querySelector('iframe')!.contentWindow!;
        const heard: unknown[] = [];
        addEventListener('message', ({ data }: MessageEvent<{ id?: number; answer?: object }>) => {
          if (data.answer === undefined || typeof data.id !== 'number') return;
          heard.push([data.id, data.answer]);
          if (heard.length === 3) resolve(heard);
        });
        const ask = (id: number, rest: object) => frame.postMessage({ msixscope: 1, id, ...rest }, '*');
        ask(1001, { do: 'load', text });
        ask(1002, { do: 'go', step: 6999 });
        ask(1003, { do: 'load', text: ','.repeat(200_000) });
      }),
    long,
  );
  expect(answers).toMatchObject([
    [1001, { ok: true, now: { scenario: 'Long', steps: 7000 } }],
    [1002, { ok: true, now: { step: 6999 } }],
    [1003, { ok: false, error: expect.stringContaining('Line 1, column 1') as unknown }],
  ]);
});

test('the embedded app is worked by its buttons and keys, and leads to the whole app', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 640, height: 420 });
  await page.goto('./?embed&theme=dark');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('A register beside the table');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'One access forward' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Access 2 of/)).toBeVisible();
  const [whole] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Open in msixscope' }).click(),
  ]);
  await expect(whole.getByRole('heading', { name: /^Access 2 of/ })).toBeVisible();
  await axe(page);
});

test('what others say is ignored, and nothing is kept', async ({ page }) => {
  await page.goto('./?embed');
  await expect(page.getByText(/^Access 1 of/)).toBeVisible();
  await page.evaluate(() => {
    window.postMessage({ msixscope: 1, do: 'go', step: 5 }, '*');
    window.postMessage({ other: true }, '*');
  });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Access 2 of/)).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

test('the AX210 register write is lost in Xen 4.18 and reaches the device from 4.19 on', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804 = 0xffff0000/).click();
  await expect(app.current()).toContainText('lost');
  await expect(page.getByRole('img', { name: /is lost: it never reaches the device/ })).toBeVisible();

  await app.design(/Xen 4\.19/).check();
  await expect(app.current()).toContainText('written, then also sent to QEMU');
  await expect(app.current()).toContainText('W4 +0x2804');
  await expect(page.getByText(/under Xen 4\.19 with QEMU with latch$/).and(page.locator('p'))).toBeVisible();
});

test('stepping back restores exactly what was shown before', async ({ page }) => {
  const app = new AppPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  await app.access(/W4 table\[0\]\.ctrl = 0x0/).click();
  const seen: string[][] = [];
  for (let n = 0; n < 4; n++) {
    seen.push(await app.picture());
    await page.getByRole('button', { name: 'One access forward' }).click();
  }
  for (const before of seen.reverse()) {
    await page.getByRole('button', { name: 'One access back' }).click();
    await expect.poll(() => app.picture()).toEqual(before);
  }
});

test('the slider reaches any moment of the scenario', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const slider = page.getByRole('slider', { name: 'Position' });
  await slider.fill('33.5');
  await expect(app.heading('Access 34 of 43')).toBeVisible();
  await expect(slider).toHaveAttribute('aria-valuetext', '33 of 43 accesses done, one under way');
  await slider.fill('0');
  await expect(app.heading('Access 1 of 43')).toBeVisible();
});

test('playing moves on by itself and can be paused', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(app.heading('Access 2 of 43')).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  const here = await page.getByRole('slider', { name: 'Position' }).inputValue();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveValue(here);
});

test('what became of an access is announced once for each access', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await expect(page.locator('[aria-live=polite]').filter({ hasText: 'is lost' })).toContainText(
    'Access 34 of 43, W4 +0x2804 = 0xffff0000.',
  );
});

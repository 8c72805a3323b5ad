import { LESSONS } from '#content/tour/lessons.ts';
import { AppPage } from '../app-page.ts';
import { axe, expect, test } from '../fixtures.ts';

test('the whole tour is gone through by keys; answers are explained and progress is kept', async ({
  page,
}) => {
  await new AppPage(page).open();
  await page.getByRole('radio', { name: 'Tour' }).check({ force: true });
  const status = page.getByRole('navigation', { name: 'Lessons' }).getByRole('status');
  await expect(status).toHaveText(`0 of ${LESSONS.length} lessons done`);
  for (const [n, lesson] of LESSONS.entries()) {
    await expect(page.getByRole('heading', { name: lesson.title })).toBeFocused();
    for (const { ask } of lesson.questions) {
      const question = page.getByRole('group', { name: ask });
      await question.getByRole('radio').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByText(/As you said\.|Not so\. The answer:/).last()).toBeVisible();
      await expect(page.getByText('What decides:').last()).toBeVisible();
    }
    if (n + 1 < LESSONS.length) await page.getByRole('button', { name: 'Next lesson' }).press('Enter');
  }
  await expect(status).toHaveText(`${LESSONS.length} of ${LESSONS.length} lessons done`);
  await page.reload();
  await page.getByRole('radio', { name: 'Tour' }).check({ force: true });
  await expect(status).toHaveText(`${LESSONS.length} of ${LESSONS.length} lessons done`);
  await page.getByRole('button', { name: 'Begin again' }).click();
  await expect(status).toHaveText(`0 of ${LESSONS.length} lessons done`);
});

test('nothing is given away before the answer; after it the route can be opened', async ({ page }) => {
  await new AppPage(page).open();
  await page.getByRole('radio', { name: 'Tour' }).check({ force: true });
  const lessons = page.getByRole('navigation', { name: 'Lessons' });
  await lessons.getByRole('button', { name: 'A register beside the table' }).click();
  const picture = page.getByRole('img', { name: /^Route of W4 \+0x2804/ });
  await expect(page.getByRole('img', { name: /^Route: no access chosen/ })).toBeVisible();
  await page.getByRole('radio', { name: /^lost\./ }).check();
  await page.getByRole('button', { name: 'Show what happens' }).click();
  await expect(page.getByText('As you said.')).toBeVisible();
  await expect(picture).toHaveAccessibleName(/is lost/);
  await page.getByRole('button', { name: 'adjacent registers' }).click();
  await expect(page.getByRole('note')).toContainText('on a page that also holds bytes of its MSI-X table');
  await axe(page);
  await page.getByRole('button', { name: 'Open in the Route view' }).first().click();
  await expect(page.getByRole('heading', { name: /^Access 6 of 6/ })).toBeVisible();
});

test('the glossary opens by a key with the terms of the access, and is searched', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await app.access(/W4 \+0x2804/).click();
  await page.keyboard.press('g');
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByRole('heading', { name: 'In the access on the screen' })).toBeVisible();
  await page.keyboard.type('stub');
  await expect(glossary.getByRole('term')).toHaveText(['stubdomain']);
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(glossary).toBeHidden();
});

for (const [width, height, colorScheme] of [
  [390, 844, 'dark'],
  [1280, 720, 'light'],
] as const)
  test(`a lesson fits ${width} by ${height}, ${colorScheme}, and axe finds nothing`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.goto('./');
    await page.getByRole('radio', { name: 'Tour' }).check({ force: true });
    await expect(page.getByRole('heading', { name: LESSONS[0]!.title })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await axe(page);
  });

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Download, Locator, Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppPage } from '../app-page.ts';
import { bytesOf, decodedApart, filmIn, gifIn, lastFrameApart, pixelsOf, pngSize } from '../exported.ts';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

type Tab = 'Picture' | 'Film' | 'PDF';

/** The lost write, and the colour of its token in the light theme: the device model's. */
const LOST = 34;
const TOKEN = '#665300';

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
});

async function openExport(page: Page, tab: Tab): Promise<Locator> {
  const app = new AppPage(page);
  await app.access(new RegExp(`^${LOST} `)).click();
  await expect(app.heading(`Access ${LOST} of`)).toBeVisible();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('tab', { name: tab }).click();
  return dialog.getByRole('tabpanel', { name: tab });
}

async function saved(page: Page, panel: Locator, button: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('button', { name: button }).click(),
  ]);
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('Saved ');
  return download;
}

async function makeFilm(page: Page, panel: Locator, choices: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(choices)) await panel.getByLabel(label).selectOption(value);
  return saved(page, panel, 'Make the film');
}

test('a picture saved as SVG has its words as text, a title, a description and its fonts', async ({
  page,
}) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Picture');
  await expect(panel.getByRole('img', { name: /is lost: it never reaches the device/ })).toBeVisible();
  const download = await saved(page, panel, 'Save the picture');
  expect(download.suggestedFilename()).toBe('a-register-beside-the-table-access-34.svg');
  const text = (await bytesOf(download)).toString();
  const found = await page.evaluate(async (svg) => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    await image.decode();
    return {
      root: root.localName,
      title: root.querySelector('title')?.textContent,
      description: root.querySelector('desc')?.textContent,
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
      fonts: root.querySelector('style')?.textContent.match(/url\(data:font\/woff2;base64,[^)]{1000,}\)/g)
        ?.length,
      size: [image.naturalWidth, image.naturalHeight],
    };
  }, text);
  expect(found).toMatchObject({
    root: 'svg',
    title: 'A register beside the table, access 34 of 43: W4 +0x2804 = 0xffff0000',
    fonts: 2,
    size: [1280, 720],
  });
  expect(found.description).toContain('The write to +0x2804 is lost: it never reaches the device.');
  expect(found.texts).toEqual(
    expect.arrayContaining([
      'Access 34 of 43',
      'W4 +0x2804 = 0xffff0000',
      'msixtbl',
      'no such entry',
      'lost',
      'L',
    ]),
  );
});

test('a PNG has the size that was chosen, and the token in its colour', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Picture');
  await panel.getByLabel('Format').selectOption('png');
  for (const scale of [1, 3]) {
    await panel.getByLabel('Size').selectOption(String(scale));
    const png = await bytesOf(await saved(page, panel, 'Save the picture'));
    expect(pngSize(png)).toEqual({ width: 1280 * scale, height: 720 * scale });
    expect(await pixelsOf(page, png, TOKEN)).toBeGreaterThan(1500 * scale * scale);
    expect(await pixelsOf(page, png, '#ff00ff')).toBe(0);
  }
});

test('the theme that is chosen is the one of the picture', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Picture');
  await panel.getByLabel('Format').selectOption('png');
  await panel.getByLabel('Size').selectOption('1');
  await page.getByRole('dialog').getByLabel('Theme').selectOption('dark');
  const png = await bytesOf(await saved(page, panel, 'Save the picture'));
  expect(await pixelsOf(page, png, '#0e1217')).toBeGreaterThan(100_000);
});

for (const rate of [30, 60])
  test(`a WebM at ${rate} frames a second has every frame at its time, and is the same when made again`, async ({
    page,
  }) => {
    await new AppPage(page).open();
    const panel = await openExport(page, 'Film');
    const choices = { Format: 'webm', Speed: '4', 'Frames a second': String(rate) };
    const first = await makeFilm(page, panel, choices);
    expect(first.suggestedFilename()).toBe('a-register-beside-the-table-access-34.webm');
    const bytes = await bytesOf(first);
    // 15 hops of 600 ms and the rest of 900 ms, at four times the speed.
    const seconds = (15 * 0.6 + 0.9) / 4;
    const frames = Math.ceil(seconds * rate);
    await expect(panel.getByText(`${frames} frames, 2.5 seconds.`)).toBeVisible();
    const film = await filmIn(bytes);
    expect(film).toMatchObject({ codec: 'vp9', width: 1280, height: 720 });
    expect(film.mime).toContain('video/webm');
    expect(film.timestamps).toHaveLength(frames);
    for (const [n, timestamp] of film.timestamps.entries()) expect(timestamp).toBeCloseTo(n / rate, 2);
    expect(Math.abs(film.duration - frames / rate)).toBeLessThan(0.01);
    const again = await bytesOf(await makeFilm(page, panel, choices));
    expect(again.equals(bytes)).toBe(true);
  });

test('an MP4 has every frame at its time, and shows the same when made again', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  const choices = { Format: 'mp4', Speed: '4' };
  const film = await filmIn(await bytesOf(await makeFilm(page, panel, choices)));
  expect(film).toMatchObject({ codec: 'avc', width: 1280, height: 720 });
  expect(film.mime).toContain('video/mp4');
  expect(film.timestamps).toHaveLength(75);
  for (const [n, timestamp] of film.timestamps.entries()) expect(timestamp).toBeCloseTo(n / 30, 3);
  const again = await filmIn(await bytesOf(await makeFilm(page, panel, choices)));
  expect(again.timestamps).toEqual(film.timestamps);
  const { frames, mean } = await decodedApart(page, film, again);
  expect(frames).toBe(75);
  // The encoder of H.264 spreads its losses by how fast its threads are: less than one level in 256 on average.
  expect(mean).toBeLessThan(1);
});

test('a film in the larger size and over several accesses is as long as they are', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  await panel.getByLabel('From access').fill('2');
  await panel.getByLabel('To access').fill('3');
  const download = await makeFilm(page, panel, { Format: 'mp4', Speed: '4', Size: '1920x1080' });
  expect(download.suggestedFilename()).toBe('a-register-beside-the-table-accesses-2-to-3.mp4');
  const film = await filmIn(await bytesOf(download));
  expect(film).toMatchObject({ width: 1920, height: 1080 });
  const said = await panel.getByText(/^\d+ frames, /).innerText();
  expect(film.timestamps).toHaveLength(Number.parseInt(said, 10));
});

test('a GIF shows every frame for its time, repeats, and is the same when made again', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  const choices = { Format: 'gif', Speed: '4' };
  const bytes = await bytesOf(await makeFilm(page, panel, choices));
  const gif = await gifIn(page, bytes);
  expect(gif).toMatchObject({ width: 1280, height: 720, repetitions: Infinity });
  expect(gif.delays).toHaveLength(75);
  expect(new Set(gif.delays)).toEqual(new Set([30, 40]));
  expect(gif.delays.reduce((sum, delay) => sum + delay, 0)).toBe(2500);
  expect(await pixelsOf(page, bytes, '#f4f6f8')).toBeGreaterThan(100_000);
  expect((await bytesOf(await makeFilm(page, panel, choices))).equals(bytes)).toBe(true);
  await panel.getByLabel('Frames a second').selectOption('50');
  const fast = await gifIn(page, await bytesOf(await saved(page, panel, 'Make the film')));
  expect(new Set(fast.delays)).toEqual(new Set([20]));
});

test('the last frame of a GIF is the picture of the end of its access', async ({ page }) => {
  await new AppPage(page).open();
  const picture = await openExport(page, 'Picture');
  await picture.getByLabel('Format').selectOption('png');
  await picture.getByLabel('Size').selectOption('1');
  const png = await bytesOf(await saved(page, picture, 'Save the picture'));
  await page.getByRole('dialog').getByRole('tab', { name: 'Film' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Film' });
  const gif = await bytesOf(await makeFilm(page, panel, { Format: 'gif', Speed: '4' }));
  // Nothing but the blends at the edges of letters has other colours.
  expect(await lastFrameApart(page, gif, png)).toBeLessThan(0.5);
});

test('a film that is cancelled half way leaves nothing, and the next one can be made', async ({ page }) => {
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  await panel.getByLabel('From access').fill('1');
  await panel.getByLabel('To access').fill('30');
  await panel.getByLabel('Frames a second').selectOption('60');
  await panel.getByRole('button', { name: 'Make the film' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const progress = dialog.getByRole('progressbar', { name: 'Making the film of accesses 1 to 30' });
  await expect(progress).toHaveAttribute('aria-valuetext', /^[1-9]\d* of \d+ frames, about .* left$/);
  await expect(panel.getByRole('button', { name: 'Make the film' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toHaveText(
    'Cancelled: nothing of the film of accesses 1 to 30 is kept.',
  );
  await expect(progress).toBeHidden();

  await panel.getByLabel('From access').fill('2');
  await panel.getByLabel('To access').fill('2');
  await panel.getByLabel('Speed').selectOption('4');
  await saved(page, panel, 'Make the film');
  expect(downloads.map((download) => download.suggestedFilename())).toEqual([
    'a-register-beside-the-table-access-2.webm',
  ]);
});

test('closing the dialog cancels what it makes', async ({ page }) => {
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  await panel.getByLabel('Speed').selectOption('2');
  await panel.getByRole('button', { name: 'Make the film' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // Another film takes longer than the rest of the first one would have.
  const other = await openExport(page, 'Film');
  await makeFilm(page, other, { Speed: '1', Format: 'mp4' });
  expect(downloads.map((download) => download.suggestedFilename())).toEqual([
    'a-register-beside-the-table-access-34.mp4',
  ]);
});

test('what cannot be filmed is said in a sentence, and nothing is made of it', async ({ page }) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  const start = panel.getByRole('button', { name: 'Make the film' });
  await panel.getByLabel('To access').fill('99');
  await expect(panel.getByRole('alert')).toHaveText('The last access must be a whole number from 1 to 43.');
  await expect(start).toBeDisabled();
  await panel.getByLabel('To access').fill('3');
  await expect(panel.getByRole('alert')).toContainText('The first access, 34, comes after the last, 3');
  await panel.getByLabel('From access').fill('1');
  await panel.getByLabel('To access').fill('43');
  await panel.getByLabel('Speed').selectOption('0.1');
  await expect(panel.getByRole('alert')).toContainText('longer than 10 minutes');
  await panel.getByLabel('Speed').selectOption('4');
  await expect(panel.getByRole('alert')).toBeHidden();
  await expect(start).toBeEnabled();
});

test('a browser without encoders is told so, and makes a GIF', async ({ page }) => {
  await page.addInitScript('delete globalThis.VideoEncoder');
  await new AppPage(page).open();
  const panel = await openExport(page, 'Film');
  await expect(
    panel.getByText('WebM and MP4 cannot be chosen: this browser has no encoder for'),
  ).toBeVisible();
  await expect(panel.getByLabel('Format').getByRole('option')).toHaveText(['GIF']);
  const gif = await gifIn(page, await bytesOf(await makeFilm(page, panel, { Speed: '4' })));
  expect(gif.delays).toHaveLength(75);
});

test('a PDF has a page of 16 to 9 for each access that was chosen, with its verdict as text', async ({
  page,
}) => {
  await new AppPage(page).open();
  const panel = await openExport(page, 'PDF');
  await panel.getByLabel('Pages').selectOption('some');
  await panel.getByRole('textbox', { name: 'Accesses' }).fill('34, 50');
  await expect(panel.getByRole('alert')).toContainText('“50” goes beyond the scenario');
  await panel.getByRole('textbox', { name: 'Accesses' }).fill('34, 1-2');
  await expect(panel.getByText('3 pages: the end of each access')).toBeVisible();
  const download = await saved(page, panel, 'Make the PDF');
  expect(download.suggestedFilename()).toBe('a-register-beside-the-table-chosen-accesses.pdf');
  const pdf = await getDocument({ data: new Uint8Array(await bytesOf(download)), verbosity: 0 }).promise;
  expect(pdf.numPages).toBe(3);
  const words: string[] = [];
  for (let number = 1; number <= 3; number++) {
    const one = await pdf.getPage(number);
    expect(one.view).toEqual([0, 0, 960, 540]);
    const { items } = await one.getTextContent();
    words.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  expect(words[0]).toContain('Access 1 of 43');
  expect(words[2]).toContain('The write to +0x2804 is lost: it never reaches the device.');

  await panel.getByLabel('Pages').selectOption('lost');
  const lost = await bytesOf(await saved(page, panel, 'Make the PDF'));
  const count = Number.parseInt(await panel.getByText(/^\d+ pages: /).innerText(), 10);
  expect(count).toBeGreaterThan(3);
  expect((await getDocument({ data: new Uint8Array(lost), verbosity: 0 }).promise).numPages).toBe(count);
});

test('everything is done by keyboard', async ({ page }) => {
  await new AppPage(page).open();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('tab', { name: 'Picture' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const button = dialog.getByRole('button', { name: 'Make the PDF' });
  for (let presses = 0; presses < 10; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toBe('a-register-beside-the-table-access-1.pdf');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('axe finds nothing wrong in the Export dialog in any theme', async ({ page }) => {
  await new AppPage(page).open();
  for (const tab of ['Picture', 'Film', 'PDF'] as const) {
    await openExport(page, tab);
    await axeInEveryTheme(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('the single file exports from a disk without a network', async ({ page, context }) => {
  await context.setOffline(true);
  await page.goto(pathToFileURL(path.resolve('dist/msixscope.html')).href);
  const picture = await openExport(page, 'Picture');
  const svg = (await bytesOf(await saved(page, picture, 'Save the picture'))).toString();
  expect(svg.match(/url\(data:font\/woff2;base64,[^)]{1000,}\)/g)).toHaveLength(2);
  await page.keyboard.press('Escape');
  const panel = await openExport(page, 'Film');
  const film = await filmIn(await bytesOf(await makeFilm(page, panel, { Format: 'webm', Speed: '4' })));
  expect(film.timestamps).toHaveLength(75);
  const gif = await gifIn(page, await bytesOf(await makeFilm(page, panel, { Format: 'gif', Speed: '4' })));
  expect(gif.delays).toHaveLength(75);
  await page.keyboard.press('Escape');
  const pages = await openExport(page, 'PDF');
  const pdf = await bytesOf(await saved(page, pages, 'Make the PDF'));
  expect((await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).numPages).toBe(1);
});

/** How long exports take in Chromium, on the built app: films for each second that they last, pictures, a PDF. */
import { existsSync, statSync } from 'node:fs';
import { chromium, type Locator, type Page } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from '../../e2e/browser.ts';

const FILMS = [
  ['webm', 30],
  ['webm', 60],
  ['mp4', 30],
  ['mp4', 60],
  ['gif', 30],
  ['gif', 50],
] as const;
const RUNS = 5;
/** Access that is filmed: the first register write, which Xen 4.18 loses, 15 hops long. */
const ACCESS = 34;

interface Saved {
  readonly ms: number;
  readonly bytes: number;
}

async function save(page: Page, panel: Locator, button: string): Promise<Saved> {
  const start = performance.now();
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 600_000 }),
    panel.getByRole('button', { name: button }).click(),
  ]);
  const ms = performance.now() - start;
  return { ms, bytes: statSync(await download.path()).size };
}

/** Begins to watch for work that holds the page up; the function it leaves in the page gives the longest, in ms. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    Object.assign(globalThis, {
      longestTask: () => {
        observer.disconnect();
        return longest;
      },
    });
  });
}

const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { longestTask: () => number }).longestTask());

async function open(page: Page, name: 'Picture' | 'Film' | 'PDF'): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('tab', { name }).click();
  return dialog.getByRole('tabpanel', { name });
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

async function films(page: Page): Promise<string[]> {
  const panel = await open(page, 'Film');
  const lines: string[] = [];
  for (const [format, rate] of FILMS) {
    await panel.getByLabel('Format').selectOption(format);
    await panel.getByLabel('Frames a second').selectOption(String(rate));
    const frames = Number.parseInt(await panel.getByText(/^\d+ frames, /).innerText(), 10);
    await watchTasks(page);
    const { ms, bytes } = await save(page, panel, 'Make the film');
    const longest = await longestTask(page);
    const held = longest === 0 ? 'no task over 50 ms' : `longest task ${longest.toFixed(0)} ms`;
    lines.push(
      `${format} at ${rate} frames a second: ${(ms / 1000 / (frames / rate)).toFixed(2)} s for each second of film, ${(ms / frames).toFixed(1)} ms a frame, ${held}, ${kilobytes(bytes / (frames / rate))} a second`,
    );
  }
  return lines;
}

/** Median of some saves, the first of which fetches what it needs and is left out. */
async function median(page: Page, panel: Locator, button: string): Promise<string> {
  await save(page, panel, button);
  const saves: Saved[] = [];
  for (let n = 0; n < RUNS; n++) saves.push(await save(page, panel, button));
  const sorted = saves.map(({ ms }) => ms).sort((a, b) => a - b);
  return `${sorted[RUNS >> 1]!.toFixed(0)} ms, ${kilobytes(saves[0]!.bytes)}`;
}

async function pictures(page: Page): Promise<string[]> {
  const panel = await open(page, 'Picture');
  const lines = [`SVG with its fonts: ${await median(page, panel, 'Save the picture')}`];
  await panel.getByLabel('Format').selectOption('png');
  for (const scale of ['1', '4']) {
    await panel.getByLabel('Size').selectOption(scale);
    lines.push(`PNG at ${scale}x: ${await median(page, panel, 'Save the picture')}`);
  }
  const pdf = await open(page, 'PDF');
  await pdf.getByLabel('Pages').selectOption('all');
  lines.push(`PDF of all 43 accesses: ${await median(page, pdf, 'Make the PDF')}`);
  return lines;
}

export async function benchExport(): Promise<string[]> {
  if (!existsSync('dist/index.html')) return ['exports: not measured, run `npm run build` first'];
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('region', { name: 'Memory map' }).waitFor();
  for (let n = 0; n < ACCESS; n++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('e');
  const lines = [...(await films(page)), ...(await pictures(page))];
  await browser.close();
  await server.close();
  return lines;
}

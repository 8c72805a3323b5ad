/** Large recordings in the page itself: time, main-thread tasks, memory of its process, and how fast accesses come up. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from '../../e2e/browser.ts';
import { makeLog } from './traces.ts';

const MIB = 2 ** 20;
const SEEKS = 20;
const SAMPLE_EVERY = 100;
const FOREVER = 600_000;

/** Private memory of all renderer processes, in bytes; NaN where /proc does not tell. */
export async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { id }) => {
      const file = `/proc/${id}/status`;
      const found = existsSync(file) ? /RssAnon:\s+(\d+) kB/.exec(readFileSync(file, 'utf8')) : null;
      return sum + (found ? Number(found[1]) * 1024 : NaN);
    }, 0);
}

/** Runs in the page: collects main-thread tasks over 50 ms in `window.longTasks`. */
export const watchTasks = (): void => {
  const found: number[] = [];
  (window as Window & { longTasks?: number[] }).longTasks = found;
  new PerformanceObserver((list) => found.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      type: 'longtask',
    },
  );
};

/** Takes out what was collected: milliseconds each. */
export const longTasks = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as Window & { longTasks?: number[] }).longTasks!.splice(0));

/** Runs in the page: presses "Go to access", and waits until access `number` stands in the list; milliseconds. */
const seek = async (number: string): Promise<number> => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Go to access')!;
  const start = performance.now();
  button.click();
  const isThere = () =>
    document.querySelector('.traces-list [aria-current="true"] .traces-number')?.textContent === number;
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - start;
};

async function measure(browser: Browser, url: string, file: string, lines: number): Promise<string> {
  const bytes = makeLog(file, lines);
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.keyboard.press('6');
  const input = page.getByLabel('Open a recording');
  await input.waitFor({ state: 'attached' });
  await page.waitForTimeout(1000);
  const base = await memoryOf(browser);
  await page.evaluate(watchTasks);
  let peak = base;
  let isDone = false;
  const sampling = (async () => {
    while (!isDone) {
      peak = Math.max(peak, await memoryOf(browser));
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_EVERY));
    }
  })();
  const start = performance.now();
  await input.setInputFiles(file);
  const timeline = page.getByRole('slider', { name: 'Timeline of accesses' });
  await timeline.waitFor({ timeout: FOREVER });
  const seconds = (performance.now() - start) / 1000;
  const reading = await longTasks(page);
  const accesses = Number(await timeline.getAttribute('aria-valuemax'));
  const seeks: number[] = [];
  for (let n = 0; n < SEEKS; n++) {
    const at = Math.floor(((n + 0.99) / SEEKS) * accesses);
    await page.getByRole('textbox', { name: 'Access', exact: true }).fill(String(at));
    seeks.push(await page.evaluate(seek, at.toLocaleString('en')));
  }
  const seeking = await longTasks(page);
  isDone = true;
  await sampling;
  await page.close();
  const worst = (all: readonly number[]) =>
    all.length === 0
      ? 'none over 50 ms'
      : `${all.length} over 50 ms, the longest ${Math.max(...all).toFixed(0)} ms`;
  const sorted = seeks.sort((a, b) => a - b);
  return (
    `in the page, ${(lines / 1e6).toFixed(0)} million lines (${(bytes / MIB).toFixed(0)} MiB, ${accesses.toLocaleString('en')} accesses to the device): ` +
    `read and replayed under two designs in ${seconds.toFixed(1)} s, ${((peak - base) / MIB).toFixed(0)} MiB over the page's base of ${(base / MIB).toFixed(0)}; ` +
    `main-thread tasks: ${worst(reading)}; an access shown in ${sorted[SEEKS >> 1]!.toFixed(0)} ms (median; at most ${sorted.at(-1)!.toFixed(0)}), tasks meanwhile: ${worst(seeking)}`
  );
}

/** Reading, replaying and seeking in 1 and 5 million lines, as a visitor does. */
export async function benchTracePage(): Promise<string[]> {
  if (!existsSync('dist/index.html'))
    return ['recordings in the page: not measured, run `npm run build` first'];
  const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-bench-'));
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const lines: string[] = [];
  try {
    for (const count of [1_000_000, 5_000_000]) {
      // A browser for each, so that memory of the one before is not counted.
      const browser = await chromium.launch(launchOptions());
      lines.push(
        await measure(browser, server.resolvedUrls?.local[0] ?? '', path.join(folder, 'big.log'), count),
      );
      await browser.close();
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

/** What a first visit costs: bytes, requests, and the time until the app answers, on the built app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions } from '../../e2e/browser.ts';
import { BUDGETS } from '../budgets.mjs';
import { measure } from '../check-budgets.mjs';
import { DIST, serveDist } from './serve-dist.ts';

const VISITS = 7;
/** What was sent to one visitor, in bytes as they went over the wire; fonts apart. */
interface Sent {
  files: number;
  bytes: number;
  fonts: number;
}

/** What is on the first screen, besides the player: drawn by parts that are loaded after it. */
const WHOLE_SCREEN = [
  (page: Page) => page.getByRole('region', { name: 'Memory map' }).getByRole('grid'),
  (page: Page) => page.getByRole('img', { name: /^Route of/ }),
  (page: Page) => page.getByRole('list', { name: 'Why it went this way' }),
];

const kilobytes = (n: number) => `${(n / 1000).toFixed(1)} kB`;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Opens the one file from the disk in fresh contexts, with the network off. */
async function singleFileLine(browser: Browser): Promise<string> {
  const file = join(DIST, 'msixscope.html');
  if (!existsSync(file)) return 'the single file: not measured, run `npm run build` first';
  const complete: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    for (const part of WHOLE_SCREEN) await part(page).first().waitFor();
    complete.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  return `the single file from a disk, ${kilobytes(measure().singleFileBytes)} gzipped: the whole first screen after ${median(complete).toFixed(0)} ms, median of ${VISITS}`;
}

/** Serves the built app gzipped on loopback and opens it in fresh contexts; milliseconds to first paint and to ready. */
export async function benchLoad(): Promise<string[]> {
  if (!existsSync(join(DIST, 'index.html'))) return ['first load: not measured, run `npm run build` first'];
  const { firstLoadFiles, firstLoadBytes } = measure();
  const { firstLoadBytes: limit } = BUDGETS;
  const lines = [
    `first load: ${firstLoadFiles} files, ${kilobytes(firstLoadBytes)} gzipped (${((100 * firstLoadBytes) / limit).toFixed(0)}% of the limit of ${kilobytes(limit)})`,
  ];
  let sent: Sent = { files: 0, bytes: 0, fonts: 0 };
  const { url, close } = await serveDist((bytes, isFont) => {
    sent.files++;
    sent[isFont ? 'fonts' : 'bytes'] += bytes;
  });
  const browser = await chromium.launch(launchOptions());
  const paints: number[] = [];
  const ready: number[] = [];
  const complete: number[] = [];
  let whole = sent;
  let requests = 0;
  for (let visit = 0; visit < VISITS; visit++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    requests = 0;
    sent = { files: 0, bytes: 0, fonts: 0 };
    page.on('request', () => requests++);
    await page.goto(url);
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    ready.push(await page.evaluate(() => performance.now()));
    for (const part of WHOLE_SCREEN) await part(page).first().waitFor();
    complete.push(await page.evaluate(() => performance.now()));
    whole = { ...sent };
    paints.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
    );
    await context.close();
  }
  const single = await singleFileLine(browser);
  await browser.close();
  close();
  lines.push(
    `cold visit, median of ${VISITS}: first paint ${median(paints).toFixed(0)} ms, Play can be pressed after ${median(ready).toFixed(0)} ms, ${requests} requests, none of them elsewhere`,
    `the whole first screen, with map, route and reasons: ${whole.files} files, ${kilobytes(whole.bytes)} gzipped and ${kilobytes(whole.fonts)} of fonts, seen after ${median(complete).toFixed(0)} ms`,
    single,
  );
  return lines;
}

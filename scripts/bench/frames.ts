/** Smoothness while accesses fly: frame times and layout shift in Chromium, on the built app. */
import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from '../../e2e/browser.ts';

const SECONDS = 6;
const LIMIT_MS = 16.7;
/** How many times slower the processor is made. */
const THROTTLES = [1, 4];

interface Frames {
  readonly gaps: readonly number[];
  readonly shift: number;
}

/** Runs in the page: time between frames, and layout shift, for `ms` milliseconds. */
const watch = (ms: number): Promise<Frames> =>
  new Promise((resolve) => {
    let shift = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
    });
    observer.observe({ type: 'layout-shift' });
    const gaps: number[] = [];
    const start = performance.now();
    let last: number | null = null;
    requestAnimationFrame(function frame(now) {
      if (last !== null) gaps.push(now - last);
      last = now;
      if (now - start < ms) requestAnimationFrame(frame);
      else {
        observer.disconnect();
        resolve({ gaps, shift });
      }
    });
  });

async function measure(page: Page, throttle: number): Promise<string> {
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(500);
  const { gaps, shift } = await page.evaluate(watch, 1000 * SECONDS);
  await page.getByRole('button', { name: 'Pause' }).click();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const sorted = [...gaps].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  const limit = throttle === 1 ? ` (limit ${LIMIT_MS} ms)` : '';
  return `processor at 1/${throttle}: ${sorted.length} frames in ${SECONDS} s, median ${at(0.5)} ms, p95 ${at(0.95)} ms${limit}, worst ${at(1)} ms, layout shift ${shift.toFixed(4)}`;
}

export async function benchFrames(): Promise<string[]> {
  if (!existsSync('dist/index.html')) return ['frames: not measured, run `npm run build` first'];
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('region', { name: 'Memory map' }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  const lines: string[] = [];
  for (const throttle of THROTTLES) lines.push(await measure(page, throttle));
  await browser.close();
  await server.close();
  return lines;
}

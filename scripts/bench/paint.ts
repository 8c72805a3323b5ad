/** From a key to the painted picture, in a scenario of 10,000 accesses: Chromium, on the built app. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { encodeFile } from '#share/file.ts';
import { PLAIN_LOOK } from '#share/look.ts';
import { launchOptions } from '../../e2e/browser.ts';
import { longScenario } from './steps.ts';

const LIMIT_MS = 16;
const STEPS = 120;
const DEVICE = '8086:2725';
const DESIGN = 'xen-4.18--qemu-devmem';

/**
 * Runs in the page: milliseconds from each press of `key` until its frame is painted. Pressed where a frame begins,
 * so that waiting for the screen is no part of it; the message comes once that frame is done.
 */
const watch = ({ key, steps }: { key: string; steps: number }): Promise<number[]> =>
  new Promise((resolve) => {
    const times: number[] = [];
    const painted = new MessageChannel();
    let start = 0;
    const press = () =>
      requestAnimationFrame(() => {
        start = performance.now();
        window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        painted.port2.postMessage(null);
      });
    painted.port1.onmessage = () => {
      times.push(performance.now() - start);
      if (times.length === steps) resolve(times);
      // What the step leaves for later is not of the next one.
      else setTimeout(press, 50);
    };
    press();
  });

export async function benchPaint(): Promise<string[]> {
  if (!existsSync('dist/index.html')) return ['key to picture: not measured, run `npm run build` first'];
  const scenario = longScenario(DEVICE);
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.getByRole('button', { name: /^Scenario/ }).click();
  await page.getByLabel('Scenario file').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      encodeFile({ scenario, designs: [DESIGN], step: 0, hop: 0, view: null, look: PLAIN_LOOK, lines: [] }),
    ),
  });
  await page.getByRole('heading', { name: /^Access 1 of 10,?000/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await session.send('Performance.enable');
  const worked = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  const lines: string[] = [];
  for (const [word, key] of [
    ['forward', 'ArrowRight'],
    ['back', 'ArrowLeft'],
  ] as const) {
    const before = await worked();
    const times = (await page.evaluate(watch, { key, steps: STEPS })).sort((a, b) => a - b);
    const each = (1000 * ((await worked()) - before)) / STEPS;
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(1);
    lines.push(
      `from the key to the painted picture, ${word} in ${scenario.steps.length} accesses: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms (limit ${LIMIT_MS} ms); processor time of the page, all of a step: ${each.toFixed(1)} ms`,
    );
  }
  await browser.close();
  await server.close();
  return lines;
}

// npm run soak: ten thousand imports and playbacks in one page of the built app, and what its heap is afterwards.
// npm run soak -- 500: as many as that.
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { heapInUse, interpretedOnly, MOST_GROWTH, soak, STEPS_A_ROUND } from '../e2e/soak.ts';
import { machineLine } from './bench/measure.ts';

const WANTED = 10_000;
/** Before the heap is measured for the first time: what is loaded once is there. */
const WARM_UP = 100;
/** So that a slow leak is seen on the way. */
const REPORTS = 10;

const rounds = Number(process.argv[2] ?? WANTED);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

console.log(machineLine());
const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch(interpretedOnly());
const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
const page = await context.newPage();
await page.goto(server.resolvedUrls?.local[0] ?? '');
await page.getByRole('region', { name: 'Memory map' }).waitFor();
const session = await context.newCDPSession(page);
await soak(page, WARM_UP);
const start = await heapInUse(session);
console.log(`after ${WARM_UP} imports, none of them kept: ${megabytes(start)} of heap in use`);
const began = performance.now();
let end = start;
for (let report = 1; report <= REPORTS; report++) {
  const done = Math.round((rounds * (report - 1)) / REPORTS);
  const next = Math.round((rounds * report) / REPORTS);
  await soak(page, next - done);
  end = await heapInUse(session);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${next} more, played, and ${next * STEPS_A_ROUND} steps: ${megabytes(end)} (${seconds} s)`);
}
await browser.close();
await server.close();
const growth = end / start - 1;
const isSteady = growth <= MOST_GROWTH;
console.log(
  `heap ${growth < 0 ? '' : '+'}${(100 * growth).toFixed(1)}%, ${isSteady ? 'within' : 'over'} the ${100 * MOST_GROWTH}% allowed`,
);
process.exitCode = isSteady ? 0 : 1;

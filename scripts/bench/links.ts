/** What opening a link costs: from a cold start of the page to the picture of its step, on the built app. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { launchOptions } from '../../e2e/browser.ts';
import { CATALOGUE } from '#content/catalogue.ts';
import { encodeLink } from '#share/link/link.ts';
import { parseScenario } from '#share/text/parse.ts';
import { DIST, serveDist } from './serve-dist.ts';

const VISITS = 9;
/** Milliseconds to the picture that are wanted of a link at most. */
const WANTED = 500;

const TEXT = `name A link for the bench
device 8086:2725
design xen-4.19--qemu-latch
at 9
enable
W4 table[0].addr = 0xfee01000
W4 table[0].data = 0x4041
W4 table[0].ctrl = 0
W4 table[1].addr = 0xfee01000
W4 table[1].data = 0x4042
W4 table[1].ctrl = 0
R4 +0x2804
W4 +0x2804 = 0x8000003f
R8 pba[0]
`;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Time from navigation to the frame that shows a route whose name begins with `label`, as the page itself has it. */
async function visit(browser: Browser, address: string, label: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.addInitScript((wanted) => {
    const look = (): void => {
      const found = [...document.querySelectorAll('[role="img"][aria-label]')].some((image) =>
        image.getAttribute('aria-label')?.startsWith(wanted),
      );
      if (found) performance.mark('picture');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, label);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('picture').length > 0);
  const time = await page.evaluate(() => performance.getEntriesByName('picture')[0]!.startTime);
  await context.close();
  return time;
}

/** Cold visits by a link of ten accesses and without one in turn, so that the machine is the same for both. */
export async function benchLinks(): Promise<string[]> {
  if (!existsSync(join(DIST, 'index.html'))) return ['links: not measured, run `npm run build` first'];
  const { document } = parseScenario(TEXT, CATALOGUE);
  const link = document && encodeLink(document, CATALOGUE);
  if (!link?.ok) throw new Error('the text of the bench cannot be linked');
  const { url, close } = await serveDist();
  const browser = await chromium.launch(launchOptions());
  const linked: number[] = [];
  const plain: number[] = [];
  await visit(browser, url, 'Route of');
  for (let n = 0; n < VISITS; n++) {
    plain.push(await visit(browser, url, 'Route of'));
    linked.push(await visit(browser, `${url}${link.value}`, 'Route of W4 +0x2804 = 0x8000003f'));
  }
  await browser.close();
  close();
  const ratio = (median(linked) / median(plain)).toFixed(2);
  const best = Math.min(...linked).toFixed(0);
  return [
    `link of 10 accesses (${link.value.length} characters) opened cold: its step drawn after ${median(linked).toFixed(0)} ms, median of ${VISITS}, ${best} ms at best (wanted: ${WANTED} ms); ${ratio} x the page without a link, ${median(plain).toFixed(0)} ms`,
  ];
}

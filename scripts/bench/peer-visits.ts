/** Pages side by side: each is opened in the same way, in fresh contexts, until what one came for is on screen. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions } from '../../e2e/browser.ts';
import { serveDist } from './serve-dist.ts';

export const VISITS = 7;

/** A page that is compared. */
export interface Peer {
  readonly name: string;
  readonly folder: string;
  /** Where the folder has no page of its own. */
  readonly page?: string;
  /** After the page's address: what is opened. */
  readonly address: string;
  /** On screen, as often as `count` says, when that is there. */
  readonly shown: string;
  readonly count: number;
}

/** What a visit took, in milliseconds, and was sent, in gzipped bytes. */
export interface Visit {
  readonly paint: number;
  readonly shown: number;
  readonly bytes: number;
  readonly files: number;
  /** Requests to other hosts, none of which is let out. */
  readonly elsewhere: number;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** A browser that finds no host but this machine. */
export function browserOffline(): Promise<Browser> {
  const options = launchOptions();
  const rules = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  return chromium.launch({ ...options, args: [...(options.args ?? []), rules] });
}

/** Runs in the page: marks the time two frames after `selector` is there `count` times. */
const watch = ([selector, count]: readonly [string, number]): void => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  void (async () => {
    while (document.querySelectorAll(selector).length < count) await frame();
    await frame();
    await frame();
    performance.mark('shown');
  })();
};

/** Opens `peer` in a context of its own and calls `then` with the page before it is closed. */
export async function visit<T>(
  browser: Browser,
  { folder, page: own, address, shown, count }: Peer,
  then: (page: Page, visit: Visit) => Promise<T>,
): Promise<T> {
  let bytes = 0;
  let files = 0;
  let elsewhere = 0;
  const server = await serveDist(
    (length) => {
      bytes += length;
      files++;
    },
    folder,
    own,
  );
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere++;
  });
  await page.addInitScript(watch, [shown, count] as const);
  await page.goto(`${server.url}${address}`, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0);
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    shown: performance.getEntriesByName('shown')[0]!.startTime,
  }));
  const result = await then(page, { ...times, bytes, files, elsewhere });
  await context.close();
  server.close();
  return result;
}

/** Medians of cold visits to every one of `peers` in turn, so that the machine is the same for all. */
export async function visits(peers: readonly Peer[]): Promise<ReadonlyMap<Peer, Visit>> {
  const browser = await browserOffline();
  const all = new Map(peers.map((peer) => [peer, [] as Visit[]]));
  // The first time is for the server, which packs the files then.
  for (const peer of peers) await visit(browser, peer, () => Promise.resolve());
  for (let n = 0; n < VISITS; n++)
    for (const [peer, found] of all)
      found.push(await visit(browser, peer, (_page, one) => Promise.resolve(one)));
  await browser.close();
  const of = (found: readonly Visit[], key: keyof Visit) => median(found.map((one) => one[key]));
  return new Map(
    [...all].map(([peer, found]) => [
      peer,
      {
        paint: of(found, 'paint'),
        shown: of(found, 'shown'),
        bytes: of(found, 'bytes'),
        files: of(found, 'files'),
        elsewhere: of(found, 'elsewhere'),
      },
    ]),
  );
}

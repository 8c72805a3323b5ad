// Playwright's own test: a page that keeps a planted script from running says so in the console.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';

const FILE = path.resolve('dist/msixscope.html');

/** What ran and what the page refused, of all that a hostile text could try to have done. */
interface Planted {
  readonly ran: readonly string[];
  readonly refused: readonly string[];
}

/** Plants scripts in every way that there is, and has somebody `elsewhere` asked for something. */
const plant = (page: Page, elsewhere: string): Promise<Planted> =>
  page.evaluate(async (place) => {
    const ran: string[] = [];
    const refused = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective));
    Object.assign(window, { ran: (what: string) => ran.push(what) });
    const add = (html: string) => {
      const range = document.createRange();
      document.body.append(range.createContextualFragment(html));
    };
    add('<script>ran("a script")</script>');
    add('<img alt="" src="data:," onerror="ran(\'a handler\')">');
    add(`<img alt="" src="${place}/a.png">`);
    add(`<iframe title="planted" src="${place}/frame"></iframe>`);
    // Not at once: what the debugger itself evaluates may evaluate.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        try {
          (0, eval)('ran("evaluated text")');
        } catch {
          // That is what is wanted.
        }
        void fetch(`${place}/fetched`, { mode: 'no-cors' }).catch(() => undefined);
        resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ran, refused: [...refused].sort() };
  }, elsewhere);

/** Somebody else, who keeps what they were asked for. */
async function somebodyElse() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { asked, address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test('without a policy planted scripts do run, so that the tests below can fail', async ({ page }) => {
  const other = await somebodyElse();
  await page.goto(other.address);
  const { ran, refused } = await plant(page, other.address);
  other.close();
  expect([...ran].sort()).toEqual(['a handler', 'a script', 'evaluated text']);
  expect(refused).toEqual([]);
  expect(other.asked).toEqual(expect.arrayContaining(['/a.png', '/frame', '/fetched']));
});

for (const [name, address] of [
  ['app', './'],
  ['single file', pathToFileURL(FILE).href],
] as const)
  test(`the ${name} runs nothing that is planted in it, and asks nobody`, async ({ page }) => {
    expect(existsSync(FILE), 'the built single file').toBe(true);
    const other = await somebodyElse();
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'Access 1 of 43' })).toBeVisible();
    const { ran, refused } = await plant(page, other.address);
    other.close();
    expect(ran).toEqual([]);
    expect(refused).toEqual(
      expect.arrayContaining([
        'connect-src',
        'frame-src',
        'img-src',
        'script-src',
        'script-src-attr',
        'script-src-elem',
      ]),
    );
    expect(other.asked).toEqual([]);
  });

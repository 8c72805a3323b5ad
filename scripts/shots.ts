// npm run shots: pictures of every main view and dialog of the built app, into docs/pictures.
// npm run shots -- route 1280x720 dark: only those whose names hold all the words.
import { copyFileSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from '../e2e/browser.ts';
import { openFrozen, show, SIZES, THEMES, VIEWS } from '../e2e/views.ts';

const FOLDER = 'docs/pictures';

/** The two that the README shows: their names there. */
const IN_README: Readonly<Record<string, string>> = {
  'route-1280x720-dark': 'route-dark',
  'compare-1280x720-light': 'compare-light',
};

const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(launchOptions());
let taken = 0;
for (const size of SIZES)
  for (const theme of THEMES)
    for (const title of Object.keys(VIEWS)) {
      const name = `${title}-${size}-${theme}`;
      if (!wanted.every((word) => name.split('-').includes(word))) continue;
      const [width = 0, height = 0] = size.split('x').map(Number);
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await openFrozen(page, url, theme);
      await show(page, title);
      await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
      const shown = IN_README[name];
      if (shown !== undefined) copyFileSync(`${FOLDER}/${name}.png`, `${FOLDER}/${shown}.png`);
      await context.close();
      taken++;
    }
await browser.close();
await server.close();
console.log(`${taken} pictures in ${FOLDER}`);

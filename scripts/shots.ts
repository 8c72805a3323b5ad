// npm run shots: pictures of every main view and dialog of the built app, into docs/pictures.
// npm run shots -- route 1280x720 dark: only those whose names hold all the words.
import { copyFileSync, mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { launchOptions } from '../e2e/browser.ts';

const FOLDER = 'docs/pictures';
const SIZES = ['1280x720', '1600x900', '1920x1080', '3840x2160', '390x844'];
const THEMES = ['light', 'dark', 'projector'];
/** How many accesses are gone through before the picture is taken: the first register write, which Xen 4.18 loses. */
const FROZEN_AT = 34;

/** The two that the README shows: their names there. */
const IN_README: Readonly<Record<string, string>> = {
  'route-1280x720-dark': 'route-dark',
  'compare-1280x720-light': 'compare-light',
};

const RECORDING = 'src/import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt';

/** What to do in the app, at the frozen access, to see each view. */
const VIEWS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  route: () => Promise.resolve(),
  start: (page) => page.keyboard.press('Home'),
  entry: async (page) => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
  },
  beliefs: (page) => page.getByRole('button', { name: /in dispute$/ }).click(),
  moments: async (page) => {
    await page.getByRole('button', { name: /in dispute$/ }).click();
    await page.getByRole('tab', { name: 'When they disagree' }).click();
  },
  compare: (page) => view(page, 'Compare'),
  releases: (page) => view(page, 'Releases'),
  page: (page) => view(page, 'Whole page'),
  proof: async (page) => {
    await view(page, 'Proof');
    await page.getByRole('tab', { name: 'The thread' }).click();
  },
  traces: async (page) => {
    await view(page, 'Traces');
    await page.getByLabel('Open a recording').setInputFiles(RECORDING);
    await page.getByRole('slider', { name: 'Timeline of accesses' }).waitFor();
  },
  tour: (page) => view(page, 'Tour'),
  text: async (page) => {
    await view(page, 'Text');
    await page.getByText('Text and list agree.').waitFor();
    await page.getByRole('textbox', { name: 'Scenario text' }).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('expect hardware under xen-4.19\nexpect lost\n');
    await page.locator('.cm-result').first().waitFor();
  },
  present: async (page) => {
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Present it' }).click();
    await page.keyboard.press('4');
    await page
      .getByRole('region', { name: /^Presentation/ })
      .getByText('4 of 8')
      .waitFor();
  },
  talk: async (page) => {
    await page.keyboard.press('t');
    await page.getByRole('button', { name: 'Take it as a start' }).click();
  },
  share: (page) => page.keyboard.press('s'),
  export: (page) => page.keyboard.press('e'),
  film: async (page) => {
    await page.keyboard.press('e');
    await page.getByRole('tab', { name: 'Film' }).click();
  },
  find: (page) => page.keyboard.press('Control+k'),
  glossary: (page) => page.keyboard.press('g'),
  catalogue: (page) => deviceTab(page, 'Catalogue'),
  paste: (page) => deviceTab(page, 'Paste lspci'),
  build: (page) => deviceTab(page, 'Build your own'),
  effects: (page) => deviceTab(page, 'What designs do to it'),
  scenario: (page) => page.getByRole('button', { name: /^Scenario/ }).click(),
  add: (page) => page.getByRole('button', { name: 'Add', exact: true }).click(),
  keys: (page) => page.getByRole('button', { name: /^Keys/ }).click(),
};

const view = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name }).check({ force: true });

/** Views that are dialogs. */
const DIALOGS = new Set(
  'share talk find glossary beliefs moments catalogue paste build effects scenario add keys'.split(' '),
);

/** Waits for what is fetched only when it is shown, and for what is worked out after that. */
async function settled(page: Page, isDialog: boolean): Promise<void> {
  if (isDialog) await page.getByRole('dialog').waitFor();
  await page.getByText(/is on its way\.$|^Trying the registers|^Surveying/).waitFor({ state: 'detached' });
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

async function deviceTab(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Device/ }).click();
  await page.getByRole('tab', { name }).click();
}

const wanted = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch(launchOptions());
let taken = 0;
for (const size of SIZES)
  for (const theme of THEMES)
    for (const [title, go] of Object.entries(VIEWS)) {
      const name = `${title}-${size}-${theme}`;
      if (!wanted.every((word) => name.split('-').includes(word))) continue;
      const [width = 0, height = 0] = size.split('x').map(Number);
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(url);
      await page.getByRole('region', { name: 'Memory map' }).waitFor();
      await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
      await page.getByRole('combobox', { name: 'Theme' }).evaluate((field: HTMLElement) => field.blur());
      for (let n = 0; n < FROZEN_AT; n++) await page.keyboard.press('ArrowRight');
      await page.evaluate(() => document.fonts.ready);
      await go(page);
      await settled(page, DIALOGS.has(title));
      await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
      const shown = IN_README[name];
      if (shown !== undefined) copyFileSync(`${FOLDER}/${name}.png`, `${FOLDER}/${shown}.png`);
      await context.close();
      taken++;
    }
await browser.close();
await server.close();
console.log(`${taken} pictures in ${FOLDER}`);

/** The views and dialogs of the app as pictures show them: one list for the gallery and for the tests of pictures. */
import type { Page } from '@playwright/test';

export const SIZES = ['1280x720', '1600x900', '1920x1080', '3840x2160', '390x844'];
export const THEMES = ['light', 'dark', 'projector'];
/** How many accesses are gone through before a picture is taken: the first register write, which Xen 4.18 loses. */
const FROZEN_AT = 34;

const RECORDING = 'src/import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt';

/** Opens the app at the frozen access, in that theme, with nothing in focus. */
export async function openFrozen(page: Page, address: string, theme: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('region', { name: 'Memory map' }).waitFor();
  await chooseTheme(page, theme);
  for (let n = 0; n < FROZEN_AT; n++) await page.keyboard.press('ArrowRight');
  await page.evaluate(() => document.fonts.ready);
}

export async function chooseTheme(page: Page, theme: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Theme' });
  await field.selectOption(theme);
  await field.evaluate((element: HTMLElement) => element.blur());
}

/** What to do in the app, at the frozen access, to see each view. */
export const VIEWS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
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
  proof: (page) => proofTab(page, 'The thread'),
  matrix: (page) => proofTab(page, 'Matrix'),
  searched: async (page) => {
    await proofTab(page, 'Matrix');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('gridcell', { name: /fails/ }).first().click();
  },
  apart: (page) => proofTab(page, 'What tells them apart'),
  question: (page) => proofTab(page, 'Question box'),
  break: (page) => proofTab(page, 'Break it yourself'),
  traces: openRecording,
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
    const stage = page.getByRole('region', { name: /^Presentation/ });
    await stage.getByText('1 of 8', { exact: true }).waitFor();
    await page.keyboard.press('4');
    await stage.getByText('4 of 8', { exact: true }).waitFor();
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

async function openRecording(page: Page): Promise<void> {
  await view(page, 'Traces');
  await page.getByLabel('Open a recording').setInputFiles(RECORDING);
  await page.getByRole('slider', { name: 'Timeline of accesses' }).waitFor();
}

async function proofTab(page: Page, name: string): Promise<void> {
  await view(page, 'Proof');
  await page.getByRole('tab', { name }).click();
}

const view = (page: Page, name: string): Promise<void> =>
  page.getByRole('radio', { name }).check({ force: true });

/** Views that are dialogs. */
const DIALOGS = new Set(
  'share talk find glossary beliefs moments catalogue paste build effects scenario add keys'.split(' '),
);

/** Shows the view, and waits for what is fetched only when it is shown and for what is worked out after that. */
export async function show(page: Page, title: string): Promise<void> {
  await VIEWS[title]?.(page);
  if (DIALOGS.has(title)) await page.getByRole('dialog').waitFor();
  await page.getByText(/is on its way\.$|^Trying the registers|^Surveying/).waitFor({ state: 'detached' });
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
}

async function deviceTab(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Device/ }).click();
  await page.getByRole('tab', { name }).click();
}

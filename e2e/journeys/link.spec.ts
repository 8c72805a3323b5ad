import { readFileSync } from 'node:fs';
import { AppPage } from '../app-page.ts';
import { expect, test } from '../fixtures.ts';

/** The first figure that anybody posted with this app: links of version 1 are opened for ever. */
const LINK = /^register-write\.msix (#\S+)$/m.exec(
  readFileSync('src/share/corpus/links-v1.txt', 'utf8'),
)![1]!;

test('a link lands paused, and a second visit does not add the scenario again', async ({ page }) => {
  await page.goto(`./${LINK}`);
  const scenario = page.getByRole('button', { name: /^Scenario A register beside the table/ });
  await expect(scenario).toBeVisible();
  await expect(page.getByRole('heading', { name: /of 7$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith('msixscope.scenario.')),
  );
  await page.goto('about:blank');
  await page.goto(`./${LINK}`);
  await scenario.click();
  const own = page.getByRole('dialog', { name: 'Scenario' }).getByRole('region', { name: 'Yours' });
  await expect(own.getByRole('listitem')).toHaveCount(1);
});

test('a link pasted into the open app opens, and the address lets go of it once one moves on', async ({
  page,
}) => {
  await new AppPage(page).open();
  await page.evaluate((link) => {
    location.hash = link;
  }, LINK);
  await expect(page.getByRole('heading', { name: /of 7$/ })).toBeVisible();
  expect(new URL(page.url()).hash).toBe(LINK);
  await page.keyboard.press('End');
  await expect(page.getByRole('heading', { name: 'Access 7 of 7' })).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('a link that mail has broken opens cold from the address bar', async ({ page }) => {
  const broken = [
    `${LINK}>.`,
    `${LINK.slice(0, 40)}> > ${LINK.slice(40)}).`,
    `${LINK.slice(0, 40)}%0A>>> ${LINK.slice(40, 90)}%0A>>> ${LINK.slice(90)}`,
    encodeURIComponent(encodeURIComponent(LINK)),
    `${LINK.slice(0, 50)}\u200b${LINK.slice(50, 80)}\u00ad${LINK.slice(80)}`,
  ];
  for (const hash of broken) {
    await page.goto('about:blank');
    await page.goto(`./#${hash.replace(/^#/, '')}`);
    await expect(page.getByRole('heading', { name: /of 7$/ })).toBeVisible();
  }
});

test('a link that mail has broken opens when the mail is pasted back', async ({ page }) => {
  await new AppPage(page).open();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('tab', { name: 'Paste back' }).click();
  await dialog
    .getByRole('textbox', { name: /^A figure, a link/ })
    .fill(`Roger> see <https://example.org/${LINK.slice(0, 60)}\nRoger> ${LINK.slice(60)}> there\n`);
  await dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { name: /of 7$/ })).toBeVisible();
});

test('a fragment that is no link is named, and let go of', async ({ page }) => {
  await page.goto('./#foo');
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(
    'The address ends in “#foo”, and links of msixscope begin with #msix1/.',
  );
  expect(new URL(page.url()).hash).toBe('');
});

test('a hostile link is told in a sentence and changes nothing', async ({ page }) => {
  for (const bad of [
    '#msix1/zzzzzz',
    '#msix9/AAAA',
    `#msix1/${'A'.repeat(70_000)}`,
    '#<img src=x onerror=alert(1)>',
  ]) {
    await page.goto('about:blank');
    await page.goto(`./${bad}`);
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('The link was not opened');
    await expect(page.getByRole('heading', { name: 'Access 1 of 43' })).toBeVisible();
  }
});

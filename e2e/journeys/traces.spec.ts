import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { axeInEveryTheme, expect, test } from '../fixtures.ts';

const FOLDER = 'src/import/fixtures/traces';

async function openView(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByRole('heading', { name: /^Access 1 of/ })).toBeVisible();
  await page.keyboard.press('6');
  await expect(page.getByText('Open, drop or paste a recording')).toBeVisible();
}

type Files = Parameters<Locator['setInputFiles']>[0];
const give = (page: Page, files: Files) => page.getByLabel('Open a recording').setInputFiles(files);
const facts = (page: Page) => page.getByRole('region', { name: 'What was read' });
const current = (page: Page) => page.getByRole('slider', { name: 'Timeline of accesses' });
const joinedRun = (page: Page) => page.getByRole('region', { name: 'Joined run' });

const made = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/plain', buffer });

/** Drops committed recordings on the window, as a hand with a mouse does. */
async function drop(page: Page, ...names: string[]): Promise<void> {
  const files = names.map((name) => ({
    name: path.basename(name),
    base64: readFileSync(`${FOLDER}/${name}`).toString('base64'),
  }));
  await page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of all)
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    for (const type of ['dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}

interface Dropped {
  readonly file: string;
  readonly counts: string;
  /** Chosen in the list of devices, where the recording does not tell its own. */
  readonly device?: string;
  readonly accesses: number;
}

const SINGLE: readonly Dropped[] = [
  {
    file: 'mmiotrace/nvme-load-io-unload.txt',
    counts: 'Linux mmiotrace: 591 lines, 568 accesses',
    accesses: 568,
  },
  {
    file: 'mmiotrace/nvme-lost-events.txt',
    counts: 'Linux mmiotrace: 582 lines, 567 accesses',
    accesses: 567,
  },
  {
    file: 'mmiotrace/serial-console-interleaved.txt',
    counts: 'Linux mmiotrace: 4,459 lines, 4,418 accesses',
    accesses: 263,
  },
  {
    file: 'mmiotrace/vmxnet3-load-traffic-unload.txt',
    counts: 'Linux mmiotrace: 342 lines, 316 accesses',
    accesses: 316,
  },
  { file: 'qemu/nvme-load.log.gz', counts: 'QEMU trace log: 1,436 lines, 1,436 accesses', accesses: 258 },
  {
    file: 'qemu/nvme-load-notimestamp.log.gz',
    counts: 'QEMU trace log: 899 lines, 899 accesses',
    accesses: 305,
  },
  {
    file: 'qemu/nvme-load-allevents.log.gz',
    counts: 'QEMU trace log: 1,821 lines, 1,189 accesses',
    accesses: 300,
  },
  { file: 'qemu/e1000e-load.log.gz', counts: 'QEMU trace log: 4,038 lines, 4,038 accesses', accesses: 3196 },
  {
    file: 'qemu/nvme-affinity.log.gz',
    counts: 'QEMU trace log: 1,245 lines, 1,245 accesses',
    device: 'The table at 0xfebfa000 (as far as it is accessed)',
    accesses: 22,
  },
  {
    file: 'qemu/poke-allsizes.log.gz',
    counts: 'QEMU trace log: 11,469 lines, 11,341 accesses',
    device: 'The table at 0xfebca000 (as far as it is accessed)',
    accesses: 98,
  },
];

for (const producer of ['mmiotrace', 'qemu'])
  test(`drops the ${producer} recordings one after the other: counts, a timeline, a place to go from`, async ({
    page,
  }) => {
    await openView(page);
    for (const { file, counts, device, accesses } of SINGLE.filter((one) => one.file.startsWith(producer)))
      await test.step(file, async () => {
        await drop(page, file);
        await expect(facts(page)).toContainText(counts);
        if (device !== undefined) {
          await expect(current(page)).toHaveCount(0);
          await facts(page).getByRole('combobox').selectOption({ label: device });
        }
        await expect(current(page)).toHaveAttribute('aria-valuemax', String(accesses));
        const count = accesses.toLocaleString('en');
        await expect(page.getByText(`Accesses 1 to ${count} of`)).toBeVisible();
        await current(page).focus();
        await page.keyboard.press('End');
        await expect(page.getByText(`Access ${count} of`, { exact: false })).toBeVisible();
      });
  });

/** Folder, the design that was recorded, and the number of accesses: another than in the run before. */
const RUNS: readonly (readonly [string, string, number])[] = [
  ['xen-4.17/megasas-adjacent-bound', 'Xen 4.18', 14],
  ['xen-4.17/lost-records', 'Xen 4.18', 192],
  ['xen-4.17/nvme-poke-bound', 'Xen 4.18', 67],
  ['xen-4.17/nvme-load-mmiotrace', 'Xen 4.18', 192],
  ['xen-landed/megasas-adjacent-bound', 'Xen 4.19', 14],
  ['xen-landed/nvme-load', 'Xen 4.19', 186],
  ['xen-landed/xhci-pba-same-page', 'Xen 4.19', 8],
];

for (const recorded of ['Xen 4.18', 'Xen 4.19'])
  test(`joins the sides of each run under ${recorded} that are dropped together`, async ({ page }) => {
    await openView(page);
    if (recorded === 'Xen 4.19') await page.getByRole('radio', { name: 'Xen 4.19' }).click();
    for (const [run, , accesses] of RUNS.filter(([, xen]) => xen === recorded))
      await test.step(run, async () => {
        const guest = run.endsWith('mmiotrace') ? [`${run}/mmiotrace.txt`] : [];
        const sides = ['xenalyze.txt.gz', 'qemu-dm.log.gz', 'hw.log.gz'].map((name) => `${run}/${name}`);
        await drop(page, ...sides, ...guest);
        const panel = joinedRun(page);
        await expect(panel).toContainText(`${accesses} accesses: `);
        if (recorded === 'Xen 4.18')
          await expect(panel).toContainText('Xen 4.18 with QEMU reading /dev/mem agrees with every fact');
        await expect(panel.getByRole('row')).toHaveCount(accesses + 1);
        await expect(current(page)).toBeVisible();
      });
  });

test('goes to the first lost access of a joined run, opens it, and says what each side proves', async ({
  page,
}) => {
  await openView(page);
  const run = 'xen-4.17/megasas-adjacent-bound';
  await drop(page, `${run}/qemu-dm.log.gz`, `${run}/hw.log.gz`, `${run}/xenalyze.txt.gz`);
  const second = joinedRun(page).getByRole('row').nth(2);
  await expect(second).toContainText('write 4 bytes at 0xf10420f0: 0xcafe0001');
  await expect(second).toContainText('reached the device model');
  await expect(second).toContainText('not reached');
  await expect(second).toContainText('lost');
  await page.getByRole('button', { name: 'First lost' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuenow', '2');
  await expect(current(page)).toHaveAttribute('aria-valuetext', /write 4 bytes .*: 0xcafe0001, lost$/);
  await joinedRun(page).getByRole('button', { name: 'Open access 2 in the Route view' }).click();
  await expect(page.getByRole('heading', { name: 'Access 2 of 2' })).toBeVisible();
});

test('states which entries were bound, and sees where the landed design would have differed', async ({
  page,
}) => {
  await openView(page);
  const run = 'xen-4.17/megasas-adjacent-bound';
  await drop(page, `${run}/xenalyze.txt.gz`, `${run}/qemu-dm.log.gz`, `${run}/hw.log.gz`);
  const panel = joinedRun(page);
  await expect(panel).toContainText('other starts fit the facts as well');
  await page
    .getByRole('combobox', { name: /other/i })
    .first()
    .selectOption({ label: 'Xen 4.19 with QEMU reading /dev/mem' });
  await panel.getByRole('textbox', { name: /Entries bound/ }).fill('0');
  await expect(panel).toContainText('differs on 9 of 14 accesses');
  // The timeline begins with the same entry bound, and has the sizes that the requests tell.
  await expect(page.getByText('lost (1)')).toBeVisible();
  await page.getByRole('button', { name: 'First lost' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuetext', /write 8 bytes at/);
  await panel.getByLabel(/Only accesses on which the model differs/).check();
  await expect(panel.getByRole('row')).toHaveCount(10);
});

test('compares with a design that is picked in the view', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/qemu/nvme-load.log.gz`);
  await expect(facts(page)).toContainText('The two part in 3 accesses');
  await facts(page)
    .getByRole('button', { name: /^Compared with/ })
    .click();
  await page.getByRole('button', { name: /^Xen 4.18 with QEMU of 2013/ }).click();
  await expect(facts(page).getByRole('button', { name: /^Compared with/ })).toContainText('2013');
  await expect(facts(page)).toContainText(/The two (part in|do the same)/);
});

test('walks a recording by keys, opens an access and makes a scenario of a stretch', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
  await expect(current(page)).toBeVisible();
  await current(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('e');
  await expect(current(page)).toHaveAttribute('aria-valuenow', '4');
  await expect(page.getByText('Stretch: 2 to 4.')).toBeVisible();
  await page.keyboard.press('+');
  await page.getByRole('button', { name: 'Make a scenario of the stretch' }).click();
  // MSI-X enabled and the first access lead to the state in which the stretch begins.
  await expect(page.getByRole('heading', { name: 'Access 3 of 5' })).toBeVisible();
  await page.keyboard.press('6');
  await current(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Access \d+ of/ })).toBeVisible();
});

test('filters by what is typed, walks the matches, and takes the filter away', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
  const filter = page.getByRole('search', { name: 'Filter the accesses' });
  const find = filter.getByRole('button', { name: 'Find accesses' });
  await filter.getByLabel('Entry').fill('0');
  await filter.getByLabel('Direction').selectOption('write');
  await filter.getByLabel('Value').fill('0x1');
  await find.click();
  await expect(filter.getByRole('status')).toHaveText(/^1\d of 568 accesses match\.$/);
  const matches = page.getByRole('list', { name: 'Matches around the current access' });
  for (const row of await matches.getByRole('listitem').all())
    await expect(row).toContainText('at 0x200c: 0x1');
  const first = await current(page).getAttribute('aria-valuenow');
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(current(page)).not.toHaveAttribute('aria-valuenow', first!);
  await page.getByRole('button', { name: 'Previous match' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuenow', first!);

  await page.getByRole('button', { name: 'Open in the Route view' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('6');
  await expect(filter.getByLabel('Value')).toHaveValue('0x1');
  await expect(filter.getByRole('status')).toHaveText(/^1\d of 568 accesses match\.$/);

  await filter.getByLabel('Entry').fill('65');
  await find.click();
  await expect(filter.getByRole('status')).toHaveText('An entry is a number from 0 to 64.');
  await filter.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('list', { name: 'Accesses around the current one' })).toBeVisible();

  await filter.getByLabel('Time').fill('+0-+0.01');
  await filter.getByLabel('Outcome').selectOption({ label: 'QEMU' });
  await find.click();
  await expect(filter.getByRole('status')).toHaveText(/^[1-9]\d* of 568 accesses match\.$/);
});

test('shows where the page is hot, by keyboard too, and finds the accesses there', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/qemu/nvme-load.log.gz`);
  const map = page.getByRole('region', { name: 'Page map' });
  const cell = map.getByRole('button', {
    name: '0x2000 to 0x200f, entry 0 of the table: 11 reads, 27 writes',
  });
  await cell.focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.getByRole('button', { name: /^0x2010 to 0x201f, entry 1/ })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search').getByRole('status')).toHaveText('38 of 258 accesses match.');
  await expect(map.getByRole('combobox')).toContainText('0x2000: table, 38 accesses');
});

test('goes to an access by its number, and to a line of the text', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/qemu/nvme-load.log.gz`);
  await page.getByRole('textbox', { name: 'Access', exact: true }).fill('121');
  await page.getByRole('button', { name: 'Go to access' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuetext', /line 1,050/);
  await expect(page.getByText(/Xen 4.19 with QEMU with latch parts here \(another value\)/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Line', exact: true }).fill('1017');
  await page.getByRole('button', { name: 'Go to line' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuenow', '113');
  await expect(page.getByText(/Entry 0: QEMU still holds mask bit/)).toBeVisible();
  await page.getByRole('button', { name: 'Next difference' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuenow', '119');
  await page.getByRole('button', { name: 'Previous disagreement' }).click();
  await expect(current(page)).toHaveAttribute('aria-valuenow', '117');
});

test('says why files cannot be read or joined, and keeps what was on screen', async ({ page }) => {
  await openView(page);
  await give(page, `${FOLDER}/mmiotrace/nvme-load-io-unload.txt`);
  await expect(current(page)).toBeVisible();
  for (const [name, bytes] of [
    ['empty.log', Buffer.alloc(0)],
    ['letter.txt', Buffer.from('Dear reader,\nthis is no recording.\n')],
    ['program.bin', Buffer.from(Uint8Array.from({ length: 4096 }, (_, n) => n % 7))],
  ] as const) {
    await give(page, made(name, bytes));
    await expect(page.getByText(`“${name}” was not opened.`)).toBeVisible();
    await expect(current(page)).toBeVisible();
  }
  await give(page, [`${FOLDER}/qemu/nvme-load.log.gz`, `${FOLDER}/qemu/e1000e-load.log.gz`]);
  await expect(
    page.getByText(/“nvme-load.log.gz” and “e1000e-load.log.gz” are both a log of the hardware/),
  ).toBeVisible();
  await expect(current(page)).toBeVisible();
});

test('stops a read half way', async ({ page }) => {
  await openView(page);
  const line = 'W 4 1.000000 1 0xfebf200c 0x1 0x0 0\n';
  await page.getByLabel('Open a recording').evaluate((input: HTMLInputElement, text: string) => {
    const files = new DataTransfer();
    files.items.add(new File(Array<string>(600).fill(text.repeat(8000)), 'long.txt'));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, line);
  await expect(page.getByText(/of 1\d\d\.\d MiB, [\d,]+ lines, about \d+ s left/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('Reading was cancelled.')).toBeVisible();
  await expect(page.getByText('Open, drop or paste a recording')).toBeVisible();
});

test('stops a replay half way, and replays again when asked', async ({ page }) => {
  await openView(page);
  await page.getByLabel('Open a recording').evaluate((input: HTMLInputElement) => {
    const head =
      'VERSION 20070824\nPCIDEV 0020 1b360010 b febf0004 0 0 0 0 0 0 4000 0 0 0 0 0 0 nvme\nMAP 1.000000 1 0xfebf2000 0xc0 0x40 0x0 0\nR 4 1.000000 1 0xfebf200c 0x1 0x0 0\nW 4 1.000000 1 0xfebf203c 0x1 0x0 0\n';
    const files = new DataTransfer();
    files.items.add(
      new File(
        [head, ...Array<string>(300).fill('W 4 1.000000 1 0xfebf200c 0x1 0x0 0\n'.repeat(8000))],
        'long.txt',
      ),
    );
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.getByText(/^Replaying under Xen/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('The replay was cancelled.')).toBeVisible();
  await expect(current(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Replay again' }).click();
  await expect(current(page)).toBeVisible({ timeout: 60_000 });
});

test('axe finds nothing in Traces in any theme', async ({ page }) => {
  await openView(page);
  const run = 'xen-landed/megasas-adjacent-bound';
  await drop(page, `${run}/xenalyze.txt.gz`, `${run}/qemu-dm.log.gz`, `${run}/hw.log.gz`);
  await expect(current(page)).toBeVisible();
  await page.getByRole('search').getByLabel('Direction').selectOption('write');
  await page.getByRole('button', { name: 'Find accesses' }).click();
  await expect(page.getByRole('search').getByRole('status')).toContainText('match');
  await axeInEveryTheme(page);
});

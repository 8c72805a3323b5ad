/** Beside what people use for parts of the app's work now: the same machine, browser and moment for all of them. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { CATALOGUE } from '#content/catalogue.ts';
import { figure } from '#share/figure/figure.ts';
import { encodeLink } from '#share/link/link.ts';
import { parseScenario } from '#share/text/parse.ts';
import { machineLine, seconds } from './measure.ts';
import { browserOffline, median, visit, visits, VISITS, type Peer } from './peer-visits.ts';
import { DIST } from './serve-dist.ts';
import { longTasks, memoryOf, watchTasks } from './trace-page.ts';
import { makeLog } from './traces.ts';

const INSTALL = 'npm install --prefix .peers --no-save speedscope@1.25.0 mermaid@11.17.2';
const EVENTS = [10_000, 100_000, 1_000_000];
const MESSAGES = [100, 1_000];
const RUNS = 3;
const LINK_STEPS = 15;
const FOREVER = 600_000;

const OURS: Peer = {
  name: 'msixscope',
  folder: DIST,
  address: '',
  shown: '[role="img"][aria-label^="Route of"]',
  count: 1,
};
const SPEEDSCOPE: Peer = {
  name: 'speedscope, its page to open a file',
  folder: '.peers/node_modules/speedscope/dist/release',
  address: '',
  shown: '#file',
  count: 1,
};
const MERMAID: Peer = {
  name: 'Mermaid, a page with a sequence of ten messages',
  folder: '.peers/node_modules/mermaid/dist',
  page: `<!doctype html><html lang="en"><title>Mermaid</title><div id="drawn"></div>
<script src="mermaid.min.js"></script><script>
mermaid.initialize({ startOnLoad: false });
window.draw = async (text) => (drawn.innerHTML = (await mermaid.render('sequence', text)).svg);
draw(${JSON.stringify(sequence(10))});
</script>`,
  address: '',
  shown: '#drawn .messageText',
  count: 10,
};
const SPECTACLE: Peer = {
  name: 'Spectacle, its two-phase commit with what can happen first',
  folder: process.env['SPECTACLE'] ?? '',
  address: '#!/home?specpath=.%2Fspecs%2FTwoPhase.tla&constants%5BRM%5D=%7Brm1%2Crm2%2Crm3%7D',
  shown: '.trace-select-table tr',
  count: 1,
};
/** A link of Spectacle's own README to 15 states of a puzzle. */
const SPECTACLE_LINK: Peer = {
  ...SPECTACLE,
  name: 'Spectacle, a link of its README to 15 states',
  address:
    '#!/home?specpath=.%2Fspecs%2FCabbageGoatWolf.tla&trace=f3cb45ca%2C4357915f_7da698e2%2C126ae834_bf3b326e%2C76c2f092_652fccef%2C7229f089_f598e730%2C29e91cea_2ac3323e%2C50fe2821_bf3b326e%2C1d26e01c_9abe74ba%2C5f98d202_f598e730%2C3a9fa186_34b35f78%2Ca49994fc_bf3b326e%2Ceec0674a_652fccef%2C2afe63ed_f598e730%2C2883b61a_7da698e2%2C73ea1058_bf3b326e',
  shown: '[data-testid="trace-state-elem"]',
  count: LINK_STEPS,
};

const isHere = ({ folder, page }: Peer): boolean =>
  folder !== '' && existsSync(path.join(folder, page ? 'mermaid.min.js' : 'index.html'));

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
const whole = (n: number): string => n.toLocaleString('en');

/** Mermaid's text for `count` messages from one party to the next. */
function sequence(count: number): string {
  const messages = Array.from({ length: count }, (_, n) => `P${n % 4}->>P${(n + 1) % 4}: write ${n}`);
  return ['sequenceDiagram', ...messages].join('\n');
}

/** A scenario text of `count` accesses that stands at the last. */
function scenario(count: number): string {
  const steps = Array.from({ length: count }, (_, n) => `W4 ${n % 2 ? '+0x2804' : 'table[0].data'} = ${n}`);
  return `msixscope 1\nname ${count} accesses\ndevice 8086:2725\nat ${count}\n${steps.join('\n')}\n`;
}

function documentOf(count: number) {
  const { document } = parseScenario(scenario(count), CATALOGUE);
  if (!document) throw new Error('the text of the bench cannot be read');
  return document;
}

async function opening(): Promise<string[]> {
  const link = encodeLink(documentOf(LINK_STEPS), CATALOGUE);
  if (!link.ok) throw new Error(link.error);
  const linked: Peer = {
    ...OURS,
    name: `msixscope, a link to access ${LINK_STEPS}`,
    address: link.value,
    shown: `[role="img"][aria-label^="Route of W4 "][aria-label*="= 0x${(LINK_STEPS - 1).toString(16)}"]`,
  };
  const peers = [OURS, SPEEDSCOPE, MERMAID, SPECTACLE, linked, SPECTACLE_LINK].filter(isHere);
  return [...(await visits(peers))].map(([{ name, address }, { paint, shown, bytes, files, elsewhere }]) => {
    const characters = address ? `, ${address.length} characters after the address` : '';
    const asks = elsewhere ? `${elsewhere} requests to other hosts, stopped here` : 'nobody else is asked';
    return `${name}${characters}: first paint ${paint.toFixed(0)} ms, shown ${shown.toFixed(0)} ms (medians of ${VISITS} cold visits), ${kilobytes(bytes)} gzipped in ${files} files, ${asks}`;
  });
}

/** A profile of `count` events: eight functions, called one after the other. */
function makeProfile(file: string, count: number): void {
  const events = Array.from({ length: count }, (_, at) => ({
    type: at % 2 ? 'C' : 'O',
    frame: (at >> 1) % 8,
    at,
  }));
  const frames = Array.from({ length: 8 }, (_, n) => ({ name: `handler ${n}` }));
  const profile = { type: 'evented', name: 'bench', unit: 'none', startValue: 0, endValue: count, events };
  const $schema = 'https://www.speedscope.app/file-format-schema.json';
  writeFileSync(file, JSON.stringify({ $schema, shared: { frames }, profiles: [profile] }));
}

/** How a file is given to a page, and what says that it is open. */
interface Reader {
  readonly peer: Peer;
  readonly what: string;
  readonly make: (file: string, count: number) => void;
  readonly prepare: (page: Page) => Promise<void>;
  readonly input: string;
  /** Runs in the page. */
  readonly isOpen: () => boolean;
}

const READERS: readonly Reader[] = [
  {
    peer: OURS,
    what: 'lines of a QEMU log, read and replayed under two designs',
    make: makeLog,
    prepare: (page) => page.keyboard.press('6'),
    input: 'input[aria-label="Open a recording"], label:has-text("Open a recording") input',
    isOpen: () => document.querySelector('[role="slider"][aria-label="Timeline of accesses"]') !== null,
  },
  {
    peer: SPEEDSCOPE,
    what: 'events of a profile, read and drawn as a flame chart',
    make: makeProfile,
    prepare: () => Promise.resolve(),
    input: '#file',
    isOpen: () => document.title.includes('bench'),
  },
];

async function openFile({ peer, what, make, prepare, input, isOpen }: Reader, count: number, file: string) {
  make(file, count);
  const browser = await browserOffline();
  const line = await visit(browser, peer, async (page) => {
    await prepare(page);
    const field = page.locator(input).first();
    await field.waitFor({ state: 'attached' });
    await page.waitForTimeout(1000);
    await page.evaluate(watchTasks);
    const base = await memoryOf(browser);
    const start = performance.now();
    await field.setInputFiles(file);
    await page.waitForFunction(isOpen, undefined, { timeout: FOREVER });
    await page.evaluate(() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f))));
    const time = ((performance.now() - start) / 1000).toFixed(2);
    const memory = ((await memoryOf(browser)) - base) / 1e6;
    const longest = Math.max(0, ...(await longTasks(page)));
    const held = longest ? `longest task ${longest.toFixed(0)} ms` : 'no task over 50 ms';
    const size = (statSync(file).size / 1e6).toFixed(1);
    return `${peer.name.split(',')[0]!}, ${whole(count)} ${what} (${size} MB): ${time} s, ${held}, ${memory.toFixed(0)} MB more memory afterwards`;
  });
  await browser.close();
  return line;
}

async function files(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-bench-'));
  const lines: string[] = [];
  try {
    for (const count of EVENTS)
      for (const reader of READERS.filter(({ peer }) => isHere(peer)))
        lines.push(await openFile(reader, count, path.join(folder, 'bench.txt')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

/** Runs in the page: drops `text` on the window and waits until the last of its accesses is drawn; milliseconds. */
const drop = async ([text, count]: readonly [string, number]): Promise<number> => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], 'bench.msix'));
  const start = performance.now();
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  const wanted = `Access ${count} of ${count}`;
  while (!document.querySelector('#route-title')?.textContent.startsWith(wanted)) await frame();
  await frame();
  await frame();
  return performance.now() - start;
};

/** Runs in the page: has Mermaid draw `text`; milliseconds, or NaN where it draws no message. */
const draw = async (text: string): Promise<number> => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  const start = performance.now();
  await (window as Window & { draw?: (text: string) => Promise<void> }).draw!(text);
  await frame();
  await frame();
  return document.querySelector('#drawn .messageText') ? performance.now() - start : NaN;
};

async function sequences(): Promise<string[]> {
  const browser = await browserOffline();
  const lines: string[] = [];
  const often = async (peer: Peer, once: (page: Page) => Promise<number>) => {
    const times: number[] = [];
    for (let n = 0; n < RUNS; n++) times.push(await visit(browser, peer, once));
    return `${median(times).toFixed(0)} ms`;
  };
  for (const count of MESSAGES) {
    const time = await often(OURS, (page) => page.evaluate(drop, [scenario(count), count] as const));
    const document = documentOf(count);
    const text = 1000 * seconds(() => figure(document, CATALOGUE, { what: 'scenario' }), RUNS);
    lines.push(
      `msixscope, ${whole(count)} accesses: dropped, and the route of the last and the rows in sight drawn in ${time}; all of them as a text figure in ${text.toFixed(0)} ms`,
    );
    if (isHere(MERMAID))
      lines.push(
        `Mermaid, ${whole(count)} messages: all drawn in ${await often(MERMAID, (page) => page.evaluate(draw, sequence(count)))}`,
      );
  }
  await browser.close();
  return lines;
}

/** Opening, large files, long sequences and links of the app and of those peers that are there. */
export async function benchPeers(): Promise<string[]> {
  if (!isHere(OURS)) return ['peers: not measured, run `npm run build` first'];
  const missing = [
    ...(isHere(SPEEDSCOPE) ? [] : [`speedscope is left out, for it is not in .peers: ${INSTALL}`]),
    ...(isHere(MERMAID) ? [] : [`Mermaid is left out, for it is not in .peers: ${INSTALL}`]),
    ...(isHere(SPECTACLE)
      ? []
      : ['Spectacle is left out: SPECTACLE does not name a folder with its index.html']),
  ];
  const start = [...missing, ...(await opening()), ...(await files()), ...(await sequences())];
  return [...start, `at the end: ${machineLine()}`];
}

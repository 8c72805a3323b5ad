// The app as one file that works from a disk without a network: dist/msixscope.html, after `vite build`.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compress, init } from '@bokuweb/zstd-wasm';
import { build } from 'vite';
import { overSingleFile } from './budgets.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const SINGLE_FILE = path.join(root, 'dist/msixscope.html');

const WORKER =
  /new Worker\(\s*new URL\('\.\.\/worker\/([a-z-]+)\.worker\.ts', import\.meta\.url\),\s*\{\s*type: 'module',?\s*\},?\s*\)/g;

/** The id that scripts/single/unpack.mjs gives to the unpacked script. */
const SCRIPT_ID = 'msixscope';
const UNPACK = path.join(root, 'scripts/single/unpack.mjs');
/** The most that zstd can do; what it takes to unpack does not grow with it. */
const PACKING_LEVEL = 22;
const ENTRY = 'virtual:single-entry';
const STARTER = 'virtual:start-worker';

/** One script for the page and its workers, told apart by where it runs, so that nothing is in the file twice. */
function entry() {
  const folder = path.join(root, 'src/worker');
  const workers = readdirSync(folder)
    .filter((name) => name.endsWith('.worker.ts'))
    .map((name) => {
      const file = JSON.stringify(path.join(folder, name));
      return `else if (self.name === '${name.replace('.worker.ts', '')}') void import(${file});`;
    });
  const page = JSON.stringify(path.join(root, 'src/main.tsx'));
  return [`if (typeof document !== 'undefined') void import(${page});`, ...workers].join('\n');
}

/** A page from a disk may not load another file as a worker, so workers run the script of the page itself. */
const starter = `
let address;
export function startWorker(name) {
  address ??= URL.createObjectURL(
    new Blob([document.getElementById('${SCRIPT_ID}').textContent], { type: 'text/javascript' }),
  );
  return new Worker(address, { name });
}
`;

function oneScript() {
  const sources = { [ENTRY]: entry(), [STARTER]: starter };
  return {
    name: 'one-script',
    enforce: 'pre',
    resolveId: (id) => (id in sources ? `\0${id}` : null),
    load: (id) => sources[id.slice(1)] ?? null,
    transform(code, id) {
      if (!/\/src\/state\/.*\.ts$/.test(id) || !code.includes('new Worker(')) return null;
      const replaced = code.replace(WORKER, (_, name) => `startWorker('${name}')`);
      if (replaced.includes('new Worker('))
        this.error(`${id} starts a worker in a way that is not known here`);
      return { code: `import { startWorker } from '${STARTER}';\n${replaced}`, map: null };
    },
  };
}

const gzippedBytes = (text) => gzipSync(text, { level: 9 }).length;

function partOf(id) {
  const [, packed] = id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  const [, own] = id.match(/\/src\/([^/]+)/) ?? [];
  return packed ? `package ${packed}` : own ? `src/${own}` : 'glue of the build';
}

/**
 * What each part adds to the gzipped file, which is `total` bytes with `style`: the parts are compressed one by one,
 * and what that gives is scaled to the sum, for a compressor saves across them.
 */
function shares(modules, style, total) {
  const codes = new Map();
  for (const [id, { code }] of Object.entries(modules))
    codes.set(partOf(id), (codes.get(partOf(id)) ?? '') + (code ?? ''));
  const alone = [...codes].map(([part, code]) => [part, gzippedBytes(code)]);
  const styles = gzippedBytes(style);
  const scale = (total - styles) / alone.reduce((sum, [, bytes]) => sum + bytes, 0);
  return [...alone.map(([part, bytes]) => [part, bytes * scale]), ['styles and fonts', styles]].sort(
    (a, b) => b[1] - a[1],
  );
}

const sha = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A script may not end early by what stands in it. */
const inScript = (code) => code.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');

/** gzip alone leaves a sixth more of so long a script, for it looks back no further than 32 kB. */
async function packed(script) {
  await init();
  return Buffer.from(compress(Buffer.from(script), PACKING_LEVEL)).toString('base64');
}

async function page(html, script, unpack, style) {
  const policy = [
    "default-src 'none'",
    `script-src ${sha(script)} ${sha(unpack)} blob:`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    'media-src blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const data = await packed(script);
  return html
    .replace(/<script type="module"[^>]*><\/script>/, '')
    .replace(/<link rel="(?:stylesheet|modulepreload|manifest|apple-touch-icon)"[^>]*>/g, '')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('<head>', () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace(
      '</body>',
      () =>
        `  <script type="text/plain" id="packed">${data}</script>\n    <script>${unpack}</script>\n  </body>`,
    );
}

/** What one classic script gives that is built of `input`: workers from a blob may not be modules where the page is a file. */
async function oneFileOf(input) {
  const { output } = await build({
    root,
    logLevel: 'warn',
    plugins: [oneScript()],
    build: {
      write: false,
      sourcemap: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      modulePreload: false,
      rolldownOptions: {
        input,
        output: { format: 'iife', codeSplitting: false },
        // The build asks for the page's address in this way, and only to load what is in here already.
        transform: { define: { 'import.meta': '{}' } },
      },
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const rest = output.filter((one) => one.type === 'asset' && !styles.includes(one));
  if (chunks.length !== 1 || rest.length > 0)
    throw new Error(`not one file: ${[...chunks, ...rest].map(({ fileName }) => fileName).join(', ')}`);
  const { code, modules } = chunks[0];
  return { code, modules, style: styles.map(({ source }) => String(source)).join('\n') };
}

/** Builds the file and returns its sizes in bytes, and the share of each part. */
export async function buildSingle() {
  const unpack = await oneFileOf(UNPACK);
  const app = await oneFileOf(ENTRY);
  const index = readFileSync(path.join(root, 'index.html'), 'utf8');
  const whole = await page(index, app.code, inScript(unpack.code), app.style);
  mkdirSync(path.dirname(SINGLE_FILE), { recursive: true });
  writeFileSync(SINGLE_FILE, whole);
  const gzipped = gzippedBytes(whole);
  return {
    bytes: Buffer.byteLength(whole),
    gzipped,
    shares: shares({ ...unpack.modules, ...app.modules }, app.style, gzipped),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes, gzipped, shares: parts } = await buildSingle();
  const kilobytes = (n) => `${(n / 1000).toFixed(1).padStart(7)} kB`;
  console.log(
    `dist/msixscope.html: ${kilobytes(bytes).trim()}, ${kilobytes(gzipped).trim()} gzipped, of that:`,
  );
  const small = parts.filter(([, size]) => size < 1000);
  for (const [part, size] of parts) if (size >= 1000) console.log(`${kilobytes(size)}  ${part}`);
  console.log(`${kilobytes(small.reduce((sum, [, size]) => sum + size, 0))}  ${small.length} smaller parts`);
  for (const sentence of overSingleFile(gzipped)) {
    console.error(sentence);
    process.exitCode = 1;
  }
}

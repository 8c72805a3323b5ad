// The app as one file that works from a disk without a network: dist/msixscope.html, after `vite build`.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
export const SINGLE_FILE = path.join(root, 'dist/msixscope.html');
/** The issue's limit for the whole file, gzipped, with fonts. */
export const SINGLE_FILE_LIMIT = 700_000;

const WORKER =
  /new Worker\(\s*new URL\('\.\.\/worker\/([a-z-]+)\.worker\.ts', import\.meta\.url\),\s*\{\s*type: 'module',?\s*\},?\s*\)/g;

/** One script for all workers, told apart by name, so that the model is not in the file once for each of them. */
function everyWorker() {
  const folder = path.join(root, 'src/worker');
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.worker.ts'))
    .map((name) => {
      const file = JSON.stringify(path.join(folder, name));
      return `if (self.name === '${name.replace('.worker.ts', '')}') void import(${file});`;
    });
  const cache = path.join(root, 'node_modules/.cache/msixscope');
  mkdirSync(cache, { recursive: true });
  const file = path.join(cache, 'every-worker.js');
  writeFileSync(file, `${cases.join('\n')}\n`);
  return file;
}

/** Workers come out of the file itself: a page from a disk may not load another file as a worker. */
function inlineWorkers() {
  const file = everyWorker();
  return {
    name: 'inline-workers',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/state\/.*\.ts$/.test(id) || !code.includes('new Worker(')) return null;
      const replaced = code.replace(WORKER, (_, name) => `new EveryWorker({ name: '${name}' })`);
      if (replaced.includes('new Worker('))
        this.error(`${id} starts a worker in a way that is not known here`);
      return {
        code: `import EveryWorker from ${JSON.stringify(`${file}?worker&inline`)};\n${replaced}`,
        map: null,
      };
    },
  };
}

const ONE_CHUNK = { output: { codeSplitting: false } };

/** Bytes of the bundle by the part of the project, or the package, that they come from. */
function shares(modules) {
  const sums = new Map();
  for (const [id, { renderedLength }] of Object.entries(modules)) {
    const [, packed] = id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
    const [, own] = id.match(/\/src\/([^/]+)/) ?? [];
    const part = id.includes('?worker')
      ? 'workers'
      : packed
        ? `package ${packed}`
        : own
          ? `src/${own}`
          : 'other';
    sums.set(part, (sums.get(part) ?? 0) + renderedLength);
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}

const sha = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Script and style may not end early by what stands in them. */
const inScript = (code) => code.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');

function page(html, script, style) {
  const policy = [
    "default-src 'none'",
    `script-src ${sha(script)} blob:`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    'media-src blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html
    .replace(/<script type="module"[^>]*><\/script>/, '')
    .replace(/<link rel="(?:stylesheet|modulepreload)"[^>]*>/g, '')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('<head>', () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
}

/** Builds the file and returns its sizes in bytes, and the share of each part. */
export async function buildSingle() {
  const { output } = await build({
    root,
    logLevel: 'warn',
    plugins: [inlineWorkers()],
    worker: { format: 'iife', rolldownOptions: ONE_CHUNK },
    build: {
      write: false,
      sourcemap: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: ONE_CHUNK,
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css'));
  const html = output.find(({ fileName }) => fileName === 'index.html');
  const rest = output.filter((one) => one.type === 'asset' && one !== html && !styles.includes(one));
  if (chunks.length !== 1 || rest.length > 0)
    throw new Error(`not one file: ${[...chunks, ...rest].map(({ fileName }) => fileName).join(', ')}`);
  const style = styles.map(({ source }) => String(source)).join('\n');
  const whole = page(String(html.source), inScript(chunks[0].code), style);
  writeFileSync(SINGLE_FILE, whole);
  return {
    bytes: Buffer.byteLength(whole),
    gzipped: gzipSync(whole, { level: 9 }).length,
    styleBytes: Buffer.byteLength(style),
    shares: shares(chunks[0].modules),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes, gzipped, styleBytes, shares: parts } = await buildSingle();
  const kilobytes = (n) => `${(n / 1000).toFixed(1).padStart(8)} kB`;
  console.log(`dist/msixscope.html: ${kilobytes(bytes).trim()}, ${kilobytes(gzipped).trim()} gzipped`);
  console.log('before minification and compression:');
  for (const [part, size] of parts) if (size >= 1000) console.log(`${kilobytes(size)}  ${part}`);
  console.log(`${kilobytes(styleBytes)}  styles and fonts`);
  if (gzipped > SINGLE_FILE_LIMIT) {
    console.error(`That is over the limit of ${SINGLE_FILE_LIMIT / 1000} kB.`);
    process.exitCode = 1;
  }
}

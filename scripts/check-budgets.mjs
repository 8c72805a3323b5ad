// Sizes of the built app, gzipped, against scripts/budgets.json. The times are checked by `npm test` itself, the
// requests of a first visit by a browser test.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { overFirstLoad, overLazyParts, overSingleFile, overWorkers } from './budgets.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** `route-view-6lDRSrcr.js` is part `route-view`. */
const partOf = (name) => name.replace(/-[\w-]{8}\.(?:js|css)$/, '');

/** What index.html names: it and these are the first load, with fonts apart, which come compressed. */
function firstFiles(folder) {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file);
  return ['index.html', ...new Set(named)];
}

/**
 * Gzipped bytes of what was built into `folder`; `singleFileBytes` is 0 where there is no single file.
 * @typedef {{ part: string, bytes: number }} Part
 * @returns {{ firstLoadFiles: number, firstLoadBytes: number, lazyParts: Part[], workers: Part[], singleFileBytes: number }}
 */
export function measure(folder = DIST) {
  const first = firstFiles(folder);
  const parts = readdirSync(path.join(folder, 'assets'))
    .filter((name) => /\.(?:js|css)$/.test(name) && !first.includes(`assets/${name}`))
    .map((name) => ({ part: partOf(name), bytes: gzipped(path.join(folder, 'assets', name)) }));
  const isWorker = ({ part }) => part.endsWith('.worker');
  const single = readdirSync(folder).filter((name) => name === 'msixscope.html');
  const sum = (names) => names.reduce((total, name) => total + gzipped(path.join(folder, name)), 0);
  return {
    firstLoadFiles: first.length,
    firstLoadBytes: sum(first),
    lazyParts: parts.filter((one) => !isWorker(one)),
    workers: parts.filter(isWorker),
    singleFileBytes: sum(single),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { firstLoadBytes, lazyParts, workers, singleFileBytes } = measure();
  const largest = [...lazyParts].sort((a, b) => b.bytes - a.bytes).slice(0, 3);
  console.log(`first load ${firstLoadBytes} bytes gzipped, single file ${singleFileBytes}`);
  console.log(`largest lazy parts: ${largest.map(({ part, bytes }) => `${part} ${bytes}`).join(', ')}`);
  const found = [
    ...(lazyParts.length === 0 || singleFileBytes === 0 ? ['dist/ is not whole: run npm run build'] : []),
    ...overFirstLoad(firstLoadBytes),
    ...overLazyParts(lazyParts),
    ...overWorkers(workers),
    ...overSingleFile(singleFileBytes),
  ];
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length > 0 ? 1 : 0;
}

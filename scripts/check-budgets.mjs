// Sizes of the built app, gzipped, against scripts/budgets.json. The times are checked by `npm test` itself.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
export const BUDGETS = JSON.parse(readFileSync(path.join(root, 'scripts/budgets.json'), 'utf8'));

const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** `route-view-6lDRSrcr.js` is part `route-view`. */
const partOf = (name) => name.replace(/-[\w-]{8}\.(?:js|css)$/, '');

/** Gzipped bytes of what was built into `folder`. */
export function measure(folder) {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const named = new Set(
    [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file),
  );
  const assets = readdirSync(path.join(folder, 'assets'))
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => ({ name, bytes: gzipped(path.join(folder, 'assets', name)) }));
  const isFirst = ({ name }) => named.has(`assets/${name}`);
  const first = assets.filter(isFirst);
  const sum = (files) => files.reduce((total, { bytes }) => total + bytes, 0);
  return {
    firstLoadBytes: gzipped(path.join(folder, 'index.html')) + sum(first),
    lazyParts: assets
      .filter((one) => !isFirst(one) && !one.name.includes('.worker-'))
      .map(({ name, bytes }) => ({ part: partOf(name), bytes })),
    workers: assets
      .filter(({ name }) => name.includes('.worker-'))
      .map(({ name, bytes }) => ({ part: partOf(name), bytes })),
    singleFileBytes: gzipped(path.join(folder, 'msixscope.html')),
  };
}

/** One sentence for each number that is over its budget. */
export function overBudget(measured, budgets) {
  const found = [];
  const check = (what, is, limit) => {
    if (is > limit) found.push(`${what}: ${is} bytes gzipped, over the budget of ${limit}`);
  };
  check('first load', measured.firstLoadBytes, budgets.firstLoadBytes);
  for (const { part, bytes } of measured.lazyParts)
    check(part, bytes, budgets.lazyPartBytes[part] ?? budgets.lazyPartBytes.default);
  for (const { part, bytes } of measured.workers) check(part, bytes, budgets.workerBytes);
  check('single file', measured.singleFileBytes, budgets.singleFileBytes);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const measured = measure(path.join(root, 'dist'));
  const largest = measured.lazyParts.sort((a, b) => b.bytes - a.bytes).slice(0, 3);
  console.log(`first load ${measured.firstLoadBytes} bytes gzipped, single file ${measured.singleFileBytes}`);
  console.log(`largest lazy parts: ${largest.map(({ part, bytes }) => `${part} ${bytes}`).join(', ')}`);
  const found = overBudget(measured, BUDGETS);
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length > 0 ? 1 : 0;
}

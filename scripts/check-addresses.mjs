// Every file that was built, and what the single file has packed: nothing in them asks anybody for anything.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { reachesOut } from './addresses.mjs';
import { withAppScript } from './single/app-script.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** The service worker gets files of the app's own folder and nothing else, which scripts/service-worker.js decides. */
const MAY_FETCH = 'sw.js';

const names = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:js|css|html|svg|webmanifest)$/.test(name),
);
const textOf = (name) => {
  const text = readFileSync(path.join(DIST, name), 'utf8');
  return name === 'msixscope.html' ? withAppScript(text) : text;
};
const found = names.filter((name) => name !== MAY_FETCH).flatMap((name) => reachesOut(name, textOf(name)));
if (!names.includes('msixscope.html')) found.push('dist/ is not whole: run npm run build');
console.log(`read ${names.length} built files for addresses and calls`);
for (const sentence of found) console.error(sentence);
process.exitCode = found.length > 0 ? 1 : 0;

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** All that a build reads. */
const SOURCES = ['index.html', 'package.json', 'tsconfig.json', 'vite.config.ts', 'public', 'scripts', 'src'];

/** The same files in two places; copies where the places are not on one disk. */
function link(from, to) {
  mkdirSync(to, { recursive: true });
  for (const one of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, one.name), path.join(to, one.name)];
    if (one.isDirectory() && !one.name.startsWith('.')) link(source, target);
    else if (one.isFile())
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
  }
}

/** A second checkout in `folder`, with packages of its own: where they are is part of what is built. */
function checkout(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  link(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

function run(folder, ...args) {
  return new Promise((resolve, reject) => {
    // Tests run with another NODE_ENV, with which a build would be one for development.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (data) => (errors += data));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(errors))));
  });
}

/** Name and digest of every file that `npm run build` makes there. */
async function built(folder) {
  await run(folder, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error');
  await run(folder, 'scripts/build-single.mjs');
  const dist = path.join(folder, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(dist, name)).isFile())
    .sort()
    .map((name) => {
      const content = readFileSync(path.join(dist, name));
      return [name, createHash('sha256').update(content).digest('hex')];
    });
}

it('builds of one tree in two places are the same byte by byte, the single file included', async () => {
  const place = mkdtempSync(path.join(tmpdir(), 'msixscope-built-'));
  try {
    const places = [path.join(place, 'a'), path.join(place, 'another/and longer place')];
    places.forEach(checkout);
    const [one, other] = await Promise.all(places.map(built));
    expect(one.map(([name]) => name)).toContain('msixscope.html');
    expect(one.length).toBeGreaterThan(20);
    expect(other).toEqual(one);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

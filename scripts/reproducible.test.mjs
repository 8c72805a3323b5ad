import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Name and digest of every file that a build makes. */
async function built() {
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(path.join(cache, 'build-'));
  await build({ root, logLevel: 'error', mode: 'production', build: { outDir, emptyOutDir: true } });
  const digests = readdirSync(outDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(outDir, name)).isFile())
    .sort()
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(outDir, name)))
        .digest('hex'),
    ]);
  rmSync(outDir, { recursive: true });
  return digests;
}

it('two builds of one tree are the same byte by byte', async () => {
  const once = await built();
  expect(once.length).toBeGreaterThan(20);
  expect(await built()).toEqual(once);
});

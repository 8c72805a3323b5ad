#!/usr/bin/env node
// The command line. A checkout runs its source as it stands; the package has no source, but has it built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
if (existsSync(source)) {
  const { runTs } = await import('./run-ts.mjs');
  await runTs(source, process.argv.slice(2));
} else {
  await import('../dist-lib/cli.js');
}

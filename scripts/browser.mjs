// Prints the path of the Chromium the browser tests will use; installs Debian's when it may and there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';

const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

function install() {
  return aptGet('install', '-y', '--no-install-recommends', 'chromium');
}

try {
  let found = findChromium();
  if (!found && mayInstall && (install() || (aptGet('update') && install()))) found = findChromium();
  if (!found)
    throw new Error('There is no Chromium for the browser tests. Run: npx playwright install chromium');
  console.log(found.path);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

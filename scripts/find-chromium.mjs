import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium for the browser tests: what CHROMIUM_PATH names, else Playwright's own, else the system's.
 * Null when there is none. Throws when CHROMIUM_PATH names a file that does not exist.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ path: string, playwrightsOwn: boolean } | null}
 */
export function findChromium(env = process.env) {
  const asked = env.CHROMIUM_PATH;
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, which does not exist`);
  if (asked) return { path: asked, playwrightsOwn: false };
  const own = ownChromium();
  if (own) return { path: own, playwrightsOwn: true };
  const system = SYSTEM.find((candidate) => existsSync(candidate));
  return system ? { path: system, playwrightsOwn: false } : null;
}

/** Headless runs use the headless shell, which `executablePath` does not name and which may be installed alone. */
function ownChromium() {
  const full = chromium.executablePath();
  if (existsSync(full)) return full;
  const [, browsers, revision] = /^(.*)[\\/]chromium-(\d+)[\\/]/.exec(full) ?? [];
  if (!browsers) return null;
  const shell = path.join(browsers, `chromium_headless_shell-${revision}`);
  if (!existsSync(shell)) return null;
  const file = readdirSync(shell, { recursive: true, encoding: 'utf8' }).find((name) =>
    /(^|[\\/])(chrome-headless-shell|headless_shell)(\.exe)?$/.test(name),
  );
  return file ? path.join(shell, file) : null;
}

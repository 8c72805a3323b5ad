import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../scripts/find-chromium.mjs';

export function launchOptions(): LaunchOptions {
  const found = findChromium();
  return {
    // Playwright finds its own better than we do: it picks the headless shell.
    ...(found && !found.playwrightsOwn ? { executablePath: found.path } : {}),
    chromiumSandbox: process.getuid?.() !== 0, // Chromium's sandbox refuses root.
    args: [
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}

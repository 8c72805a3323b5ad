import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './e2e/browser.ts';

const { CI, PORT } = process.env;
const port = Number(PORT ?? 4173);
const url = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: !!CI,
  retries: 0,
  // Long enough for a busy machine: speed is measured in the bench, never here.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // One for each core of the machines this is run on; Playwright alone would take half of them.
  workers: 2,
  reporter: [['list']],
  // Only the test of working offline has the app keep its files.
  use: { baseURL: url, serviceWorkers: 'block', launchOptions: launchOptions() },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url,
    reuseExistingServer: !CI && !PORT,
    timeout: 30_000,
  },
});

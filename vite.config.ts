import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { jspdfCore } from './scripts/jspdf-core.mjs';
import { offline } from './scripts/offline.mjs';
import type { Plugin } from 'vite';

/** The app reads files and links from anywhere, so the page itself may run and load nothing but its own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in the built app: the dev server runs React's refresh code as an inline script. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
    ],
  };
}

/** What every first visit draws. */
const PANELS =
  /\/src\/view\/(?:route\/(?:route-view|hop-list)|page-map\/page-map|timeline\/timeline|editor\/edit-bar|shell\/live-region)\.tsx$/;

export default defineConfig({
  base: './',
  plugins: [react(), jspdfCore() as Plugin, contentSecurityPolicy(), offline()],
  optimizeDeps: { exclude: ['jspdf'] },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What is asked for together is one file, and smaller so than in thirty: what the page cannot start without,
        // the panels of the Route view, which follow it, what keeps scenarios, and what opens a link.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 4 },
            { name: 'panels', test: PANELS, priority: 3 },
            { name: 'keeping', test: /\/src\/state\/(?:storage|browser-shelf)\.ts$/, priority: 2 },
            { name: 'links', test: /\/src\/view\/open-link\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    // Vitest alone would leave one processor idle, which is half of them where this is run for everyone.
    maxWorkers: '100%',
    // Tests write PDFs with the same part of jsPDF as the app.
    server: { deps: { inline: ['jspdf'] } },
    // Nothing is measured here, and a busy machine is no failure: only a test that hangs is stopped.
    testTimeout: 120_000,
    setupFiles: ['scripts/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{mjs,ts}'],
  },
});

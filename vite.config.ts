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
        // What the page cannot start without is one file: asked for at once, and smaller together than in thirty.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
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

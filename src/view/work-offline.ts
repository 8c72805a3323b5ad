/** Long enough after the start that keeping the files does not get in the way of it. */
const AFTER_MS = 4000;

/**
 * Has the browser keep the app's files, so that it opens without a network next time. Only where the page has a
 * manifest: the single file and the page of the development server have none, and nothing to keep.
 */
export function workOffline(): void {
  if (!('serviceWorker' in navigator) || !document.querySelector('link[rel=manifest]')) return;
  addEventListener('load', () => {
    setTimeout(() => {
      // Where a browser refuses (private window, no https), the app works as before, with a network.
      navigator.serviceWorker.register('./sw.js').catch(() => undefined);
    }, AFTER_MS);
  });
}

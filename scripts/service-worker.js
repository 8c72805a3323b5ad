// Keeps the files of one version of the app. scripts/offline.mjs fills in the version and the files.
// A newer version waits until no page of this one is open: its files would not fit a page that is half loaded.
const VERSION = 'VERSION';
const FILES = ['FILES'];
const PREFIX = 'msixscope-';

addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(PREFIX + VERSION)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })))),
  );
});

addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))),
  );
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const start = new URL('./', registration.scope).href;
  if (request.method !== 'GET' || !request.url.startsWith(start)) return;
  const [path] = request.url.split(/[?#]/);
  const file = path === start ? `${start}index.html` : path;
  event.respondWith(
    caches
      .open(PREFIX + VERSION)
      .then((cache) => cache.match(file))
      .then((kept) => kept ?? fetch(request)),
  );
});

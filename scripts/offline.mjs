// Makes the built app work without a network once it was opened: dist/sw.js, a service worker with the list of files.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('service-worker.js', import.meta.url));
/** Beside the bundle: what stands in public/ and is wanted without a network. */
const PUBLIC = ['manifest.webmanifest', 'icon.svg', 'icon-192.png', 'icon-512.png'];

/** The service worker for `files`, a digest of each by its name. The same files give the same text. */
export function serviceWorker(files) {
  const names = [...files.keys()].sort();
  const digest = createHash('sha256');
  for (const name of names) digest.update(`${name} ${files.get(name)}\n`);
  return readFileSync(SOURCE, 'utf8')
    .replace("'VERSION'", () => JSON.stringify(digest.digest('hex').slice(0, 16)))
    .replace("['FILES']", () => JSON.stringify(names));
}

/** A Vite plugin: writes sw.js last, when everything else is known. */
export function offline() {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const sha = (content) => createHash('sha256').update(content).digest('hex');
        const made = Object.values(bundle).filter(({ fileName }) => !fileName.endsWith('.map'));
        if (!made.some(({ fileName }) => fileName === 'index.html')) return;
        const files = new Map(
          made.map((file) => [file.fileName, sha(file.type === 'chunk' ? file.code : file.source)]),
        );
        for (const name of PUBLIC)
          files.set(name, sha(readFileSync(fileURLToPath(new URL(`../public/${name}`, import.meta.url)))));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: serviceWorker(files) });
      },
    },
  };
}

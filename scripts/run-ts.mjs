// Runs a TypeScript entry on Node 20: node scripts/run-ts.mjs src/cli/page.ts FILE
// The entry and what it imports by "#…" or a relative path become one bundle; packages stay imports.
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles `entry` (a path) into a folder of its own, imports it with `args` as its arguments, and removes the
 * folder when the process ends. Prints nothing, except why a bundle could not be made.
 */
export async function runTs(entry, args) {
  const file = path.resolve(entry);
  const folder = temporaryFolder();
  try {
    await writeBundle(file, folder);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  process.argv = [process.argv[0], file, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path.join(folder, 'entry.mjs')).href);
}

async function writeBundle(file, folder) {
  const bundle = await rolldown({
    cwd: root,
    input: file,
    platform: 'node',
    logLevel: 'silent',
    external: (id, importer) => importer !== undefined && !/^[.#]/.test(id) && !path.isAbsolute(id),
    plugins: [ownAddresses],
  });
  await bundle.write({ dir: folder, entryFileNames: 'entry.mjs', format: 'esm', sourcemap: 'inline' });
  await bundle.close();
}

/** Below the project's node_modules, so that the bundle finds its packages; one per run, so that two may run at once. */
function temporaryFolder() {
  const cache = path.join(root, 'node_modules/.cache/msixscope');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, `run-${process.pid}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      remove();
      process.kill(process.pid, signal);
    });
  }
  return folder;
}

/** A module that looks for files beside itself must be told where its source is, not where the bundle is. */
const ownAddresses = {
  name: 'own-addresses',
  transform(code, id) {
    if (!code.includes('import.meta.')) return null;
    const addresses = { url: pathToFileURL(id).href, filename: id, dirname: path.dirname(id) };
    const replaced = code.replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name) =>
      JSON.stringify(addresses[name]),
    );
    return { code: replaced, map: null };
  },
};

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [entry, ...args] = process.argv.slice(2);
  if (!entry) {
    console.error('usage: node scripts/run-ts.mjs ENTRY.ts [ARGUMENT...]');
    process.exit(2);
  }
  await runTs(entry, args);
}

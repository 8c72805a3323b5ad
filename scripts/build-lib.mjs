// npm run build:lib: dist-lib, what the package holds: the model, the formats and the devices as JavaScript with
// declarations, and the command line. `npm pack` and `npm publish` do it by themselves.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What package.json exports: `msixscope`, `msixscope/catalogue` and `msixscope/share/NAME`. */
const ENTRIES = {
  index: 'src/model/index.ts',
  catalogue: 'src/content/catalogue.ts',
  'share/parse': 'src/share/text/parse.ts',
  'share/print': 'src/share/text/print.ts',
  'share/evaluate': 'src/share/text/evaluate.ts',
  'share/link': 'src/share/link/link.ts',
  'share/figure': 'src/share/figure/figure.ts',
  'share/read-figure': 'src/share/figure/read-figure.ts',
  'share/transcript': 'src/share/transcript/transcript.ts',
  'share/file': 'src/share/file.ts',
};

/** What `msixscope` on the command line runs where there is no source to run. */
const COMMAND_LINE = { cli: 'src/cli/main.ts' };

/** Builds into `folder`, which is emptied first. Throws when the types do not hold. */
export async function buildLibrary(folder = path.join(root, 'dist-lib')) {
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: root,
    input: { ...ENTRIES, ...COMMAND_LINE },
    platform: 'neutral',
    logLevel: 'silent',
    // Packages are not taken in: whoever installs this gets them beside it, with their licences.
    external: (id, importer) => importer !== undefined && !/^[.#]/.test(id) && !path.isAbsolute(id),
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared/[name]-[hash].js',
  });
  await bundle.close();
  writeDeclarations(folder);
}

function writeDeclarations(folder) {
  const types = path.join(folder, 'types');
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const config = mkdtempSync(path.join(cache, 'lib-'));
  const file = path.join(config, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: path.join(root, 'src'),
    outDir: types,
  };
  const files = Object.values(ENTRIES).map((entry) => path.join(root, entry));
  writeFileSync(
    file,
    JSON.stringify({ extends: path.join(root, 'tsconfig.json'), compilerOptions, files, include: [] }),
  );
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', file], { cwd: root, encoding: 'utf8' });
  rmSync(config, { recursive: true });
  if (run.status !== 0) throw new Error(run.stdout);
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const declaration = path.join(types, name);
    writeFileSync(declaration, plainImports(readFileSync(declaration, 'utf8'), path.dirname(name)));
  }
  for (const [entry, source] of Object.entries(ENTRIES)) {
    const declaration = path.relative(
      path.dirname(path.join(folder, entry)),
      path.join(types, path.relative('src', source)),
    );
    const from = `./${declaration.replaceAll('\\', '/')}`.replace(/\.ts$/, '.js');
    writeFileSync(path.join(folder, `${entry}.d.ts`), `export * from '${from}';\n`);
  }
}

/** `#model/x.ts` and `./x.ts` are ways of this repository: users get relative paths to .js files. */
function plainImports(text, folder) {
  return text.replace(/(['"])(#|\.{1,2}\/)([^'"]+)\.ts\1/g, (_, quote, start, rest) => {
    if (start !== '#') return `${quote}${start}${rest}.js${quote}`;
    const relative = path.relative(folder, rest).replaceAll('\\', '/');
    return `${quote}${relative.startsWith('.') ? relative : `./${relative}`}.js${quote}`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLibrary();

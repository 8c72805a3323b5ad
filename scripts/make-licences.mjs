// npm run licences: src/content/licences.ts, what the page is made of besides its own code, with the licence texts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = path.join(root, 'src/content/licences.ts');

/** Parts of jsPDF that are left out of the app, and a package of types alone. */
const NOT_SHIPPED = /^(csstype|fast-png|iobuffer|pako|@types\/.*)$/;

/** The single file packs its script, and unpacks it by this: scripts/single. */
const IN_THE_SINGLE_FILE = ['fzstd'];

const FONTS = [
  { name: 'Inter', file: 'src/fonts/inter-license.txt' },
  { name: 'JetBrains Mono', file: 'src/fonts/jetbrains-mono-license.txt' },
];

/** What the app's source imports, and what that needs in turn, as the lock file has it. */
function packages() {
  const { packages: locked } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const shipped = new Set();
  const add = (name, from) => {
    const place = placeOf(name, from, locked);
    if (place === null || shipped.has(place) || NOT_SHIPPED.test(name)) return;
    shipped.add(place);
    for (const needed of Object.keys(locked[place].dependencies ?? {})) add(needed, place);
  };
  for (const name of [...importedNames(), ...IN_THE_SINGLE_FILE]) add(name, '');
  return [...shipped].sort().map((place) => {
    const { version, license } = locked[place];
    return {
      name: place.replace(/^.*node_modules\//, ''),
      version,
      licence: license,
      text: textIn(place),
    };
  });
}

/** Where Node finds package `name` for a package at `from`: the nearest node_modules upwards; null for none. */
function placeOf(name, from, locked) {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (locked[place] !== undefined) return place;
  return from === '' ? null : placeOf(name, from.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, ''), locked);
}

/** Names of the packages that src imports, its tests aside. */
function importedNames() {
  const names = new Set();
  const source = path.join(root, 'src');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$|(^|[\\/])testing[\\/]/.test(file)) continue;
    const text = readFileSync(path.join(source, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:\bfrom|\bimport\(?)\s*'((?:@[\w-]+\/)?[a-z][\w.-]*)[^':]*'/g))
      names.add(name);
  }
  return names;
}

function textIn(place) {
  const folder = path.join(root, place);
  const name = existsSync(folder) && readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return name ? readFileSync(path.join(folder, name), 'utf8').replaceAll('\r', '').trim() : null;
}

/** The text of the file as it should be now. */
export async function licencesModule() {
  const fonts = FONTS.map(({ name, file }) => ({
    name,
    version: null,
    licence: 'OFL-1.1',
    text: readFileSync(path.join(root, file), 'utf8').replaceAll('\r', '').trim(),
  }));
  const source = `/** Made by scripts/make-licences.mjs from the packages themselves. */
export interface Licence {
  readonly name: string;
  readonly version: string | null;
  /** SPDX identifier. */
  readonly licence: string;
  /** As it came with the package; null where it came with none. */
  readonly text: string | null;
}

export const LICENCES: readonly Licence[] = ${JSON.stringify([...packages(), ...fonts], null, 2)};
`;
  return format(source, { ...(await resolveConfig(FILE)), parser: 'typescript' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, await licencesModule());

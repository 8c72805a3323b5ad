// npm run licences: src/content/licences.ts, what the page is made of besides its own code, with the licence texts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = path.join(root, 'src/content/licences.ts');

/** Needed to build or to type, or by parts of jsPDF that are left out, and never sent to a page. */
const NOT_SHIPPED =
  /^(rolldown|typescript|csstype|@types\/|@oxc-project\/|@rolldown\/|@emnapi\/|@napi-rs\/|tslib|fast-png|iobuffer|pako$)/;

const FONTS = [
  { name: 'Inter', file: 'src/fonts/inter-license.txt' },
  { name: 'JetBrains Mono', file: 'src/fonts/jetbrains-mono-license.txt' },
];

function packages() {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([place, { dev, optional }]) => place !== '' && !dev && !optional)
    .map(([place, { version, license }]) => ({
      place,
      name: place.replace(/^.*node_modules\//, ''),
      version,
      license,
    }))
    .filter(({ name }) => !NOT_SHIPPED.test(name))
    .map(({ place, name, version, license }) => ({ name, version, licence: license, text: textIn(place) }));
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

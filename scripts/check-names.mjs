// File names are kebab-case, and only src/model may have a barrel file.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const BARREL = /(^|\/)index\.tsx?$/;
const root = fileURLToPath(new URL('..', import.meta.url));

const problems = ['src', 'e2e', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => !/\/(fixtures|pictures)\//.test(name))
    .flatMap(problemsOf),
);

function problemsOf(name) {
  const base = path.basename(name);
  if (base !== 'README.md' && !KEBAB.test(base)) return [`${name} is not kebab-case`];
  if (BARREL.test(name) && name !== 'src/model/index.ts')
    return [`${name} is a barrel file: import the file meant`];
  return [];
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

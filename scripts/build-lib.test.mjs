import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildLibrary } from './build-lib.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
mkdirSync(path.join(root, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(path.join(root, 'node_modules/.cache/library-'));
const [, example = '', printed = ''] =
  /```js\n(.*?)```.*?```\n(.*?)```/s.exec(readFileSync(path.join(root, 'docs/library.md'), 'utf8')) ?? [];
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const installed = path.join(folder, 'node_modules/msixscope');
  await buildLibrary(path.join(installed, 'dist-lib'));
  cpSync(path.join(root, 'package.json'), path.join(installed, 'package.json'));
  for (const name of ['fflate', 'valibot', '@lezer'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
  writeFileSync(path.join(folder, 'example.mjs'), example);
}, 60_000);

it('the example of docs/library.md runs with the built package, and prints what is said there', () => {
  expect(execFileSync(process.execPath, [path.join(folder, 'example.mjs')], { encoding: 'utf8' })).toBe(
    printed,
  );
});

it('the formats can be imported with their types', () => {
  const use = `import { DESIGNS, type Scenario } from 'msixscope';
import { parseScenario } from 'msixscope/share/parse';
import { encodeLink } from 'msixscope/share/link';
const text = 'device "x"\\ntable bar 0 +0x0 entries 1\\npba bar 0 +0x800\\nR4 +0x0';
const { document } = parseScenario(text, []);
const scenario: Scenario | undefined = document?.scenario;
const link = document && encodeLink(document, []);
console.log(DESIGNS.length > 3, scenario?.steps.length, link?.ok);
`;
  writeFileSync(path.join(folder, 'use.mts'), use);
  const config = {
    compilerOptions: {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      lib: ['ES2023', 'DOM'],
      outDir: 'out',
      types: [],
    },
    files: ['use.mts'],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
  });
  cpSync(path.join(folder, 'out/use.mjs'), path.join(folder, 'use.mjs'));
  expect(execFileSync(process.execPath, [path.join(folder, 'use.mjs')], { encoding: 'utf8' })).toBe(
    'true 1 true\n',
  );
}, 60_000);

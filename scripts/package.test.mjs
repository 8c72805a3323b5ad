// The package as someone gets it: packed by npm, installed without a network, imported, type-checked, run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-package-'));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const installed = path.join(folder, 'node_modules/msixscope');
afterAll(() => rmSync(folder, { recursive: true }));

/** Standard output of a program that must end well, run in the folder of the package's user. */
function run(command, args, { cwd = folder, input } = {}) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, input, shell, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? ''}${stdout}${stderr}`);
  return stdout;
}

const write = (name, text) => writeFileSync(path.join(folder, name), text);

beforeAll(() => {
  // npm's own "prepack" builds dist-lib.
  run('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  // What the package needs is given from this checkout: the tests work without a network.
  const needed = [...Object.keys(manifest.dependencies), '@lezer/common'];
  const files = needed.map((name) => [name, `file:${path.join(root, 'node_modules', name)}`]);
  write(
    'package.json',
    JSON.stringify({
      private: true,
      type: 'module',
      dependencies: { ...Object.fromEntries(files), msixscope: `file:${tarball}` },
    }),
  );
  run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}, 300_000);

describe('the package', () => {
  it('holds what is exported and the command line, and nothing of the app', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', path.join('dist-lib', 'cli.js')]));
    expect(files.filter((file) => /^(src|e2e|\.ci|dist)\b(?!-)|\.test\./.test(file))).toEqual([]);
    const needed = files.filter((file) => file.endsWith('.js')).flatMap((file) => importsOf(file));
    const foreign = needed.filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
    expect([...new Set(foreign)].sort()).toEqual(Object.keys(manifest.dependencies).sort());
  });

  it.each(['README.md', 'docs/library.md'])(
    'runs the example of %s, which prints what is said there',
    (name) => {
      const text = readFileSync(path.join(installed, name), 'utf8');
      const [, example, printed] = /```js\n(.*?)```.*?```\n(.*?)```/s.exec(text) ?? [];
      expect(example).toContain('msixscope');
      write('example.mjs', example);
      expect(run(process.execPath, ['example.mjs'])).toBe(printed);
    },
  );

  it('has the types of all it exports, which are not all "any"', () => {
    write('use.mts', USE);
    const tsconfig = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2022',
        strict: true,
        exactOptionalPropertyTypes: true,
        lib: ['ES2023', 'DOM'],
        types: [],
      },
      files: ['use.mts'],
    };
    write('tsconfig.json', JSON.stringify(tsconfig));
    run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc')]);
    expect(run(process.execPath, ['use.mjs'])).toBe('3 steps, 2 differ: true, link read again: true\n');
  });

  it('runs its command line', () => {
    const bin = path.join(folder, 'node_modules/.bin/msixscope');
    const program = process.platform === 'win32' ? [path.join(installed, manifest.bin.msixscope)] : [bin];
    write('a.msix', 'device 8086:2725\nenable\nW4 +0x2804 = 0x1\nexpect lost\n');
    expect(run(process.execPath, [...program, 'run', 'a.msix'])).toBe('a.msix: ok, 1 expectation\n');
    const figure = run(process.execPath, [...program, 'text', 'a.msix', '--step', '2']);
    const quoted = figure.replace(/^/gm, '> ');
    expect(run(process.execPath, [...program, 'read', '-'], { input: quoted })).toContain('W4 +0x2804 = 0x1');
  });

  it('has the schemas of the files', () => {
    const names = ['scenario', 'scenarios-file', 'transcript'];
    write(
      'schemas.mjs',
      `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const name of ${JSON.stringify(names)})
  console.log(require('msixscope/docs/' + name + '.schema.json').type);
`,
    );
    expect(run(process.execPath, ['schemas.mjs'])).toBe('object\n'.repeat(names.length));
  });
});

/** Names of what the packed module `file` imports. */
function importsOf(file) {
  const text = readFileSync(path.join(installed, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^'";]*?\bfrom\s*["']([^"']+)["']/gm)].map(
    ([, name]) => name,
  );
}

const USE = `import { designById, Run, type Scenario, type Step } from 'msixscope';
import { CATALOGUE, DEVICES, SCENARIOS } from 'msixscope/catalogue';
import { evaluate } from 'msixscope/share/evaluate';
import { figure } from 'msixscope/share/figure';
import { decodeFile, encodeFile } from 'msixscope/share/file';
import { decodeLink, encodeLink } from 'msixscope/share/link';
import { parseScenario } from 'msixscope/share/parse';
import { printScenario } from 'msixscope/share/print';
import { readFigure } from 'msixscope/share/read-figure';
import { transcriptMarkdown, transcriptOf, transcriptText, type Transcript } from 'msixscope/share/transcript';

const text = 'device 8086:2725\\ndesign xen-4.18\\nenable\\nW4 +0x2804 = 0x1\\nexpect xen\\nR4 pba[0]\\nexpect lost\\n';
const { document } = parseScenario(text, CATALOGUE);
if (document === null) throw new Error('not read');
const scenario: Scenario = document.scenario;
const steps: readonly Step[] = scenario.steps;
const design = designById(document.designs[0]);
if (!design.ok) throw new Error(design.error);
const transcript: Transcript = transcriptOf(new Run(scenario, design.value));
if (transcriptText(transcript) === transcriptMarkdown(transcript)) throw new Error('the same');
const drawn = figure(document, CATALOGUE, { width: 72, wrapper: 'plain', what: 'scenario', ready: SCENARIOS });
if (!drawn.ok || !readFigure(drawn.value, CATALOGUE, SCENARIOS).ok) throw new Error('no figure');
const file = decodeFile(encodeFile(document));
if (!file.ok || printScenario(file.value, CATALOGUE) !== printScenario(document, CATALOGUE)) throw new Error('no file');
const link = encodeLink(document, CATALOGUE);
const again = link.ok && decodeLink(link.value, CATALOGUE);
const { differences } = evaluate(text, CATALOGUE);
// @ts-expect-error The steps are no number: were the types lost, this line would be the error.
const wrong: number = steps;
if (wrong === 0 || DEVICES.length !== CATALOGUE.length) throw new Error('devices are missing');
console.log(
  \`\${steps.length} steps, \${differences.length} differ: \${differences.every(({ sentence }) => sentence !== '')}, link read again: \${again !== false && again.ok}\`,
);
`;

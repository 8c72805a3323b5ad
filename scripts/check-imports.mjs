// The import rules of .dependency-cruiser.cjs, and two proofs that they are really checked: every file of src
// was read, and a planted violation of each rule is found (in a folder of its own, never in src).
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs').forbidden;

/** Rule → the file that breaks it and what that file says. */
const PLANTED = {
  'model-alone': ['model/a.ts', "import 'react';"],
  'import-knows-only-model': ['import/a.ts', "import '#share/target.ts';"],
  'share-knows-only-model': ['share/a.ts', "import '#import/target.ts';"],
  'scene-knows-only-model-and-d3-computing': ['scene/a.ts', "import { target } from '../state/target.ts';"],
  'content-knows-only-model': ['content/a.ts', "import type { Target } from '#import/target.ts';"],
  'content-takes-only-types-from-model': ['content/b.ts', "import { target } from '#model/target.ts';"],
  'vectors-know-only-model': ['vectors/a.ts', "import '#import/target.ts';"],
  'worker-knows-no-view': ['worker/a.ts', "import '#view/target.ts';"],
  'state-never-renders': ['state/a.ts', "import type { ReactNode } from 'react';"],
  'state-takes-only-types-from-scene': ['state/b.ts', "import { target } from '#scene/target.ts';"],
  'state-takes-only-types-from-worker': ['state/c.ts', "import { target } from '#worker/target.ts';"],
  'view-draws-and-sends-intents': ['view/a.tsx', "import { target } from '#cli/target.ts';"],
  'export-needs-no-app': ['export/a.ts', "import { target } from '#state/target.ts';"],
  'cli-needs-no-page': ['cli/a.ts', "import { target } from '#view/target.ts';"],
  'only-main-knows-the-app': ['view/c.tsx', "import { App } from '#app.tsx';"],
  'every-folder-has-a-rule': ['novel/a.ts', "import '#model/target.ts';"],
  'tests-stay-beside-the-code': ['model/a.test.ts', "import { target } from '#view/target.ts';"],
  'no-code-from-tests': ['view/d.tsx', "import { target } from '#model/testing/target.ts';"],
  'no-test-from-test': ['view/e.test.ts', "import '../model/a.test.ts';"],
  'no-cycles': ['view/f.ts', "import './f.ts';"],
  'no-unresolved': ['view/g.ts', "import './missing.ts';"],
};

/** What the rules must let through. */
const ALLOWED = [
  ['model/ok.ts', "import { target } from '#model/target.ts';"],
  ['model/ok.test.ts', "import { it } from 'vitest';\nimport { readFileSync } from 'node:fs';"],
  ['share/ok.ts', "import { object } from 'valibot';\nimport { target } from '#model/target.ts';"],
  ['scene/ok.ts', "import { scaleLinear } from 'd3-scale';"],
  ['content/ok.ts', "import type { Target } from '#model/target.ts';"],
  ['state/ok.ts', "import type { Target } from '#scene/target.ts';\nimport { create } from 'zustand';"],
  ['view/ok.tsx', "import { Dialog } from '@base-ui/react/dialog';\nimport { useState } from 'react';"],
  ['cli/ok.ts', "import { readFileSync } from 'node:fs';\nimport { target } from '#vectors/target.ts';"],
  ['main.tsx', "import { App } from './app.tsx';\nimport { createRoot } from 'react-dom/client';"],
];

const FOLDERS = [
  'cli',
  'content',
  'export',
  'import',
  'model',
  'model/testing',
  'scene',
  'share',
  'state',
  'vectors',
];
const TARGETS = [...FOLDERS, 'view', 'worker'].map((folder) => [
  `${folder}/target.ts`,
  'export interface Target { at: number }\nexport const target = 1;',
]);

function cruise(folder) {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!run.stdout) throw new Error(`dependency-cruiser said nothing\n${run.stderr}`);
  const { modules, summary } = JSON.parse(run.stdout);
  return { read: new Set(modules.map(({ source }) => source)), violations: summary.violations };
}

function sourceFiles() {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.d\.ts$|\/fixtures\//.test(name));
}

function projectProblems() {
  const { read, violations } = cruise(root);
  const files = sourceFiles();
  const unread = files.filter((file) => !read.has(file));
  console.log(`import rules: read ${files.length - unread.length} of ${files.length} files of src`);
  return [
    ...(files.length === 0 ? ['src has no files'] : []),
    ...unread.map((file) => `${file} was not read`),
    ...violations.map(({ rule, from, to }) => `${from} → ${to}: ${rule.name}: ${commentOf(rule.name)}`),
  ];
}

function commentOf(name) {
  return rules.find((rule) => rule.name === name)?.comment ?? '';
}

function plantedProblems() {
  const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-planted-'));
  try {
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
      cpSync(path.join(root, file), path.join(folder, file));
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    const app = ['app.tsx', 'export const App = () => null;'];
    for (const [file, text] of [app, ...TARGETS, ...ALLOWED, ...Object.values(PLANTED)]) {
      const target = path.join(folder, 'src', file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, `${text}\n`);
    }
    return comparePlanted(cruise(folder).violations);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function comparePlanted(violations) {
  const found = (name, file) =>
    violations.some(({ rule, from }) => rule.name === name && from === `src/${file}`);
  const missed = rules.filter(({ name }) => !PLANTED[name] || !found(name, PLANTED[name][0]));
  const tooStrict = violations.filter(({ from }) => ALLOWED.some(([file]) => from === `src/${file}`));
  console.log(`planted violations: found ${rules.length - missed.length} of ${rules.length}`);
  return [
    ...missed.map(({ name }) => `a planted violation of ${name} was not found`),
    ...tooStrict.map(({ rule, from, to }) => `${rule.name} forbids ${from} → ${to}, which is allowed`),
  ];
}

const problems = [...projectProblems(), ...plantedProblems()];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

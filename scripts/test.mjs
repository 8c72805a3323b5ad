// npm test: every stage in order, all of them even when one fails; the last line is the sum.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { overTime } from './budgets.mjs';
import { lastLine, playwrightCounts, runnerCounts, vitestCounts } from './test-counts.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = path.join(root, 'node_modules/.cache/msixscope');
mkdirSync(cache, { recursive: true });
const reports = mkdtempSync(path.join(cache, 'test-'));

const TSC = 'node_modules/typescript/bin/tsc';
const ESLINT = 'node_modules/eslint/bin/eslint.js';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
const VITE = 'node_modules/vite/bin/vite.js';
const VITEST = 'node_modules/vitest/vitest.mjs';
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/** Runs one Node program of the project, its output at once; true when it ends well. */
function node(args, env = {}) {
  return ended(start(args, 'inherit', env));
}

/** The same with the output in one piece at the end, for programs that run beside others. */
async function nodeAside(args) {
  const run = start(args, 'pipe');
  const output = [];
  run.stdout.on('data', (data) => output.push(data));
  run.stderr.on('data', (data) => output.push(data));
  const endedWell = await ended(run);
  return { endedWell, output: Buffer.concat(output).toString() };
}

function start(args, output, env = {}) {
  return spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...env },
  });
}

function ended(run) {
  return new Promise((resolve) => {
    run.once('error', () => resolve(false));
    run.once('close', (code) => resolve(code === 0));
  });
}

const check =
  (...commands) =>
  async () => {
    const results = [];
    for (const args of commands) results.push(await nodeAside(args));
    const isGood = results.every(({ endedWell }) => endedWell);
    return {
      passed: isGood ? 1 : 0,
      failed: isGood ? 0 : 1,
      output: results.map(({ output }) => output).join(''),
    };
  };

async function unitTests() {
  const report = path.join(reports, 'unit.json');
  const endedWell = await node([
    VITEST,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ]);
  return runnerCounts(endedWell, textOf(report), vitestCounts);
}

async function browserTests(isBuilt) {
  if (!isBuilt) {
    console.log('not run: there is no built app to test');
    return { passed: 0, failed: 1 };
  }
  if (!(await node(['scripts/browser.mjs']))) return { passed: 0, failed: 1 };
  const report = path.join(reports, 'browser.json');
  const env = { PORT: String(await freePort()), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const endedWell = await node([PLAYWRIGHT, 'test', '--reporter=list,json'], env);
  return runnerCounts(endedWell, textOf(report), playwrightCounts);
}

function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** So that two checkouts can be tested at once. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const results = [];
const began = performance.now();
const wasBusy = loadavg()[0] > availableParallelism();

async function stage(name, run) {
  const from = performance.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    console.error(error);
    counts = { passed: 0, failed: 1 };
  }
  const { output = '', passed, failed, failures = [] } = counts;
  if (output !== '') console.log(`\n== ${name}\n${output}`);
  const seconds = (performance.now() - from) / 1000;
  results.push({ name, seconds, passed, failed, failures });
  return failed === 0;
}

/**
 * Where the tests are run for everyone they may not creep up. On a machine that had more to do than it has processors
 * before they began, they are told and not judged.
 */
function timesWithinBudget() {
  const seconds = Object.fromEntries(results.map((one) => [one.name, one.seconds]));
  const over = overTime({ ...seconds, 'all of them': (performance.now() - began) / 1000 });
  const isJudged = Boolean(process.env.CI) && !wasBusy;
  const because = process.env.CI ? 'the machine was busy before' : 'that is done with CI set';
  const output = over
    .map((sentence) => `${sentence}${isJudged ? '' : ` (not judged: ${because})`}`)
    .join('\n');
  const failed = isJudged && over.length > 0 ? 1 : 0;
  return { passed: isJudged ? 1 - failed : 0, failed, output };
}

const title = (name) => console.log(`\n== ${name}`);

title('types, lint, format, import rules, lock file, audit, build');
/** Each takes one processor, so two run at a time; the longest first, that none is left for the end alone. */
const CHECKS = [
  ['lint', check(['scripts/check-names.mjs'], [ESLINT, '.'])],
  [
    'build',
    check(
      [VITE, 'build', '--logLevel', 'warn'],
      ['scripts/build-single.mjs'],
      ['scripts/check-budgets.mjs'],
      ['scripts/check-addresses.mjs'],
    ),
  ],
  ['types', check([TSC])],
  ['import rules', check(['scripts/check-imports.mjs'])],
  ['format', check([PRETTIER, '--check', '--log-level', 'warn', '.'])],
  ['lock file', check(['scripts/check-lock.mjs'])],
  ['audit', check(['scripts/audit.mjs'])],
];
let isBuilt = false;
async function nextChecks() {
  for (let next = CHECKS.shift(); next; next = CHECKS.shift()) {
    const isGood = await stage(...next);
    if (next[0] === 'build') isBuilt = isGood;
  }
}
await Promise.all([nextChecks(), nextChecks()]);
title('unit tests');
await stage('unit tests', unitTests);
title('browser tests');
await stage('browser tests', () => browserTests(isBuilt));
await stage('test times', () => timesWithinBudget());
rmSync(reports, { recursive: true, force: true });

// Again, where the end of a long log is all that is seen.
console.log('');
for (const { name, failures } of results) for (const one of failures) console.log(`FAILED ${name}: ${one}`);
for (const { name, seconds, passed, failed } of results) {
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`,
  );
}
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
console.log(lastLine(results));

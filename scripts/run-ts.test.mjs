import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'msixscope-run-ts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(text, ...args) {
  const entry = path.join(folder, 'entry.ts');
  writeFileSync(entry, text);
  const runner = path.join(root, 'scripts/run-ts.mjs');
  const { status, stdout, stderr, pid } = spawnSync(process.execPath, [runner, entry, ...args], {
    encoding: 'utf8',
  });
  return { entry, status, stdout, stderr, pid };
}

describe('run-ts', () => {
  it('runs TypeScript with its arguments, its packages and its own address, and adds nothing to the output', () => {
    writeFileSync(path.join(folder, 'beside.ts'), `export const name: string = 'beside';`);
    const { entry, status, stdout, stderr } = run(
      `import { parse, string } from 'valibot';
       import { name } from './beside.ts';
       interface Said { args: string[] }
       const said: Said = { args: process.argv.slice(2) };
       console.log(JSON.stringify([parse(string(), name), said.args, import.meta.url]));`,
      'one',
      '--two',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(['beside', ['one', '--two'], pathToFileURL(entry).href]);
    expect(status).toBe(0);
  });

  it('names the line of the source in a stack trace, passes on the failure and leaves no folder', () => {
    const { status, stderr, pid } = run(
      `interface Removed { a: number }\n\nexport {};\nthrow new Error('on line 4');`,
    );
    expect(stderr).toMatch(/entry\.ts:4/);
    expect(status).toBe(1);
    expect(foldersOf(pid)).toEqual([]);
  });

  it('says why when the entry cannot be bundled', () => {
    const { status, stderr } = run(`import './missing.ts';`);
    expect(stderr).toMatch(/missing\.ts/);
    expect(status).toBe(1);
  });
});

function foldersOf(pid) {
  const cache = path.join(root, 'node_modules/.cache/msixscope');
  return readdirSync(cache).filter((name) => name.startsWith(`run-${pid}-`));
}

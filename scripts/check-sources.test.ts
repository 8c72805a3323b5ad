import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CodeCitation } from '#model/sources/citation.ts';
import { findLine } from './cited-lines.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(...args: string[]) {
  const script = [path.join(root, 'scripts/run-ts.mjs'), path.join(root, 'scripts/check-sources.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  return { status, stdout, stderr };
}

describe('npm run check-sources', () => {
  it('says in one line what is wrong with a checkout', () => {
    const says = (args: string[], words: RegExp) => {
      const { status, stdout, stderr } = check(...args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(words);
      expect(stderr.split('\n')).toHaveLength(2);
    };
    says([], /^Name a git checkout of xen\.git\. npm run check-sources -- XEN/);
    says([path.join(folder, 'none')], /none is no git checkout: name one of xen\.git\./);
    says([folder], /is no git checkout/);
    says([folder, '--wirte'], /^Unknown option --wirte\./);
    spawnSync('git', ['init', '-q', folder]);
    says([folder], /has no commit RELEASE-4\.17\.2, which xen\.git has: fetch it with its tags\./);
  }, 60_000);
});

describe('the line of a citation', () => {
  const SOURCE = `static int first(int len);
static int first(int len)
{
    if ( len != 4 )
        return 0;
    if ( len != 4 && !bound )
        return 1;
}

int second(int len)
{
    return len != 4;
}`.split('\n');
  const cite = (given: Partial<CodeCitation>): CodeCitation => ({
    repository: 'xen',
    file: 'a.c',
    function: 'first',
    symbol: '',
    ...given,
  });

  it('is the first or the nth in the definition of its function, and nowhere else', () => {
    expect(findLine(SOURCE, cite({}), 'len != 4')).toBe(4);
    expect(findLine(SOURCE, cite({ nth: 2 }), 'len != 4')).toBe(6);
    expect(findLine(SOURCE, cite({ nth: 3 }), 'len != 4')).toBeNull();
    expect(findLine(SOURCE, cite({ function: 'second' }), 'len != 4')).toBe(12);
    expect(findLine(SOURCE, cite({ function: 'third' }), 'len != 4')).toBeNull();
  });

  it('is a line of the patch where a patch is cited: of what it adds, else of the part about the function', () => {
    const patch = [
      '@@ -1,2 +1,9 @@ int second(int len)',
      ' {',
      '+    removed_call();',
      ...SOURCE.map((line) => `+${line}`),
    ];
    const repository = 'xen-patches';
    expect(findLine(patch, cite({ repository }), 'len != 4')).toBe(7);
    expect(findLine(patch, cite({ repository, function: 'second' }), 'removed_call')).toBe(3);
  });
});

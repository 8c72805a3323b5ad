import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { failure, success } from '#model/base/result.ts';
import { program } from '../program.ts';
import { readText } from '../files.ts';

const TEXT = `msixscope 1
device 8086:2725
design xen-4.18--qemu-devmem

enable
W4 +0x2804 = 0x1
expect lost
`;
const read = (file: string) =>
  file === 'a.msix' || file === '-' ? success(TEXT) : failure(`${file} does not exist.`);
const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-suite-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('scenario texts on the command line', () => {
  it('are run, and what differs is told with exit code 1', () => {
    expect(program(['run', 'a.msix'], read)).toEqual({
      exitCode: 0,
      stdout: 'a.msix: ok, 1 expectation\n',
      stderr: '',
    });
    const wrong = program(['run', 'b.msix'], () => success(TEXT.replace('lost', 'xen')));
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stdout).toMatch(/^b\.msix:7: step 2, xen-4\.18--qemu-devmem: .* expected xen/);
    const broken = program(['run', 'b.msix'], () => success(TEXT.replace('W4', 'W5')));
    expect(broken).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^b\.msix:6:1: An access has/) as string,
    });
  });

  it('in a folder are a regression suite', () => {
    writeFileSync(path.join(folder, 'a.msix'), TEXT);
    writeFileSync(path.join(folder, 'b.msix'), TEXT.replace('lost', 'xen'));
    const result = program(['run', folder], readText);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/2 files, 2 expectations, 1 not as expected\n$/);
  });

  it('in a folder are found without following links, which can lead round in circles', () => {
    const tree = path.join(folder, 'tree');
    mkdirSync(path.join(tree, 'below'), { recursive: true });
    writeFileSync(path.join(tree, 'below', 'a.msix'), TEXT);
    symlinkSync(tree, path.join(tree, 'below', 'round'));
    symlinkSync(path.join(tree, 'below', 'a.msix'), path.join(tree, 'again.msix'));
    expect(program(['run', tree], readText)).toEqual({
      exitCode: 0,
      stdout: `${path.join(tree, 'below', 'a.msix')}: ok, 1 expectation\n`,
      stderr: '',
    });
  });

  it('in a folder that is too deep or holds too much are refused with the number', () => {
    const deep = path.join(folder, 'deep', ...Array.from({ length: 33 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    expect(program(['run', path.join(folder, 'deep')], readText)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('more than 32 folders deep') as string,
    });
    const none = path.join(folder, 'none');
    mkdirSync(none);
    expect(program(['run', none], readText).stderr).toContain('holds no file that ends in .msix');
  });

  it('have their routes told, as text or as events, when a design or JSON is asked for', () => {
    const routes = program(['run', 'a.msix', '--design', 'xen-4.19'], read);
    expect(routes).toMatchObject({ exitCode: 0, stderr: '' });
    expect(routes.stdout).toContain('under Xen 4.19');
    expect(routes.stdout).toContain('2. W4 +0x2804 = 0x1');
    const own = program(['run', 'a.msix', '--json'], read);
    expect(JSON.parse(own.stdout)).toMatchObject({ xen: 'xen-4.18', qemu: 'qemu-devmem' });
    // What is printed is a scenario again, and comes to the same.
    const again = program(['run', '-', '--json'], () => success(own.stdout));
    expect(again).toEqual({ exitCode: 0, stdout: own.stdout, stderr: '' });
    expect(program(['run', folder, '--json'], readText)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is a folder: name a text in it') as string,
    });
  });

  it('are compared under two designs', () => {
    const designs = ['--design', 'xen-4.18', '--design', 'xen-4.19--qemu-devmem'];
    const late = TEXT.replace('enable\n', 'enable\nW4 table[0].data = 0x21\nW4 table[0].ctrl = 0\n');
    const { exitCode, stdout } = program(['compare', 'a.msix', ...designs], () => success(late));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('step 4, W4 +0x2804 = 0x1: lost under xen-4.18');
    expect(program(['compare', folder, ...designs], readText)).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('become figures and links, from which they are read again', () => {
    const figure = program(['text', 'a.msix', '--step', '2', '--width', '72', '--wrap', 'reply'], read);
    expect(figure.exitCode).toBe(0);
    const mail = program(['read', '-'], () => success(figure.stdout));
    expect(mail.stdout).toContain('at 2\n');
    expect(mail.stdout).toContain('expect lost');
    const link = program(['link', 'a.msix', '--base', 'https://example.org/'], read);
    expect(link.stdout).toMatch(/^https:\/\/example\.org\/#msix1\//);
    expect(program(['read', '-'], () => success(`see <${link.stdout.trim()}>.`)).stdout).toBe(
      TEXT.replace('0x1\n', '0x1\n'),
    );
  });

  it('say what is wrong with the command line', () => {
    expect(program(['text', 'a.msix', '--step', '3'], read).stderr).toMatch(
      /--step takes a number from 1 to 2/,
    );
    expect(program(['text', 'a.msix', '--width', '10'], read).stderr).toMatch(/from 60 to 200/);
    expect(program(['link', 'none'], read).stderr).toBe('none does not exist.\n');
    expect(program(['read', '-'], () => success('hello')).exitCode).toBe(2);
  });
});

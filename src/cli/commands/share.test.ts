import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '#content/catalogue.ts';
import { failure, success } from '#model/base/result.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { encodeFile } from '#share/file.ts';
import { parseScenario } from '#share/text/parse.ts';
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

  it('tell what they say in vain, and do the rest all the same', () => {
    const vain = () => success(`${TEXT}at 99\n`);
    const stderr = 'b.msix:8:1: There are 2 steps: it stops behind the last.\n';
    for (const command of ['run', 'text', 'link'])
      expect(program([command, 'b.msix'], vain)).toMatchObject({ exitCode: 0, stderr });
    expect(program(['run', 'b.msix', '--design', 'xen-4.19'], vain)).toMatchObject({ exitCode: 0, stderr });
    expect(program(['read', '-'], vain)).toMatchObject({
      exitCode: 0,
      stderr: 'Line 8, column 1: There are 2 steps: it stops behind the last.\n',
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

  it.each([
    ['a.txt', (text: string) => text],
    ['A.MSIX', (text: string) => text],
    ['-', (text: string) => text],
    ['with-mark.msix', (text: string) => `\ufeff${text}`],
    ['no-break.msix', (text: string) => text.replaceAll(' ', '\u00a0')],
    ['windows.msix', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('are known by their content or name, and read whatever an editor made of them: %s', (file, dress) => {
    const given = () => success(dress(TEXT));
    const name = file === '-' ? 'standard input' : file;
    const ran = { exitCode: 0, stdout: `${name}: ok, 1 expectation\n`, stderr: '' };
    expect(program(['run', file], given)).toEqual(ran);
    expect(program(['run', file, '--design', 'xen-4.18'], given).stdout).toContain('2. W4 +0x2804 = 0x1');
    const differ = ['--design', 'xen-4.18', '--design', 'xen-4.18'];
    expect(program(['compare', file, ...differ], given)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(program(['text', file, '--width', '64', '--step', '2'], given).exitCode).toBe(0);
    expect(program(['link', file], given).stdout).toMatch(/^#msix1\//);
    expect(program(['read', file], given).stdout).toContain('W4 +0x2804 = 0x1');
  });

  it('are tests too as files that the app saved', () => {
    const { document } = parseScenario(TEXT, CATALOGUE);
    const saved = encodeFile(document!);
    expect(program(['run', 'a.json'], () => success(saved)).stdout).toBe('a.json: ok, 1 expectation\n');
    const wrong = program(['run', 'a.json'], () => success(saved.replace('"lost"', '"xen"')));
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stdout).toMatch(/^a\.json: step 2, xen-4\.18--qemu-devmem: .* expected xen/);
    const broken = program(['run', 'a.json'], () => success(saved.replace('"steps"', '"stops"')));
    expect(broken).toMatchObject({ exitCode: 2, stdout: '' });
    expect(broken.stderr).toMatch(/^a\.json: .+\.\n$/);
  });

  it('with many mistakes have the first told and the rest counted', () => {
    const { exitCode, stderr } = program(['run', '-'], () => success('nonsense\n'.repeat(1000)));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^standard input:1:1: /);
    expect(stderr).toMatch(/^standard input: There are \d+ more mistakes below these\.$/m);
    expect(stderr.split('\n').length).toBeLessThan(25);
  });

  it('have their texts found in a folder whatever the case of their names', () => {
    const mixed = path.join(folder, 'mixed');
    mkdirSync(mixed, { recursive: true });
    writeFileSync(path.join(mixed, 'A.MSIX'), TEXT);
    writeFileSync(path.join(mixed, 'notes.txt'), 'no scenario');
    expect(program(['run', mixed], readText).stdout).toBe(
      `${path.join(mixed, 'A.MSIX')}: ok, 1 expectation\n`,
    );
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
    expect(figure.stderr).toBe('');
    const based = program(['text', 'a.msix', '--step', '2', '--base', 'https://example.org/'], read);
    expect(based.stdout).toBe(program(['text', 'a.msix', '--step', '2'], read).stdout);
    const opens = /^It opens at (https:\/\/example\.org\/#msix1\/\S+)\n$/.exec(based.stderr)?.[1];
    expect(program(['read', '-'], () => success(opens!)).stdout).toBe(mail.stdout);
    const link = program(['link', 'a.msix', '--base', 'https://example.org/'], read);
    expect(link.stdout).toMatch(/^https:\/\/example\.org\/#msix1\//);
    expect(program(['read', '-'], () => success(`see <${link.stdout.trim()}>.`)).stdout).toBe(
      TEXT.replace('0x1\n', '0x1\n'),
    );
  });

  it('have no line that git takes for a comment, however long they are', () => {
    const values = Array.from({ length: 900 }, (_, n) => `W4 +0x2804 = ${(n * 2654435761) % 2 ** 32}\n`);
    const long = program(['text', '-'], () => success(`${TEXT}${values.join('')}`));
    expect(long.exitCode).toBe(0);
    expect(long.stdout).not.toMatch(/^#/m);
    expect(program(['read', '-'], () => success(long.stdout)).stdout).toContain(values.at(-1)!.slice(0, 12));
  });

  it('expect outcomes by the names that docs/scenario-text.md lists', () => {
    const docs = readFileSync(new URL('../../../docs/scenario-text.md', import.meta.url), 'utf8');
    const listed = /^Outcomes are ([^;]+);/m.exec(docs)?.[1]?.match(/[a-z-]+(?=`)/g);
    expect(listed).toEqual(Object.keys(OUTCOMES));
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

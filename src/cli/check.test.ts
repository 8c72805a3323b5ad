import { describe, expect, it } from 'vitest';
import { check } from './commands/check.ts';
import { distinguishCommand } from './commands/distinguish.ts';
import { failure } from '#model/base/result.ts';

const nothing = () => failure('no file is read');
const checked = (...args: string[]) => check.run(args, nothing);

describe('check', () => {
  it('prints every cell as JSON and exits with 1 when something fails', () => {
    const { stdout, exitCode } = checked('--design', 'xen-head', '--property', 'I8', '--json');
    const cells = JSON.parse(stdout) as Record<string, unknown>[];
    expect(exitCode).toBe(1);
    expect(cells.map(({ environment, verdict }) => [environment, verdict])).toEqual([
      ['neighbours', 'fails'],
      ['neighbours, bound', 'holds'],
      ['shared page, bound', 'fails'],
    ]);
    expect(cells[0]).toMatchObject({
      design: 'xen-head--qemu-latch',
      property: 'I8',
      steps: [{ op: 'write', offset: 0x2800, size: 4, value: '0x42' }],
    });
    expect(Object.keys(cells[0]!)).toEqual([
      'design',
      'environment',
      'property',
      'verdict',
      'states',
      'transitions',
      'depth',
      'steps',
    ]);
  });

  it('exits with 0 when nothing fails', () => {
    expect(checked('--design', 'xen-head', '--property', 'I16').exitCode).toBe(0);
    expect(checked('--design', 'vpci-head', '--property', 'i13').exitCode).toBe(0);
    expect(checked('--design', 'vpci-head', '--property', 'message').exitCode).toBe(0);
  });

  it.each([
    [['--property', 'I99'], 'Unknown property'],
    [['--design', 'xen-5'], 'xen-5'],
    [['something'], 'options only'],
  ])('refuses %j', (args, said) => {
    const { exitCode, stderr } = checked(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('distinguish', () => {
  it('finds what tells two designs apart, and nothing for one design', () => {
    const one = distinguishCommand.run(['--design', 'xen-head', '--design', 'xen-head', '--json'], nothing);
    expect(JSON.parse(one.stdout)).toMatchObject({ apart: { guest: null, hardware: null } });
    expect(one.exitCode).toBe(0);
    const two = distinguishCommand.run(['--design', 'xen-4.19', '--design', 'xen-head'], nothing);
    expect(two.exitCode).toBe(1);
    expect(two.stdout).toContain('W4 pba[0] = 0x1');
    expect(distinguishCommand.run(['--design', 'xen-head'], nothing).exitCode).toBe(2);
  }, 120_000);
});

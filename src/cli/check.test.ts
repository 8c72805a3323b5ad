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

  it('says why a property is not asked, and prints no cell twice', () => {
    const { stdout, exitCode } = checked('--design', 'xen-head', '--design', 'xen-head', '--property', 'I16');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'xen-head--qemu-latch, mixed flags (nothing to search)\n  I16        not applicable: This Xen has no such flag.\n',
    );
    const twice = checked(
      '--design',
      'xen-4.18',
      '--design',
      'xen-4.18',
      '--property',
      'I8',
      '--property',
      'I8',
    );
    expect(twice.stdout.match(/ fails /g)).toHaveLength(3);
  });

  it('prints what comes before a counterexample, so that it can be replayed', () => {
    const { stdout } = checked('--design', 'xen-head', '--property', 'I8');
    expect(stdout).toContain('  set up by: W4 table[0].ctrl = 0x1; W4 table[0].addr = 0xfee00000');
  });

  it('lists the environments with device, lead and steps', () => {
    const listed = checked('--environments');
    expect(listed.stdout).toContain('hostile device model\n  The device model binds');
    expect(listed.stdout).toContain('  set up by: enable');
    const worlds = JSON.parse(checked('--environments', '--json').stdout) as Record<string, unknown>[];
    expect(worlds.map(({ environment }) => environment)).toContain('waiting');
    expect(worlds[0]).toMatchObject({
      environment: 'driver',
      device: { barSize: 0x4000, entries: 1, tableOffset: 0x2080, pbaOffset: 0x3000 },
      lead: [{ op: 'write', offset: 0x208c, size: 4, value: '0x1' }, { op: 'write' }],
    });
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
    expect(two.stdout).toContain('set up by: W4 table[0].ctrl = 0x1');
    expect(distinguishCommand.run(['--design', 'xen-head'], nothing).exitCode).toBe(2);
  }, 120_000);
});

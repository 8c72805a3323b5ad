import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { LARGEST_INPUT, readText } from './files.ts';
import { jsonProblem } from '#vectors/json-place.ts';
import { editDistance, nearest } from '#model/base/nearest.ts';
import { COMMANDS, program } from './program.ts';

const folder = new URL('../vectors/fixtures/', import.meta.url);
const recorded = (name: string) => gunzipSync(readFileSync(new URL(name, folder))).toString('utf8');
const run = (args: string[], text = '') => program(args, () => ({ ok: true, value: text }));

const DEVICE =
  '"device":{"bar":"0xfebf0000","barSize":16384,"tableOffset":8192,"entries":16,"pbaOffset":12288}';
const register = `{"id":"x",${DEVICE},"steps":[{"op":"write","offset":"0x2804","size":4,"value":"0x1"}]}`;
const wifi = (id: string) =>
  recorded(`curated--${id}.jsonl.gz`)
    .split('\n')
    .find((line) => line.includes('"id":"o04-ax210"'))!;

describe('run --json', () => {
  const files = readdirSync(folder).filter((name) => /^curated--.*\.jsonl\.gz$/.test(name));

  it('has recordings to repeat', () => {
    expect(files.length).toBeGreaterThanOrEqual(14);
  });

  it.each([...files, 'random--xen-v1--qemu-latch.jsonl.gz'])(
    'repeats %s letter for letter',
    (name) => {
      const text = recorded(name);
      const { exitCode, stdout, stderr } = run(['run', '-', '--json'], text);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout === text).toBe(true);
    },
    60_000,
  );

  it('lets --design win over the line', () => {
    const { stdout } = run(['run', '-', '--design', 'xen-4.18', '--json'], wifi('xen-4.19--qemu-latch'));
    expect(stdout.trimEnd()).toBe(wifi('xen-4.18--qemu-devmem'));
  });

  it('takes one object laid out over several lines', () => {
    const pretty = JSON.stringify(JSON.parse(register), null, 2);
    expect(run(['run', '-', '--design', 'xen-4.19', '--json'], pretty)).toEqual(
      run(['run', '-', '--design', 'xen-4.19', '--json'], register),
    );
  });
});

describe('run', () => {
  it('tells every step with its hops, where they are decided, and the verdict', () => {
    const { stdout } = run(['run', '-'], wifi('xen-4.19--qemu-latch'));
    expect(stdout).toContain('9. W4 +0x2804 = 0xffffffff\n');
    expect(stdout).toMatch(/\[adjacent_write xen\/arch\/x86\/hvm\/vmsi\.c:\d+ @RELEASE-4\.19\.0\]/);
    expect(stdout).toContain('=> The write to +0x2804 reaches the device, and then QEMU as well.');
    expect(stdout).toContain('   values: 0x8180\n');
  });

  it('crashes the domain at the PBA’s own page only when asked for the protection', () => {
    const text = register.replace('0x2804', '0x3000');
    expect(run(['run', '-', '--design', 'xen-4.18'], text).stdout).toContain('straight to the device');
    expect(run(['run', '-', '--design', 'xen-4.18', '--protect-pba'], text).stdout).toContain(
      'crashes the domain',
    );
  });
});

describe('compare', () => {
  const designs = ['--design', 'xen-4.18', '--design', 'xen-4.19'];

  it('exits with 1 and says where when the designs differ', () => {
    const { exitCode, stdout } = run(['compare', '-', ...designs], wifi('xen-4.19--qemu-latch'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('step 9, W4 +0x2804 = 0xffffffff: lost under xen-4.18');
    const json = JSON.parse(
      run(['compare', '-', ...designs, '--json'], wifi('xen-4.19--qemu-latch')).stdout,
    ) as object;
    expect(json).toMatchObject({
      id: 'o04-ax210',
      first: 7,
      designs: ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'],
    });
  });

  it('exits with 0 when they do not', () => {
    expect(run(['compare', '-', '--design', 'xen-4.19', '--design', 'xen-head'], register)).toMatchObject({
      exitCode: 0,
      stdout: 'x: xen-4.19--qemu-latch and xen-head--qemu-latch agree on 1 step\n',
    });
  });

  it('wants two designs', () => {
    expect(run(['compare', '-', '--design', 'xen-4.18'], register)).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
  });
});

describe('the other commands', () => {
  it('page tells the layout and what each design does', () => {
    const lspci = readFileSync(
      new URL('../import/fixtures/lspci/3.9/poke.lspci-vvv.txt', import.meta.url),
      'utf8',
    );
    const { exitCode, stdout } = run(['page', '-'], lspci);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('0x80 to 0x7ff: registers, 1920 bytes');
    for (const { id } of DESIGNS) expect(stdout).toContain(id);
    expect(JSON.parse(run(['page', '-', '--json'], lspci).stdout)).toHaveProperty('devices');
    expect(run(['page', '-'], 'nothing of lspci')).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('page tells what lies on the pages of the table in every BAR', () => {
    const lspci = [
      '05:00.0 Ethernet controller: Vendor X [1111:2222]',
      '\tRegion 2: Memory at 18202000 (64-bit, non-prefetchable) [size=256]',
      '\tRegion 4: Memory at 18202100 (64-bit, non-prefetchable) [size=256]',
      '\tCapabilities: [b0] MSI-X: Enable+ Count=8 Masked-',
      '\t\tVector table: BAR=2 offset=00000000',
      '\t\tPBA: BAR=4 offset=00000000',
    ].join('\n');
    const { stdout } = run(['page', '-'], lspci);
    expect(stdout.split('\n').slice(1, 7)).toEqual([
      '  8 entries; table in BAR 2 at 0x0, PBA in BAR 4 at 0x0; the table touches 1 page, and the PBA lies on that page',
      '    0x0 to 0x7f: table, 128 bytes',
      '    0x80 to 0xff: registers, 128 bytes',
      '    BAR 4 0x0 to 0x7: PBA, 8 bytes',
      '    BAR 4 0x8 to 0xff: registers, 248 bytes',
      '    the 3584 bytes behind that: in no BAR that is known',
    ]);
    const overlapping = lspci.replace('PBA: BAR=4 offset=00000000', 'PBA: BAR=2 offset=00000040');
    expect(run(['page', '-'], overlapping).stdout).toContain('table, 128 bytes, said to be the PBA too');
  });

  it('page names the known registers of a device, also one without an id', () => {
    const lspci = (name: string) =>
      [
        `04:00.0 Network controller: ${name}`,
        '\tRegion 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]',
        '\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-',
        '\t\tVector table: BAR=0 offset=00002000',
        '\t\tPBA: BAR=0 offset=00003000',
      ].join('\n');
    for (const name of [
      'Any name [8086:2725]',
      'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz (rev 1a)',
    ]) {
      const { stdout } = run(['page', '-'], lspci(name));
      expect(stdout).toContain('0x2804 MSIX_FH_INT_MASK: which DMA causes are masked');
      expect(stdout.includes('found by its name')).toBe(!name.includes('['));
    }
    expect(run(['page', '-'], lspci('Any name')).stdout).not.toContain('MSIX_FH_INT_MASK');
  });

  it('designs and devices list what there is', () => {
    const designs = JSON.parse(run(['designs', '--json']).stdout) as { id: string }[];
    expect(designs.map(({ id }) => id)).toEqual(DESIGNS.map(({ id }) => id));
    expect(run(['devices']).stdout).toContain('8086:2725  Intel Corporation Wi-Fi 6');
  });

  it('conform agrees with a recording and fails on a changed one', () => {
    const line = wifi('xen-4.19--qemu-latch');
    expect(run(['conform', 'a'], line)).toMatchObject({ exitCode: 0, stdout: '1 of 1 scenarios agree\n' });
    const changed = run(['conform', 'a'], line.replace('"refcnt":1', '"refcnt":2'));
    expect(changed.exitCode).toBe(1);
    expect(changed.stdout).toContain('o04-ax210');
    expect(run(['conform', 'a'], '')).toMatchObject({
      exitCode: 2,
      stderr: 'The files hold no scenarios.\n',
    });
    const half = run(['conform', 'a'], `${line}\n{"id":`);
    expect(half).toMatchObject({ exitCode: 2, stdout: '1 of 2 scenarios agree\n' });
    expect(half.stderr).toBe('a, line 2, column 7: not JSON, the text ends where a value is expected.\n');
  });

  it('help is laid out for a terminal of 80 columns, with every word that it has', () => {
    const helps = [run(['--help']), ...COMMANDS.map(({ name }) => run([name, '--help']))];
    for (const { stdout } of helps) {
      expect(stdout.split('\n').filter((line) => line.length > 80 || /\s$/.test(line))).toEqual([]);
    }
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
    for (const { name, help } of COMMANDS) expect(words(run([name, '--help']).stdout)).toEqual(words(help));
    // Descriptions stand in one column, and go on there.
    expect(run(['text', '--help']).stdout).toContain(
      '  --width COLUMNS  60, 64, 72, 75 or anything from 60 to 200; 64 without it,\n                   which bears',
    );
  });

  it('help is there for each', () => {
    expect(run(['--help']).stdout).toContain('usage: msixscope COMMAND');
    for (const { name } of COMMANDS) {
      expect(run([name, '--help'])).toMatchObject({ exitCode: 0, stderr: '' });
      expect(run([name, '--help']).stdout).toContain(`usage: msixscope ${name}`);
    }
  });
});

describe('what cannot be used is named', () => {
  const says = (args: string[], text: string, words: string) => {
    const { exitCode, stdout, stderr } = run(args, text);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  };
  const on419 = ['run', 'f', '--design', 'xen-4.19'];

  it('with line and column where it is not JSON', () => {
    says(on419, `${register}\n\n{"id":"y",,}`, 'f, line 3, column 11: not JSON, "," stands where a name');
    says(
      on419,
      '{\n  "id": "y",\n  "steps": [1 2]\n}',
      'f, line 3, column 15: not JSON, "2" stands where "," or "]"',
    );
    says(on419, '{"id":', 'f, line 1, column 7: not JSON, the text ends where a value is expected');
    says(on419, '[[[[', 'the text ends');
    says(on419, '['.repeat(100_000), 'brackets are nested more than 200 deep');
  });

  it('with line, column, step and field where a value is wrong', () => {
    says(
      on419,
      `\n${register.replace('"size":4', '"size":3')}`,
      `f, line 2, column ${register.indexOf('"size":4') + 8}: step 1 "size" must be 1, 2, 4 or 8.`,
    );
    says(
      on419,
      register.replace(/"size":\d,?/, ''),
      `f, line 1, column ${register.indexOf('"steps"') + 10}: step 1 "size" must be`,
    );
    says(on419, '{"steps":[]}', 'f, line 1, column 1: "device" is missing');
    says(on419, '', 'f holds no scenario.');
    says(['run', 'f'], register, 'f, line 1 names no design');
  });

  it('with the nearest name where one is unknown', () => {
    says(['comprae'], '', 'Unknown command "comprae". Did you mean compare?');
    says(['run', 'f', '--desing', 'x'], register, 'Unknown option --desing. Did you mean --design?');
    says(['run', 'f', '--design', 'xen-4.81'], register, 'Did you mean xen-4.18 or xen-4.19?');
    says(['run', 'f', '--design'], register, 'Option --design needs a value.');
    says(['run', 'f', '--json=1'], register, 'Option --json takes no value');
    const at = (text: string, part: string) => text.indexOf(part) + part.length + 1;
    const odd = register.replace('"op":"write"', '"op":"rite"');
    says(
      on419,
      odd,
      `f, line 1, column ${at(odd, '"op":')}: step 1 has unknown op "rite". Did you mean write`,
    );
    const key = register.replace('"offset":', '"ofset":');
    says(
      on419,
      key,
      `f, line 1, column ${at(key, '"ofset":')}: step 1 has the unknown key "ofset". Did you mean "offset"?`,
    );
    says(
      on419,
      register.replace('"steps":', '"extra":1,"steps":'),
      'the scenario has the unknown key "extra"',
    );
    says(
      on419,
      register.replace('"entries":', '"entires":'),
      '"device" has the unknown key "entires". Did you mean "entries"?',
    );
    const xen = `{"xen":"xen-4.20",${register.slice(1)}`;
    says(
      ['run', 'f'],
      xen,
      'f, line 1, column 8: Unknown Xen "xen-4.20". Did you mean xen-4.18 or xen-4.19?',
    );
    const qemu = `{"xen":"xen-4.19","qemu":"qemu-latc",${register.slice(1)}`;
    says(
      ['run', 'f'],
      qemu,
      'f, line 1, column 26: Unknown device model "qemu-latc" for xen-4.19. Did you mean qemu-latch?',
    );
    says(
      ['run', 'f', '--design', 'vpci-head--qemu-latch'],
      register,
      'vpci-head runs without a device model',
    );
    says(['replay', 'x', '--device', 'AX2100'], '', 'Did you mean 8086:2725 (');
    says(['replay', 'x', '--device', '8086:2752'], '', '8086:2725 (');
    says(['run'], '', 'Name one scenario file.');
    says(['designs', 'x'], '', '"designs" takes no file');
    says([], '', 'usage: msixscope COMMAND');
  });
});

it('finds near names only', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(nearest('latch', ['xen-4.19--qemu-latch', 'run'])).toEqual(['xen-4.19--qemu-latch']);
  expect(nearest('something else', ['run', 'page'])).toEqual([]);
});

it('agrees with JSON.parse on what is JSON', () => {
  const texts = [
    '{}',
    '[1,-0.5e+3,true,null,"\\u00e9\\n"]',
    ' {"a":[]} ',
    '01',
    '{a:1}',
    '"\t"',
    '[1,]',
    '{"a":1} x',
    '+1',
    '',
  ];
  for (const text of texts) {
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    expect([text, jsonProblem(text) === null]).toEqual([text, parses]);
  }
});

describe('as a process', () => {
  const root = new URL('../..', import.meta.url);
  const temporary = mkdtempSync(path.join(tmpdir(), 'msixscope-cli-'));
  afterAll(() => rmSync(temporary, { recursive: true }));
  const file = (name: string, bytes: string | Buffer) => {
    const full = path.join(temporary, name);
    writeFileSync(full, bytes);
    return full;
  };

  it('reads plain and packed files and refuses what is no text with a sentence', () => {
    expect(readText(file('packed', gzipSync('abc')))).toEqual({ ok: true, value: 'abc' });
    const large = file('large', '');
    truncateSync(large, LARGEST_INPUT + 1);
    for (const [name, words] of [
      [large, '268435456 (256 MiB)'],
      [temporary, 'is a directory'],
      [path.join(temporary, 'absent'), 'does not exist'],
      [file('binary', Buffer.from([1, 0, 2])), 'is a binary file'],
      [file('damaged', Buffer.from([0x1f, 0x8b, 8, 0, 1])), 'is a damaged gzip file'],
    ] as const)
      expect(readText(name)).toEqual({ ok: false, error: expect.stringContaining(words) as string });
  });

  it('stops quietly when its reader goes away', () => {
    const scenario = file('all.jsonl', recorded('curated--xen-4.19--qemu-latch.jsonl.gz'));
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" scripts/msixscope.mjs run "${scenario}" | head -n 1`],
      { cwd: root, encoding: 'utf8' },
    );
    expect(stdout).toBe('t01-initial-reads under Xen 4.19 with QEMU with latch\n');
    expect(stderr).toBe('');
  }, 60_000);
});

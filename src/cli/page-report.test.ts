import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { LARGEST_DUMP, runPage, type Outcome } from './page-report.ts';

const WIFI = `04:00.0 Network controller: Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz [8086:2725] (rev 1a)
\tRegion 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]
\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-
\t\tVector table: BAR=0 offset=00002000
\t\tPBA: BAR=0 offset=00003000
`;

const run = (text: string): Outcome => runPage(['file'], () => ({ ok: true, value: text }));
const json = (outcome: Outcome): unknown => JSON.parse(outcome.stdout);

describe('page', () => {
  it('prints a device as JSON', () => {
    const outcome = run(WIFI);
    expect(json(outcome)).toEqual({
      devices: [
        {
          slot: '04:00.0',
          id: '8086:2725',
          name: 'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz',
          count: 16,
          enabled: true,
          masked: false,
          table: { bar: 0, offset: '0x2000' },
          pba: { bar: 0, offset: '0x3000' },
          bars: [{ index: 0, address: '0x80000000', size: 16384 }],
          messages: [],
        },
      ],
      messages: [],
    });
    expect([outcome.exitCode, outcome.stderr]).toEqual([0, '']);
  });

  it('prints null for what the text does not tell', () => {
    const [bare] = (
      json(run('04:00.0 Device\n\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-\n')) as {
        devices: object[];
      }
    ).devices;
    expect(bare).toMatchObject({
      id: null,
      name: null,
      table: { bar: null, offset: null },
      pba: { bar: null, offset: null },
      bars: [],
    });
  });

  it('prints JSON and a message, and fails, when no device has MSI-X', () => {
    const outcome = run('04:00.0 Network controller: Intel Wi-Fi\n\tFlags: fast devsel\n');
    const { devices, messages } = json(outcome) as { devices: unknown[]; messages: string[] };
    expect([outcome.exitCode, devices]).toEqual([2, []]);
    expect(messages.join(' ')).toContain('1 device without an MSI-X capability');
    expect(outcome.stderr).toBe(messages.map((message) => `${message}\n`).join(''));
  });

  it.each([
    [[], 'A file is missing'],
    [['a', 'b'], 'Only one file'],
  ])('refuses the arguments %j', (args, said) => {
    const outcome = runPage(args, () => ({ ok: true, value: WIFI }));
    expect([outcome.exitCode, outcome.stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(json(outcome)).toMatchObject({ devices: [] });
  });

  it('passes on why a file cannot be read', () => {
    const outcome = runPage(['x'], () => ({ ok: false, error: 'x is a directory; name a file.' }));
    expect(outcome).toMatchObject({ exitCode: 2, stderr: 'x is a directory; name a file.\n' });
  });
});

describe('page as a process', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-page-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const page = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, ['scripts/run-ts.mjs', 'src/cli/page.ts', ...args], {
      cwd: root,
      input,
      encoding: 'utf8',
    });

  it('reads a file and standard input', () => {
    const file = path.join(folder, 'wifi.txt');
    writeFileSync(file, WIFI);
    for (const result of [page([file]), page(['-'], WIFI)]) {
      expect(result).toMatchObject({ status: 0, stdout: run(WIFI).stdout, stderr: '' });
    }
  }, 60_000);

  it('reads what a Windows shell redirected', () => {
    const file = path.join(folder, 'utf16.txt');
    writeFileSync(file, `\ufeff${WIFI.replaceAll('\n', '\r\n')}`, 'utf16le');
    expect(page([file])).toMatchObject({ status: 0, stdout: run(WIFI).stdout });
    // "Unicode big endian" of its editor, and what is left when a tool took the mark away.
    const swapped = Buffer.from(`\ufeff${WIFI}`, 'utf16le').swap16();
    for (const bytes of [swapped, swapped.subarray(2)]) {
      writeFileSync(file, bytes);
      expect(page([file])).toMatchObject({ status: 0, stdout: run(WIFI).stdout });
    }
  }, 60_000);

  it('says in a sentence what is wrong with a file', () => {
    const large = path.join(folder, 'large.txt');
    writeFileSync(large, '');
    truncateSync(large, LARGEST_DUMP + 1);
    for (const [file, said] of [
      [path.join(folder, 'absent'), 'no such file'],
      [folder, 'is a directory'],
      [large, '16 MiB'],
    ] as const) {
      const result = page([file]);
      expect(result.status).toBe(2);
      expect(result.stderr).toContain(said);
      expect(result.stderr).not.toMatch(/^ +at /m);
      expect(JSON.parse(result.stdout)).toMatchObject({ devices: [] });
    }
  }, 60_000);
});

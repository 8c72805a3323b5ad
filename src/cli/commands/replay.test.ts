/** `msixscope replay` on recordings of real drivers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FIXTURES } from '#import/testing/trace-files.ts';
import { program } from '../program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => path.join(FIXTURES, name);
const replay = (...args: string[]) =>
  program(['replay', ...args], (name) => ({ ok: true, value: readFileSync(name, 'utf8') }));

interface Example {
  line: number;
  access: number | null;
  text: string;
}
interface Json {
  lines: number;
  accesses: number;
  context: number;
  notUnderstood: number;
  outcomes: Record<string, number>;
  regions: Record<string, number>;
  devices: { deliveries: number[]; unmatchedDeliveries: number; disagreements: Record<string, number> }[];
  parting?: { design: string; accesses: number; byKind: Record<string, number>; first: Example };
  examples: {
    lost: Example[];
    outcomes: Record<string, Example[]>;
    regions: Record<string, Example[]>;
    disagreements: Example[];
  };
}
const json = (...args: string[]): Json => JSON.parse(replay(...args, '--json').stdout) as Json;

describe('replay', () => {
  it('has the JSON keys that were asked for, with examples of every outcome and region', () => {
    const found = json(fixture('qemu/nvme-load.log.gz'));
    expect(found).toMatchObject({ lines: 1436, accesses: 1436, context: 0, notUnderstood: 0 });
    expect(Object.keys(found.examples.outcomes).sort()).toEqual(Object.keys(found.outcomes).sort());
    for (const [outcome, count] of Object.entries(found.outcomes))
      expect(found.examples.outcomes[outcome]).toHaveLength(Math.min(5, count));
    for (const [region, count] of Object.entries(found.regions))
      expect(found.examples.regions[region]?.length ?? 0).toBe(Math.min(5, count));
    expect(found.examples.disagreements[0]?.text).toMatch(/\(entry 0: Vector\)$/);
    expect(found.devices[0]?.disagreements).toEqual({ Address: 1, Data: 1, Mask: 1, Vector: 5 });
  });

  it('counts messages that no entry explains', () => {
    const [device] = json(fixture('qemu/nvme-load.log.gz')).devices;
    const delivered = device!.deliveries.reduce((sum, count) => sum + count, 0);
    expect(delivered).toBe(21);
    expect(device!.unmatchedDeliveries).toBeGreaterThanOrEqual(0);
    expect(device!.deliveries).toHaveLength(65);
  });

  it('says where a second design parts, also where a read only gives another value', () => {
    const args = [fixture('qemu/nvme-load.log.gz'), '--design', 'xen-4.18', '--design', 'xen-4.19'];
    const { parting } = json(...args);
    expect(parting).toMatchObject({
      design: 'xen-4.19--qemu-latch',
      accesses: 3,
      byKind: { outcome: 2, value: 1, 'device-model': 2 },
      first: { line: 1017, access: 113 },
    });
    expect(replay(...args).stdout).toContain(
      'parts: line 1050, access 121: read of 4 bytes at 0x200c (value 0x0 against 0x1)\n',
    );
    expect(replay(...args, '--design', 'xen-4.18').stderr).toMatch(/At most two designs/);
  });

  it('lists everything with --all', () => {
    const few = json(fixture('qemu/nvme-load.log.gz')).examples.disagreements;
    const all = json(fixture('qemu/nvme-load.log.gz'), '--all').examples.disagreements;
    expect([few.length, all.length]).toEqual([5, 8]);
  });

  it('ends with exit code 2 where the device is not known, whether none fits or several do', () => {
    const several = replay(fixture('qemu/nvme-affinity.log.gz'));
    expect([several.exitCode, several.stderr]).toEqual([
      2,
      expect.stringMatching(/^The recording does not tell its device/),
    ]);
    const csv = path.join(folder, 'offsets.csv');
    writeFileSync(csv, 'op,offset,value\nW,0x2000,1\n');
    const none = replay(csv);
    expect([none.exitCode, none.stderr]).toEqual([
      2,
      expect.stringMatching(/^No device with an MSI-X table/),
    ]);
    expect(none.stdout).toMatch(/^CSV: 2 lines, 1 accesses/);
    const taken = replay(fixture('qemu/nvme-affinity.log.gz'), '--device', 'table');
    expect([taken.exitCode, taken.stdout]).toEqual([0, expect.stringMatching(/as many as are accessed/)]);
  });
});

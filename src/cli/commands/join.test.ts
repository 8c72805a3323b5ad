/** `msixscope join` on recorded runs of a real Xen. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOfText, FIXTURES, recordingIn, textOfFile } from '#import/testing/trace-files.ts';
import type { JoinReport } from '#import/join/report.ts';
import { program } from '../program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-join-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (run: string, name: string) => recordingIn(path.join(FIXTURES, run), name);
const sides = (run: string) => [file(run, 'xenalyze.txt'), file(run, 'qemu-dm.log')];
const join = (...args: string[]) =>
  program(['join', ...args], (name) => ({ ok: true, value: readFileSync(name, 'utf8') }));
const report = (...args: string[]): JoinReport => JSON.parse(join(...args, '--json').stdout) as JoinReport;
function made(name: string, text: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, bytesOfText(text));
  return full;
}

const OLD = 'xen-4.17/megasas-adjacent-bound';
const LANDED = 'xen-landed/megasas-adjacent-bound';

describe('join', () => {
  it('has the JSON keys that were asked for, and every access with its facts', () => {
    const found = report(...sides(LANDED), '--hw', file(LANDED, 'hw.log'), '--design', 'xen-4.19');
    expect(found).toMatchObject({
      accesses: 14,
      xenOnly: 4,
      toDeviceModel: 10,
      unknown: 0,
      reachedHardware: 11,
      modelDisagrees: [],
    });
    expect(found.list).toHaveLength(14);
    expect(found.list[1]).toMatchObject({
      op: 'write',
      address: '0xf10420f0',
      value: '0xcafe0001',
      where: 'device-model',
      hardware: 'yes',
      how: 'it is on the hardware, and the device model was sent it as well',
      outcome: 'hardware-and-forwarded',
    });
    expect(found.list[11]).toMatchObject({
      hardware: 'unknown',
      hardwareDoubt: expect.any(String) as string,
    });
  });

  it('prints every access in a row of its own', () => {
    const { stdout, exitCode } = join(...sides(OLD), '--hw', file(OLD, 'hw.log'));
    expect(exitCode).toBe(0);
    const rows = stdout.split('\n').filter((line) => /^\d+ +\d+ +(read|write)/.test(line));
    expect(rows).toHaveLength(14);
    expect(rows[1]).toMatch(/^2 +\d+ +write +4 +0xf10420f0 +0xcafe0001 +device model +no +lost$/);
    expect(stdout).toContain('xen-4.18--qemu-devmem agrees with every fact, on 14 of 14 accesses.\n');
  });

  it('marks facts of the hardware that the model does not share, and says both in whole words', () => {
    const { stdout, exitCode } = join(...sides(LANDED), '--hw', file(LANDED, 'hw.log'), '--bound', '0');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('fact: reached the hardware; model: does not reach the hardware\n');
    const { modelDisagrees } = report(...sides(LANDED), '--hw', file(LANDED, 'hw.log'));
    expect(modelDisagrees.filter(({ kind }) => kind === 'hardware').map(({ access }) => access)).toContain(1);
    expect(stdout).not.toMatch(/model says it the guest/);
  });

  it('takes the start that is stated, and names every one that fits', () => {
    const free = report(...sides(OLD), '--hw', file(OLD, 'hw.log'));
    expect(free.starts.map(({ bound }) => bound)).toContainEqual([]);
    expect(free.starts.map(({ bound }) => bound)).toContainEqual([0]);
    const args = [...sides(OLD), '--hw', file(OLD, 'hw.log'), '--design', 'xen-4.19'];
    expect(report(...args).modelDisagrees).toEqual([]);
    // The program ran with its vectors bound: the landed change would have carried its writes out.
    const stated = report(...args, '--bound', '0');
    expect(stated.starts).toEqual([
      { sentence: 'The vector of entry 0 was bound before the recording.', bound: [0] },
    ]);
    expect(new Set(stated.modelDisagrees.map(({ kind }) => kind))).toEqual(
      new Set(['forwarding', 'hardware']),
    );
    expect(join(...args, '--bound', 'one').stderr).toMatch(/--bound needs numbers of entries/);
    expect(join(...args, '--bound', '300').stderr).toMatch(/Entry 300 cannot have been bound/);
    expect(report(...args, '--bound', 'none').modelDisagrees).toEqual([]);
  });

  it('says that nothing could be compared where the two are of different runs', () => {
    // Each first has accesses that Xen answered alone; the second's log is of another page, or of another run of a page.
    for (const [one, other] of [
      [OLD, 'xen-4.17/nvme-poke-bound'],
      ['xen-4.17/nvme-poke-bound', OLD],
      ['xen-4.17/nvme-poke-bound', 'xen-landed/xhci-pba-same-page'],
    ]) {
      const { exitCode, stderr, stdout } = join(sides(one!)[0]!, sides(other!)[1]!);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^Nothing that Xen recorded could be compared/);
      expect(stdout).toMatch(/accesses that Xen sent on, none has a request in the log/);
      expect(stdout).not.toContain('agrees with every fact');
    }
    const mixed = report(sides('xen-4.17/nvme-poke-bound')[0]!, sides('xen-4.17/lost-records')[1]!);
    expect(mixed.damage.join(' ')).toMatch(/only 4 can have a request in the log/);
  });

  it('names the option that xenalyze was run without', () => {
    const text = textOfFile(sides(OLD)[0]!).split('\n').slice(0, 300);
    const cut = made('cut.txt', [...text, 'h->exit_reason 400 > exit_reason_max 38!', ''].join('\n'));
    const { exitCode, stderr } = join(cut, sides(OLD)[1]!);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/Run it again with --svm-mode/);
  });

  it('places a device that is given with the host’s addresses, and refuses one that cannot lie there', () => {
    const lspci = (offset: string) =>
      `00:05.0 RAID bus controller: Broadcom MegaRAID [1000:0060]\n\tRegion 0: Memory at febc4000 (64-bit, non-prefetchable) [size=16K]\n\tCapabilities: [68] MSI-X: Enable+ Count=15 Masked-\n\t\tVector table: BAR=0 offset=${offset}\n\t\tPBA: BAR=0 offset=00003800\n`;
    const host = made('host.txt', lspci('00002000'));
    const found = report(...sides(OLD), '--hw', file(OLD, 'hw.log'), '--lspci', host);
    expect(found.modelDisagrees).toEqual([]);
    expect(found.device).toMatch(/MegaRAID/);
    expect(found.assumptions.join(' ')).toMatch(/taken to begin at 0xf1042000/);
    const far = made('far.txt', lspci('00003000'));
    expect(join(...sides(OLD), '--lspci', far).stderr).toMatch(
      /cannot be of 00:05\.0: its table does not fit/,
    );
  });
});

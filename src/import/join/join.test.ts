/** Runs of a real Xen: what is fact, against numbers counted by hand, and whether the model does the same. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES, bytesOf, hasSamples, recordingIn, SAMPLES, traceOf } from '#import/testing/trace-files.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import { joinRun, type Join } from './join.ts';

/** Accesses, of these by Xen alone, to the device model, not known, and known to have reached the hardware. */
type Expected = readonly [
  accesses: number,
  xen: number,
  deviceModel: number,
  unknown: number,
  hardware: number,
];

const RUNS: Readonly<Record<string, Expected>> = {
  'xen-traces/megasas-adjacent-bound': [14, 0, 14, 0, 5],
  'xen-traces/megasas-adjacent-unbound': [14, 0, 14, 0, 5],
  'xen-traces/nvme-load-mmiotrace': [192, 19, 173, 0, 0],
  'xen-traces/nvme-poke-bound': [67, 24, 43, 0, 0],
  'xen-traces/pirq-affinity': [0, 0, 0, 0, 0],
  'xen-traces/xhci-pba-same-page': [8, 2, 6, 0, 3],
  'xen-traces/minimal-events': [208, 30, 178, 0, 0],
  // Records are missing: one write fits both.
  'xen-traces/lost-records': [192, 19, 172, 1, 0],
  'xen-traces-landed/megasas-adjacent-bound': [14, 4, 10, 0, 11],
  'xen-traces-landed/megasas-adjacent-neverbound': [14, 0, 14, 0, 5],
  'xen-traces-landed/megasas-adjacent-unbound': [14, 4, 10, 0, 11],
  'xen-traces-landed/megasas-adjacent-unbound-refcount': [14, 0, 14, 0, 5],
  'xen-traces-landed/megasas-unload': [8, 3, 5, 0, 0],
  'xen-traces-landed/nvme-load': [186, 9, 177, 0, 0],
  'xen-traces-landed/xhci-pba-same-page': [8, 6, 2, 0, 3],
};

const FOLDERS: Readonly<Record<string, string>> = {
  'xen-traces': 'xen-4.17',
  'xen-traces-landed': 'xen-landed',
};

function xenOf(run: string): string {
  if (run.endsWith('-refcount')) return 'xen-head';
  return run.startsWith('xen-traces-landed') ? 'xen-4.19' : 'xen-4.18';
}

function joined(folder: string, xenName: string): Join {
  const design = designNamed(xenName, 'qemu-devmem');
  if (!design.ok) throw new Error(design.error);
  const read = (name: string) => traceOf(bytesOf(recordingIn(folder, name)));
  const result = joinRun(
    {
      xen: read('xenalyze.txt'),
      log: read('qemu-dm.log'),
      hardware: read('hw.log'),
      devices: [],
      catalogue: [],
    },
    design.value,
  );
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function expectRun(found: Join, expected: Expected): void {
  const count = (where: string) => found.facts.accesses.filter((access) => access.where === where).length;
  const hardware = found.hardware?.facts.filter(({ reached }) => reached === 'yes').length;
  expect([
    found.facts.accesses.length,
    count('xen'),
    count('device-model'),
    count('unknown'),
    hardware,
  ]).toEqual(expected);
  expect(found.model?.disagreements ?? []).toEqual([]);
}

const folderOf = (run: string): string => {
  const [set = '', name = ''] = run.split('/');
  const committed = path.join(FIXTURES, FOLDERS[set] ?? '', name);
  return existsSync(committed) ? committed : path.join(SAMPLES, set, 'runs', name);
};

describe('runs of a real Xen', () => {
  for (const [run, expected] of Object.entries(RUNS))
    it.skipIf(!existsSync(folderOf(run)))(
      `${run}: every access is where it was, and ${xenOf(run)} agrees`,
      () => expectRun(joined(folderOf(run), xenOf(run)), expected),
      30_000,
    );

  it('tells how adjacent writes went: by Xen and then to the device model after the change, to nobody before', () => {
    const landed = joined(folderOf('xen-traces-landed/megasas-adjacent-bound'), 'xen-4.19');
    const how = (found: Join) =>
      found.facts.accesses.flatMap(({ write, address }, n) =>
        write && address % 4096 >= 0xf0 && address % 4096 < 0xffd
          ? [[found.hardware!.facts[n]!.reached, found.hardware!.facts[n]!.how]]
          : [],
      );
    const done = ['yes', 'it is on the hardware, and the device model was sent it as well'];
    expect(how(landed).filter(([reached]) => reached === 'yes')).toEqual(
      Array.from({ length: 6 }, () => done),
    );
    const old = joined(folderOf('xen-traces/megasas-adjacent-bound'), 'xen-4.18');
    expect(how(old).some(([reached]) => reached === 'yes')).toBe(false);
    expect(how(old).filter(([reached]) => reached === 'no').length).toBeGreaterThan(2);
  });

  it('finds every access of a driver’s load in the guest’s own record too, with its size', () => {
    const design = designNamed('xen-4.18', 'qemu-devmem');
    if (!design.ok) throw new Error(design.error);
    const read = (name: string) =>
      traceOf(bytesOf(recordingIn(folderOf('xen-traces/nvme-load-mmiotrace'), name)));
    const found = joinRun(
      {
        xen: read('xenalyze.txt'),
        log: read('qemu-dm.log'),
        hardware: null,
        guest: read('mmiotrace.txt'),
        devices: [],
        catalogue: [],
      },
      design.value,
    );
    if (!found.ok) throw new Error(found.error);
    const { guest, facts, model } = found.value;
    expect(guest?.onlyInGuest).toBe(0);
    expect(guest?.lines.every((line) => line !== null)).toBe(true);
    expect(facts.accesses.every(({ size }) => size === 4)).toBe(true);
    expect(model?.disagreements).toEqual([]);
  });

  it('says no of no access to bytes that the hardware’s log never shows', () => {
    const found = joined(folderOf('xen-traces/nvme-poke-bound'), 'xen-4.18');
    expect(found.hardware!.facts.map(({ reached }) => reached)).not.toContain('no');
  });

  it('shows the writes that the landed design would have carried out', () => {
    const found = joined(folderOf('xen-traces/nvme-poke-bound'), 'xen-4.19');
    expect(found.model!.disagreements.length).toBeGreaterThan(0);
  });

  it('refuses recordings of the wrong kind with a sentence', () => {
    const design = designNamed('xen-4.18', 'qemu-devmem');
    if (!design.ok) throw new Error(design.error);
    const log = traceOf(bytesOf(recordingIn(folderOf('xen-traces/megasas-adjacent-bound'), 'qemu-dm.log')));
    const result = joinRun({ xen: log, log, hardware: null, devices: [], catalogue: [] }, design.value);
    expect(result.ok ? '' : result.error).toMatch(/xenalyze/);
    if (!hasSamples) console.log('no recorded runs beside the project: only the committed ones were joined');
  });
});

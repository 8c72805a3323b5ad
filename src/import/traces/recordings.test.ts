/** Real recordings: every line accounted for, and as many accesses in each part of the devices as were counted by hand. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import { FIXTURES, hasSamples, SAMPLES, traceOf } from '#import/testing/trace-files.ts';
import type { DeviceDescription } from '#model/device.ts';
import { fittingDevices } from './geometry.ts';
import { planReplay } from './plan.ts';
import type { Trace } from './trace.ts';

/** lines, accesses; then accesses to table, PBA, page, bar, other BAR, rest; then the file with the BARs. */
type Counts = readonly [
  lines: number,
  accesses: number,
  regions: readonly [number, number, number, number, number, number],
  config: string | null,
];

/** Four records of the console capture have a kernel message glued on; they are accesses here. */
const KNOWN: Readonly<Record<string, Counts>> = {
  'qemu/e1000e-load.log.gz': [4038, 4038, [47, 0, 0, 0, 3149, 842], 'e1000e-loaded'],
  'qemu/e1000e-traffic-small.log.gz': [1031, 1031, [14, 0, 0, 0, 140, 877], 'e1000e-loaded'],
  'qemu/nvme-affinity.log.gz': [1245, 1245, [22, 0, 0, 24, 0, 1199], 'nvme-loaded'],
  'qemu/nvme-io-1M.log.gz': [1025938, 1025938, [218, 0, 0, 479814, 0, 545906], 'nvme-loaded'],
  'qemu/nvme-load-allevents.log.gz': [1821, 1189, [194, 0, 0, 106, 0, 889], 'nvme-loaded'],
  'qemu/nvme-load-notimestamp.log.gz': [899, 899, [196, 0, 0, 109, 0, 594], 'nvme-loaded'],
  'qemu/nvme-load.log.gz': [1436, 1436, [194, 0, 0, 64, 0, 1178], 'nvme-loaded'],
  'qemu/nvme2048-reload-x30.log.gz': [148042, 148042, [125520, 0, 0, 3457, 0, 19065], 'nvme2048-loaded'],
  'qemu/poke-allsizes.log.gz': [11469, 11341, [832, 56, 3, 0, 0, 10450], 'poke'],
  'mmiotrace/e1000e-traffic-big.txt.gz': [156973, 156961, [71, 0, 0, 0, 156890, 0], 'mmiotrace-e1000e'],
  'mmiotrace/nvme-load-io-unload.txt': [591, 568, [392, 0, 0, 176, 0, 0], 'mmiotrace-nvme'],
  'mmiotrace/nvme-load-pc.txt': [319, 305, [196, 0, 0, 109, 0, 0], 'mmiotrace-nvme'],
  'mmiotrace/nvme-lost-events.txt': [582, 567, [196, 0, 0, 371, 0, 0], 'mmiotrace-nvme'],
  'mmiotrace/serial-console-interleaved.txt': [4459, 4418, [267, 0, 0, 67, 4084, 0], 'mmiotrace-serial'],
  'mmiotrace/vmxnet3-load-traffic-unload.txt': [342, 316, [152, 0, 0, 0, 164, 0], 'mmiotrace-vmxnet3'],
  'mmiotrace/xhci-load-io-unload.txt': [3236, 3222, [60, 0, 0, 3162, 0, 0], 'mmiotrace-xhci'],
};

const COMMITTED = [
  'qemu/nvme-load.log.gz',
  'qemu/nvme-load-allevents.log.gz',
  'qemu/nvme-load-notimestamp.log.gz',
  'qemu/e1000e-load.log.gz',
  'qemu/poke-allsizes.log.gz',
  'qemu/nvme-affinity.log.gz',
  'mmiotrace/nvme-load-io-unload.txt',
  'mmiotrace/nvme-lost-events.txt',
  'mmiotrace/serial-console-interleaved.txt',
  'mmiotrace/vmxnet3-load-traffic-unload.txt',
];

function expectLines(trace: Trace, [lines, accesses]: Counts): void {
  expect(trace.lines).toBe(lines);
  expect(trace.accesses.length).toBe(accesses);
  expect(trace.accessLines + trace.contextLines + trace.notUnderstoodLines).toBe(lines);
}

describe('committed recordings', () => {
  for (const name of COMMITTED)
    it(`${name}: every line is an access, context, or counted as not understood`, () => {
      expectLines(traceOf(readFileSync(path.join(FIXTURES, name))), KNOWN[name]!);
    });

  it('finds the device of a recording whose driver read configuration space', () => {
    const trace = traceOf(readFileSync(path.join(FIXTURES, 'qemu/nvme-load.log.gz')));
    const [device, ...others] = fittingDevices(trace, [], []);
    expect(others).toEqual([]);
    expect(device?.description).toMatchObject({
      slot: '00:04.0',
      id: '1b36:0010',
      msix: { entries: 65, table: { bar: 0, offset: 0x2000 } },
    });
    expect(device?.description.bars[0]?.address).toBe(0xfebf8000);
  });

  it('finds the devices of an mmiotrace by what is mapped', () => {
    const trace = traceOf(readFileSync(path.join(FIXTURES, 'mmiotrace/serial-console-interleaved.txt')));
    expect(
      fittingDevices(trace, [], []).map(({ description: { slot, msix } }) => [
        slot,
        msix.entries,
        msix.table.bar,
        msix.table.offset,
      ]),
    ).toEqual([
      ['00:04.0', 65, 0, 0x2000],
      ['00:05.0', 5, 3, 0],
    ]);
  });
});

function devicesIn(config: string): DeviceDescription[] {
  const text = readFileSync(path.join(SAMPLES, `traces/config/${config}.guest-config.txt`), 'utf8');
  return parseLspci(text).devices.flatMap(({ description }) => (description ? [description] : []));
}

describe.skipIf(!hasSamples)('all recordings beside the project', () => {
  for (const [name, counts] of Object.entries(KNOWN))
    it(`${name}: counts of each part of its devices`, () => {
      const trace = traceOf(readFileSync(path.join(SAMPLES, 'traces', name)));
      expectLines(trace, counts);
      const [, , regions, config] = counts;
      const devices = fittingDevices(trace, devicesIn(config!), []).map(({ description }) => description);
      const { counts: found } = planReplay(trace, devices).assignment;
      expect([found.table, found.pba, found.page, found.bar, found.otherBar, found.rest]).toEqual(regions);
    }, 60_000);
});

it('says so where the larger set of recordings is missing', () => {
  if (!hasSamples) console.log('no recordings beside the project: only the committed ones were read');
  expect(COMMITTED.every((name) => name in KNOWN)).toBe(true);
});

/** Which device a recording is of, from what it has and what it is given. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import {
  bytesOf,
  FIXTURES,
  recordingIn,
  textOfFile,
  traceOf,
  traceOfText,
} from '#import/testing/trace-files.ts';
import type { DeviceDescription } from '#model/device.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { Replay } from '#model/replay/replay.ts';
import { ConfigTracker } from './config-space.ts';
import { fittingDevices } from './geometry.ts';
import { planReplay } from './plan.ts';
import type { Trace } from './trace.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);

const fixture = (name: string): Trace => traceOf(bytesOf(path.join(FIXTURES, name)));
const side = (run: string, name: string): Trace =>
  traceOf(bytesOf(recordingIn(path.join(FIXTURES, run), name)));

/** The device of the megasas runs as dom0's lspci shows it, that is, at the host's addresses. */
const IN_DOM0 = parseLspci(`00:05.0 RAID bus controller: Broadcom / LSI MegaRAID SAS 1078 (rev 00)
	Region 0: Memory at febc4000 (64-bit, non-prefetchable) [size=16K]
	Region 3: Memory at feb80000 (64-bit, non-prefetchable) [size=256K]
	Capabilities: [68] MSI-X: Enable+ Count=15 Masked-
		Vector table: BAR=0 offset=00002000
		PBA: BAR=0 offset=00003800
`).devices.flatMap(({ description }) => description ?? []);

const tableAt = ({ bars, msix }: DeviceDescription): number =>
  (bars.find(({ index }) => index === msix.table.bar)?.address ?? NaN) + msix.table.offset;

describe('BARs of unknown size', () => {
  it('reach as far as the regions in them are accessed, and say so', () => {
    const trace = fixture('qemu/e1000e-load.log.gz');
    const [device] = fittingDevices(trace, [], []);
    const { otherBar, rest } = planReplay(trace, [device!.description]).assignment.counts;
    expect([otherBar, rest]).toEqual([3149, 842]);
    expect(device!.assumptions.join(' ')).toMatch(/BAR 0 is.* 0x10000 bytes.*“e1000e-mmio”/);
    expect(device!.assumptions.join(' ')).toMatch(/how long BAR 1 is/);
  });

  it('are what the guest was told when it asked', () => {
    const config = new ConfigTracker();
    const write = (register: number, value: number) => config.access(8, register, 4, true, value, 0, 1);
    const read = (register: number, value: number) => config.access(8, register, 4, false, value, 0, 1);
    read(0, 0x00101b36);
    read(0x10, 0xf1000004);
    write(0x10, 0xffffffff);
    read(0x10, 0xffff8004);
    write(0x10, 0xf1000004);
    read(0x14, 0);
    write(0x14, 0xffffffff);
    read(0x14, 0xffffffff);
    write(0x14, 0);
    expect(config.functions()[0]?.bars).toEqual([
      { index: 0, address: 0xf1000000, size: 0x8000, wide: true },
    ]);
  });
});

describe('a recording that does not tell its device', () => {
  it('of the device model: has the page that it intercepts, on which any of the catalogue can be', () => {
    const log = side('xen-4.17/megasas-adjacent-bound', 'qemu-dm.log');
    const found = fittingDevices(log, [], CATALOGUE);
    expect(found.length).toBeGreaterThan(10);
    for (const { description } of found) expect(Math.floor(tableAt(description) / 4096)).toBe(0xf1042);
    expect(found.map(({ description }) => description.id)).toContain('8086:2723');
  });

  it('takes a device that is given with the host’s addresses, on any side', () => {
    for (const name of ['qemu-dm.log', 'xenalyze.txt']) {
      const trace = side('xen-4.17/megasas-adjacent-bound', name);
      const [device, ...others] = fittingDevices(trace, IN_DOM0, []);
      expect(others).toEqual([]);
      expect(device?.description.bars.map(({ index, address }) => [index, address])).toEqual([
        [0, 0xf1040000],
        [3, null],
      ]);
      expect(device?.assumptions.join(' ')).toMatch(/taken to begin at 0xf1042000/);
      expect(planReplay(trace, [device!.description]).devices[0]?.plan.rows.length).toBe(14);
    }
  });

  it('is not misled by accesses that reach beyond the table’s page', () => {
    const found = fittingDevices(side('xen-4.17/nvme-poke-bound', 'xenalyze.txt'), [], CATALOGUE);
    expect(found.length).toBeGreaterThan(10);
    for (const { description } of found) expect(Math.floor(tableAt(description) / 4096)).toBe(0xf1002);
  });

  it('of plain QEMU: offers what is accessed before the catalogue', () => {
    const found = fittingDevices(fixture('qemu/nvme-affinity.log.gz'), [], CATALOGUE);
    expect(found[0]).toMatchObject({ from: 'region', description: { msix: { entries: 1 } } });
    expect(found.slice(1).every(({ from }) => from === 'catalogue')).toBe(true);
    const six = fittingDevices(fixture('qemu/poke-allsizes.log.gz'), [], []);
    expect(six.map(({ description: { msix } }) => [msix.entries, msix.pba.offset])).toEqual([
      [8, 0x800],
      [65, 0x1000],
      [40, 0x800],
      [16, 0x800],
      [25, 0x1000],
      [15, 0x1800],
    ]);
  });
});

it('reads a log without the names of regions by addresses: the device, and the delivered messages', () => {
  const named = textOfFile(path.join(FIXTURES, 'qemu/nvme-load.log.gz'));
  const find = (text: string) => {
    const trace = traceOfText(text);
    const [device] = fittingDevices(trace, [], []);
    const { plan } = planReplay(trace, [device!.description]).devices[0]!;
    const replay = new Replay(plan, DESIGNS[0]!);
    replay.advance(Infinity);
    return { slot: device?.description.slot, rows: plan.rows.length, delivered: [...replay.deliveries] };
  };
  const unnamed = find(named.replace(/ name '.*'$/gm, ''));
  expect(unnamed.delivered.some((count) => count > 0)).toBe(true);
  // Extended configuration space of the named log is at addresses that tell nothing without their region's name.
  expect(unnamed).toEqual(find(named.replace(/^.*pcie-mmcfg.*\n/gm, '')));
});

it('takes a given device for a recording of offsets, wherever its BARs are', () => {
  const trace = traceOfText('op,offset,value\nW,0x2000,1\nW,0x2800,1\nR,0x3800,0\n');
  const [device] = fittingDevices(trace, IN_DOM0, []);
  const { counts } = planReplay(trace, [device!.description]).assignment;
  expect([counts.table, counts.page, counts.pba]).toEqual([1, 1, 1]);
});

import { describe, expect, it } from 'vitest';
import { codes, facts, fixture } from '#import/testing/lspci-texts.ts';
import { parseLspci } from './parse-lspci.ts';
import type { ImportedDevice } from './read-device.ts';

const WIFI = `04:00.0 Network controller [0280]: Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz [8086:2725] (rev 1a)
	Subsystem: Intel Corporation Wi-Fi 6 AX210 160MHz [8086:0024]
	Control: I/O- Mem+ BusMaster+ SpecCycle- MemWINV- VGASnoop- ParErr- Stepping- SERR- FastB2B- DisINTx+
	Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]
	Capabilities: [c8] Power Management version 3
	Capabilities: [40] Express (v2) Endpoint, MSI 00
	Capabilities: [80] MSI-X: Enable+ Count=16 Masked-
		Vector table: BAR=0 offset=00002000
		PBA: BAR=0 offset=00003000
	Kernel driver in use: iwlwifi
`;

function only(text: string): ImportedDevice {
  const { devices } = parseLspci(text);
  expect(devices).toHaveLength(1);
  return devices[0] as ImportedDevice;
}

const withLine = (from: RegExp | string, to: string): string => WIFI.replace(from, to);

describe('a device of lspci -vv -nn', () => {
  it('is read whole', () => {
    const device = only(WIFI);
    expect(device.description).toEqual({
      id: '8086:2725',
      slot: '04:00.0',
      name: 'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz',
      bars: [{ index: 0, kind: 'memory', address: 0x80000000, size: 16384, width: 64, prefetchable: false }],
      msix: {
        entries: 16,
        table: { bar: 0, offset: 0x2000 },
        pba: { bar: 0, offset: 0x3000 },
        enabled: true,
        masked: false,
      },
      registers: [],
    });
    expect(device.messages).toEqual([]);
  });

  it('has no id without -nn, but one from "Device vvvv:dddd"', () => {
    expect(only(withLine(' [8086:2725]', '')).id).toBeNull();
    const unnamed = only(
      withLine(
        'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz [8086:2725] (rev 1a)',
        'Device 1ac1:089a (prog-if ff)',
      ),
    );
    expect([unnamed.id, unnamed.name]).toEqual(['1ac1:089a', 'Device 1ac1:089a']);
  });

  it('has its id from -n', () => {
    expect(only(withLine(/Network controller.*/, '0280: 8086:2725 (rev 1a)')).id).toBe('8086:2725');
  });

  it('has its id from a plain listing in the same text, which counts as no device of its own', () => {
    const listing =
      '0000:04:00.0 Network controller [0280]: Intel Corporation Wi-Fi [8086:2725] (rev 1a)\n\n';
    const report = parseLspci(listing + withLine(' [8086:2725]', ''));
    expect(report.devices.map(({ id }) => id)).toEqual(['8086:2725']);
    expect(report.withoutMsix).toBe(0);
  });

  it('keeps brackets that belong to the name', () => {
    const name = 'Advanced Micro Devices, Inc. [AMD/ATI] Navi [Radeon RX 6800]';
    expect(only(withLine(/Intel Corporation Wi-Fi.*160MHz/, name)).name).toBe(name);
    expect(only(withLine('(rev 1a)', '(rev 1a) (prog-if 02 [NVM Express])')).name).toMatch(/160MHz$/);
  });

  it('takes slots with long domains, functions of ARI devices and capital digits', () => {
    for (const slot of ['10000:e1:00.0', '0000:3b:1f.7', '3b:00.8', '3b:02.1']) {
      expect(only(withLine('04:00.0', slot)).slot).toBe(slot);
    }
    expect(only(withLine('04:00.0', 'E1:00.0')).slot).toBe('e1:00.0');
  });
});

describe('the MSI-X line', () => {
  it('may have the wording of old versions', () => {
    const { msix } = only(withLine('MSI-X: Enable+ Count=16 Masked-', 'MSI-X: Enable- Mask+ TabSize=10'));
    expect(msix).toMatchObject({ enabled: false, masked: true, entries: 10 });
  });

  it('may say Masked+', () => {
    expect(only(withLine('Enable+ Count=16 Masked-', 'Enable- Count=67 Masked+')).msix).toMatchObject({
      enabled: false,
      masked: true,
      entries: 67,
    });
  });

  it('without table lines, as -v prints it, still makes a device, but none that can be drawn', () => {
    const device = only(WIFI.replace(/\n.*Vector table.*\n.*PBA.*/, ''));
    expect(device.msix).toEqual({ entries: 16, enabled: true, masked: false, table: null, pba: null });
    expect(device.description).toBeNull();
    expect(device.messages.map(({ code }) => code)).toEqual(['no-table-lines']);
    expect(device.messages[0]?.message).toContain('sudo lspci -vv -s 04:00.0');
  });

  it('is not mistaken for the MSI capability or the "MSI 00" of Express', () => {
    const report = parseLspci(
      WIFI.replace(
        /.*MSI-X[^]*?Kernel/,
        '\tCapabilities: [d0] MSI: Enable- Count=1/1 Maskable- 64bit+\n\tKernel',
      ),
    );
    expect(report.devices).toEqual([]);
    expect(codes(report)).toEqual(['no-device', 'no-msix']);
  });

  it.each(['0', '2049', '99999'])('with an impossible count of %s is a message, not a drawing', (count) => {
    const device = only(withLine('Count=16', `Count=${count}`));
    expect(device.description).toBeNull();
    expect(device.messages.map(({ code }) => code)).toContain('count-impossible');
  });
});

describe('BARs', () => {
  const bar = (line: string) => only(withLine(/Region 0:.*/, line)).bars;
  const plain = {
    index: 0,
    kind: 'memory',
    address: 0x80000000,
    size: 16384,
    width: 64,
    prefetchable: false,
  };

  it.each([
    ['Region 0: Memory at 80000000 (64-bit, non-prefetchable) [disabled] [size=16K]', {}],
    ['Region 0: [virtual] Memory at 80000000 (64-bit, non-prefetchable) [size=16K]', {}],
    ['[virtual] Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]', {}],
    ['Region 0: Memory at 80000000 (64-bit, non-prefetchable) [enhanced] [size=16K]', {}],
    ['Region 0: Memory at 0000000080000000 (64-bit, non-prefetchable) size=16K', {}],
    [
      'Region 0: Memory at 80000000 (32-bit, prefetchable) [size=256]',
      { width: 32, prefetchable: true, size: 256 },
    ],
    [
      'Region 0: Memory at e0030000000 (64-bit, prefetchable) [size=32M]',
      { address: 0xe0030000000, size: 2 ** 25, prefetchable: true },
    ],
    [
      'Region 0: Memory at 200000000 (64-bit, prefetchable) [size=8G]',
      { address: 0x200000000, size: 2 ** 33, prefetchable: true },
    ],
    [
      'Region 0: Memory at <unassigned> (64-bit, prefetchable) [size=1M]',
      { address: null, size: 2 ** 20, prefetchable: true },
    ],
    ['Region 0: Memory at <ignored> (64-bit, non-prefetchable)', { address: null, size: null }],
    ['Region 0: Memory at c0000 (low-1M, non-prefetchable) [size=16K]', { address: 0xc0000, width: 32 }],
    ['Region 0: I/O ports at d000 [size=256]', { kind: 'io', address: 0xd000, size: 256, width: null }],
    [
      'Region 0: I/O ports at <unassigned> [disabled]',
      { kind: 'io', address: null, size: null, width: null },
    ],
  ])('reads %s', (line, differences) => {
    expect(bar(line)).toEqual([{ ...plain, ...differences }]);
  });

  it('without numbers (-v) are numbered by their order, which a message says', () => {
    const lines = [
      'I/O ports at d000 [size=256]',
      'Memory at 91304000 (64-bit, non-prefetchable) [size=4K]',
      'Memory at 91300000 (64-bit, prefetchable) [size=16K]',
      'Expansion ROM at 91000000 [disabled] [size=1M]',
    ];
    const device = only(withLine(/Region 0:.*/, lines.join('\n\t')));
    expect(device.bars.map(({ index, kind }) => [index, kind])).toEqual([
      [0, 'io'],
      [2, 'memory'],
      [4, 'memory'],
    ]);
    expect(device.messages.map(({ code }) => code)).toContain('bars-derived');
  });

  it('without numbers take those of the hex dump when there is one', () => {
    const text = fixture('e1000e-loaded.lspci-vvvxxxx');
    const unnumbered = parseLspci(text.replace(/Region \d: /g, ''));
    expect(unnumbered.devices.map(facts)).toEqual(parseLspci(text).devices.map(facts));
    expect(unnumbered.devices.flatMap(({ messages }) => messages.map(({ code }) => code))).not.toContain(
      'bars-derived',
    );
  });

  it('of virtual functions and windows of bridges are not the device’s', () => {
    const more = [
      'Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)',
      '\tIOVCap: Migration-',
      '\tRegion 0: Memory at 0000000090000000 (64-bit, non-prefetchable)',
      '\tRegion 3: Memory at 00000000a0000000 (64-bit, prefetchable)',
      'Memory behind bridge: 18100000-182fffff [size=2M]',
      'Prefetchable memory behind bridge: 00000000-000fffff [size=1M]',
    ];
    expect(only(withLine('\tKernel driver', `\t${more.join('\n\t')}\n\tKernel driver`)).bars).toEqual([
      plain,
    ]);
  });

  it('come from Enhanced Allocation when no region line tells them', () => {
    const ea = [
      'Capabilities: [98] Enhanced Allocation (EA): NumEntries=1',
      '\tEntry 0: Enable+ Writable- EntrySize=4',
      '\t BAR Equivalent Indicator: BAR 4',
      '\t PrimaryProperties: memory space, non-prefetchable',
      '\t SecondaryProperties: entry unavailable for use, PrimaryProperties should be used',
      '\t Base: 84300f0000',
      '\t MaxOffset: 0000fffff',
    ];
    expect(bar(ea.join('\n\t'))).toEqual([{ ...plain, index: 4, address: 0x84300f0000, size: 2 ** 20 }]);
  });

  it('with a size that no BAR can have lose the size and gain a message', () => {
    const device = only(withLine('[size=16K]', '[size=28K]'));
    expect(device.bars[0]?.size).toBeNull();
    expect(device.messages.map(({ code }) => code)).toEqual(['odd-size', 'size-unknown']);
  });
});

describe('a whole machine', () => {
  it('gives every device with MSI-X and counts the others', () => {
    const report = parseLspci(fixture('poke.lspci-D-nn-vv'));
    expect(report.devices.map(({ slot, id, msix }) => [slot, id, msix.entries])).toEqual([
      ['0000:00:03.0', '1af4:1110', 8],
      ['0000:00:04.0', '1b36:0010', 65],
      ['0000:00:05.0', '1af4:1041', 40],
      ['0000:00:06.0', '1b36:000d', 16],
      ['0000:00:07.0', '15ad:07b0', 25],
      ['0000:00:08.0', '1000:0060', 15],
    ]);
    expect(report.withoutMsix).toBe(4);
    expect(codes(report)).toEqual(['no-msix']);
  });

  it('keeps a device that occurs twice, and says so', () => {
    const report = parseLspci(`${WIFI}\nafterwards:\n${withLine('Masked-', 'Masked+')}`);
    expect(report.devices.map(({ msix }) => msix.masked)).toEqual([false, true]);
    expect(codes(report)).toEqual(['same-slot', 'unused-lines']);
  });

  it('has BAR sizes from the resource files pasted with it', () => {
    const sizes = parseLspci(fixture('poke.guest-config')).devices.map(({ bars }) =>
      bars.map(({ size }) => size),
    );
    expect(sizes).toEqual([
      [256, 4096, 2 ** 20],
      [16384],
      [4096, 16384],
      [16384],
      [4096, 4096, 8192],
      [16384, 256, 2 ** 18],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { codes, fixture } from '#import/testing/lspci-texts.ts';
import { LONGEST_TEXT, parseLspci } from './parse-lspci.ts';

const device = (
  lines: readonly string[],
  header = '04:00.0 Network controller: Intel Corporation Wi-Fi',
): string => [header, ...lines.map((line) => `\t${line}`), ''].join('\n');

const MSIX = [
  'Capabilities: [80] MSI-X: Enable+ Count=16 Masked-',
  'Vector table: BAR=0 offset=00002000',
  'PBA: BAR=0 offset=00003000',
];
const REGION = 'Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]';

const ofDevice = (text: string): string[] =>
  parseLspci(text).devices.flatMap(({ messages }) => messages.map(({ code }) => code));

describe('a text without any device that can be shown', () => {
  it('says what to paste when it is empty', () => {
    for (const text of ['', '  \n\n\t', '\ufeff']) {
      const { messages } = parseLspci(text);
      expect(messages.map(({ code }) => code)).toEqual(['empty']);
      expect(messages[0]?.message).toContain('sudo lspci -vv');
    }
  });

  it('says that it is not lspci, and shows its beginning', () => {
    const { messages } = parseLspci('Dear all,\nmy card does not work at 04:00.0: why?');
    expect(messages).toMatchObject([{ code: 'not-lspci', line: 1, severity: 'error', excerpt: 'Dear all,' }]);
  });

  it('tells a tree and a listing for programs from a dump', () => {
    expect(codes(parseLspci('-[0000:00]-+-00.0\n           +-01.0-[01]----00.0'))).toEqual(['not-verbose']);
    expect(codes(parseLspci('00:1f.3 "Audio device" "Intel Corporation" "Device"'))).toEqual(['not-verbose']);
    expect(codes(parseLspci('Slot:\t00:1f.3\nClass:\tAudio device'))).toEqual(['not-verbose']);
  });

  it('asks for root when access was denied', () => {
    const report = parseLspci(
      device([
        'Flags: fast devsel',
        'Memory at 80000000 (64-bit, non-prefetchable) [size=16K]',
        'Capabilities: <access denied>',
      ]),
    );
    expect(codes(report)).toEqual(['no-device', 'denied']);
    expect(report.messages[1]?.message).toContain('as root: sudo lspci -vv -s 04:00.0');
    expect(report.withoutMsix).toBe(1);
  });

  it('knows a device that is asleep, from text and from bytes', () => {
    const asleep = parseLspci(device(['!!! Unknown header type 7f']));
    expect(codes(asleep)).toContain('asleep');
    expect(asleep.messages.at(-1)?.message).toContain('/sys/bus/pci/devices/0000:04:00.0/power/control');
    const ones = ['00:', ...Array.from({ length: 16 }, () => 'ff')].join(' ');
    expect(codes(parseLspci(device([ones])))).toContain('asleep');
  });

  it('says that a plain listing shows names only', () => {
    const report = parseLspci(
      '00:00.0 Host bridge: Intel Corporation Device 591f\n04:00.0 Network controller: Intel Wi-Fi\n',
    );
    expect(codes(report)).toEqual(['no-device', 'name-only']);
    expect(report.withoutMsix).toBe(2);
  });

  it('of another program is told by its name, with what to run instead', () => {
    const row = '86 80 f1 51 06 04 10 00';
    const texts: readonly (readonly [string, RegExp])[] = [
      [
        'iwm0@pci0:4:0:0:\tclass=0x028000 rev=0x1a\n    cap 11[80] = MSI-X',
        /pciconf of FreeBSD.*pkg install pciutils/,
      ],
      [`00000000  ${row}  ${row}  |...Q............|\n*\n00000100\n`, /hexdump -C.*sudo lspci -xxxx/],
      [`0000000 ${row} ${row}\n0000020 ${row} ${row}\n`, /hexdump -C or od/],
      ['00000000: 8680 f151 0604 1000 0100 8002 0000 8000  ...Q............', /xxd.*sudo lspci -xxxx/],
      ['  *-network\n       bus info: pci@0000:04:00.0\n', /lshw.*sudo lspci -vv/],
      ['[    1.2] pci 0000:04:00.0: [8086:2725] type 00 class 0x028000', /log of the kernel.*sudo lspci -vv/],
      ['PCI\\VEN_8086&DEV_2725&SUBSYS_00248086&REV_1A', /Windows.*Linux/],
      [' 4:0:0: Intel Wi-Fi\n\t0x0000: Vendor ID: 8086, Product ID: 2725', /pcidump of OpenBSD.*pkg_add/],
      ['bash: lspci: command not found', /not installed.*pciutils/],
      ['-bash: lspci: command not found', /not installed/],
      ['Content-Transfer-Encoding: base64\n\nMDQ6MDAuMCBOZXR3b3Jr', /encoded \(base64\)/],
      ['0000:04:00.0\n0000:05:00.0', /slots only/],
    ];
    for (const [text, said] of texts) {
      const { devices, messages } = parseLspci(text);
      expect(devices).toEqual([]);
      expect(messages, text).toHaveLength(1);
      expect(messages[0]?.message).toMatch(said);
      expect(messages[0]?.message).not.toContain('no line looks like');
    }
  });

  it('is told to be no text when it is none', () => {
    const config = [
      0x86,
      0x80,
      0xf1,
      0x51,
      6,
      4,
      0x10,
      0,
      1,
      0,
      0x80,
      2,
      0,
      0,
      0x80,
      0,
      ...Array<number>(48).fill(0),
    ];
    for (const text of [
      String.fromCharCode(...config),
      '\u001f\ufffd\u0008\u0000\u0003kd\u0002\ufffd\ufffd\u0001\u0007\ufffd',
    ]) {
      const { messages } = parseLspci(text);
      expect(messages.map(({ code }) => code)).toEqual(['binary']);
      expect(messages[0]?.message).toContain('sudo lspci -xxxx -s SLOT');
    }
  });

  it('is refused with both numbers when it is too long', () => {
    const { devices, messages } = parseLspci('x'.repeat(LONGEST_TEXT + 1));
    expect(devices).toEqual([]);
    expect(messages[0]?.message).toContain(String(LONGEST_TEXT + 1));
    expect(messages[0]?.message).toContain('16 MiB');
  });
});

describe('a capability that cannot be true', () => {
  it.each([
    [
      'names a BAR that is not shown',
      [REGION, MSIX[0] ?? '', 'Vector table: BAR=3 offset=00000000', 'PBA: BAR=3 offset=00002000'],
      ['no-such-bar'],
    ],
    [
      'names a reserved BAR',
      [REGION, MSIX[0] ?? '', 'Vector table: BAR=6 offset=00002000', 'PBA: BAR=0 offset=00003000'],
      ['no-such-bar'],
    ],
    [
      'names the upper half of a BAR',
      [REGION, MSIX[0] ?? '', 'Vector table: BAR=1 offset=00002000', 'PBA: BAR=0 offset=00003000'],
      ['no-such-bar'],
    ],
    ['lies in I/O ports', ['Region 0: I/O ports at d000 [size=256]', ...MSIX], ['bar-is-io', 'bar-is-io']],
    ['ends beyond its BAR', [REGION.replace('16K', '8K'), ...MSIX], ['beyond-bar', 'beyond-bar']],
    [
      'overlaps itself',
      [REGION, MSIX[0] ?? '', 'Vector table: BAR=0 offset=00000040', 'PBA: BAR=0 offset=00000040'],
      ['table-pba-overlap'],
    ],
    [
      'is not aligned',
      [REGION, MSIX[0] ?? '', 'Vector table: BAR=0 offset=00002004', 'PBA: BAR=0 offset=00003000'],
      ['offset-unaligned'],
    ],
    ['has no BAR at all', MSIX, ['no-such-bar']],
  ])('%s: the device is kept, with a message', (_, lines, expected) => {
    expect(parseLspci(device(lines)).devices[0]?.description).not.toBeNull();
    expect(ofDevice(device(lines))).toEqual(expected);
  });

  it('is not seen in one that only just fits', () => {
    const lines = [
      REGION.replace('16K', '512'),
      MSIX[0] ?? '',
      'Vector table: BAR=0 offset=00000000',
      'PBA: BAR=0 offset=00000100',
    ];
    expect(ofDevice(device(lines))).toEqual([]);
    expect(
      ofDevice(
        device([
          REGION.replace('16K', '256'),
          MSIX[0] ?? '',
          'Vector table: BAR=0 offset=00000000',
          'PBA: BAR=4 offset=00000000',
          'Region 4: I/O ports at d000',
        ]),
      ),
    ).not.toContain('beyond-bar');
  });

  it('says of a bridge that it has two BARs only', () => {
    const lines = [
      'Bus: primary=00, secondary=01, subordinate=01, sec-latency=0',
      'Capabilities: [80] MSI-X: Enable- Count=1 Masked-',
      'Vector table: BAR=2 offset=00000000',
      'PBA: BAR=2 offset=00001000',
    ];
    expect(parseLspci(device(lines)).devices[0]?.messages[0]?.message).toContain(
      'a bridge has only BARs 0 and 1',
    );
  });
});

describe('messages', () => {
  it('are whole sentences with a line that exists', () => {
    const text = fixture('poke.guest-config')
      .replace(/offset=00003000/g, 'offset=')
      .replace(/Count=40 /, '');
    const { devices, messages } = parseLspci(text);
    const all = [...messages, ...devices.flatMap((one) => one.messages)];
    expect(all.length).toBeGreaterThan(3);
    for (const { message, line } of all) {
      expect(message).toMatch(/^[A-Z0-9].*\.$/s);
      expect(line).toBeGreaterThanOrEqual(0);
      expect(line).toBeLessThanOrEqual(text.split('\n').length);
    }
  });

  it('count the lines that were not used', () => {
    const { messages } = parseLspci(`Hello,\nhere it is:\n\n${device([REGION, ...MSIX])}\nRegards\n`);
    expect(messages).toMatchObject([{ code: 'unused-lines', line: 1, excerpt: 'Hello,' }]);
    expect(messages[0]?.message).toContain('3 lines');
  });

  it('say so when line breaks got lost, with and without a device', () => {
    for (const end of ['\n', '\r\n']) {
      const crowded = fixture('poke.lspci-vvv').replaceAll('\n', ' ');
      const report = parseLspci(`Hello,${end}${crowded}`);
      expect(report.devices).toHaveLength(6);
      expect(codes(report)).toEqual(['no-msix', 'line-breaks-lost', 'unused-lines']);
      expect(report.messages[1]).toMatchObject({ line: 2, severity: 'note' });
      expect(report.messages[1]?.message).toContain('Line 2 holds');
    }
    const none = parseLspci(device([REGION]).replaceAll('\n', ' '));
    expect(none.messages.find(({ code }) => code === 'line-breaks-lost')?.severity).toBe('error');
  });

  it('name the first of the lines that are taken apart, and how many there are', () => {
    const { messages } = parseLspci(
      device([`${REGION} ${MSIX[0] ?? ''}`, `${MSIX[1] ?? ''} ${MSIX[2] ?? ''}`]),
    );
    expect(messages.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Line 2 and 1 other line hold .*compare the result with the original\.$/),
    ]);
  });

  it('let the address that only the kernel knows differ from the bytes', () => {
    const text = fixture('e1000e-loaded.lspci-vvvxxxx').replace(
      'Region 3: Memory at febc0000',
      'Region 3: [virtual] Memory at febd0000',
    );
    expect(ofDevice(text)).not.toContain('text-bytes-differ');
  });

  it('tell both values when text and bytes disagree', () => {
    const text = fixture('e1000e-loaded.lspci-vvvxxxx')
      .replace('Enable+ Count=5 Masked-', 'Enable- Count=6 Masked-')
      .replace('PBA: BAR=3 offset=00002000', 'PBA: BAR=3 offset=00003000')
      .replace('Memory at febc0000', 'Memory at febd0000');
    const said =
      parseLspci(text).devices[0]?.messages.filter(({ code }) => code === 'text-bytes-differ') ?? [];
    expect(said.map(({ message }) => message.split(' (line')[0])).toEqual([
      'The count of MSI-X entries is 6 in the text and 5 in the hex dump',
      'MSI-X is disabled in the text and enabled in the hex dump',
      'The PBA is at BAR 3 + 0x3000 in the text and BAR 3 + 0x2000 in the hex dump',
      'BAR 3 is at 0xfebd0000 in the text and at 0xfebc0000 in the hex dump',
    ]);
  });
});

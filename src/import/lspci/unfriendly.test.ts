/** Texts as people really paste them: cut, commented, compared, without their first lines, and not of lspci at all. */
import { describe, expect, it } from 'vitest';
import { codes } from '#import/testing/lspci-texts.ts';
import { parseLspci } from './parse-lspci.ts';
import type { ImportedDevice } from './read-device.ts';

const HEADER = '04:00.0 Network controller: Vendor Wi-Fi 6 (rev 1a)';
const REGION = 'Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]';
const MSIX = 'Capabilities: [80] MSI-X: Enable+ Count=16 Masked-';
const TABLE = 'Vector table: BAR=0 offset=00002000';
const PBA = 'PBA: BAR=0 offset=00003000';
const WHOLE = [HEADER, `\t${REGION}`, `\t${MSIX}`, `\t\t${TABLE}`, `\t\t${PBA}`];

const short = ({ slot, id, name, bars, msix }: ImportedDevice): string => {
  const place = (at: { bar: number; offset: number } | null) =>
    at === null ? '?' : `${String(at.bar)}+${at.offset.toString(16)}`;
  const shown = bars.map(
    ({ index, address, size }) => `${String(index)}=${address?.toString(16) ?? '?'}/${String(size ?? '?')}`,
  );
  return `${slot ?? '?'} ${id ?? '?'} ${name ?? '?'}: ${String(msix.entries ?? '?')} ${place(msix.table)} ${place(msix.pba)} ${shown.join(' ')}`;
};
const read = (...lines: string[]): string[] => parseLspci(lines.join('\n')).devices.map(short);
const THE_DEVICE = '04:00.0 ? Vendor Wi-Fi 6: 16 0+2000 0+3000 0=80000000/16384';
const NAMELESS = '? ? ?: 16 0+2000 0+3000 0=80000000/16384';

describe('a text without its header', () => {
  it('still gives the device, and says what is not known', () => {
    expect(read(...WHOLE.slice(1))).toEqual([NAMELESS]);
    const [device] = parseLspci(WHOLE.slice(1).join('\n')).devices;
    expect(device?.messages).toMatchObject([{ code: 'no-header', severity: 'note', line: 1 }]);
    expect(device?.messages[0]?.message).toContain('its slot and name are not known');
  });

  it('may be the capability alone, in a mail', () => {
    expect(
      read(
        'Hello,',
        '',
        '> > # lspci -vv -s 14.3',
        '> > ...',
        `> >   ${MSIX}`,
        `> >     ${TABLE}`,
        `> >     ${PBA}`,
        '',
        'So it is on.',
      ),
    ).toEqual(['? ? ?: 16 0+2000 0+3000 ']);
  });

  it('may be two devices, one after the other', () => {
    const other = WHOLE.slice(1).map((line) =>
      line.replace('80000000', '90000000').replace('Count=16', 'Count=8'),
    );
    expect(read(...WHOLE.slice(1), '', 'and the other one:', '', ...other)).toEqual([
      NAMELESS,
      '? ? ?: 8 0+2000 0+3000 0=90000000/16384',
    ]);
    expect(read(...WHOLE, '', 'the other one:', '', ...other)).toEqual([
      THE_DEVICE,
      '? ? ?: 8 0+2000 0+3000 0=90000000/16384',
    ]);
  });

  it('is not made up from prose', () => {
    for (const prose of [
      'MSI-X: I think it is broken.',
      'Memory at home is cheap.',
      'Region 1: Europe',
      'Capabilities: none that I know',
      'Status: open',
      'Control: none',
      'PBA: what is that?',
      '04:00.0 is my card, the one at 05:00.0 works.',
    ]) {
      const report = parseLspci(`Dear list,\n${prose}\nthanks`);
      expect(report.devices, prose).toEqual([]);
      expect(codes(report), prose).toEqual(['not-lspci']);
    }
  });

  it('is not made up from words in the middle of a dump', () => {
    expect(read(...WHOLE, '\tMSI-X: I think it is broken.', '', 'MSI-X: I said so', REGION)).toEqual([
      THE_DEVICE,
    ]);
  });

  it('of bytes only may use four digits for offsets', () => {
    const rows = Array.from(
      { length: 16 },
      (_, n) => `${(n * 16).toString(16).padStart(4, '0')}: ${'00 '.repeat(15)}00`,
    );
    rows[0] = '0000: 86 80 25 27 06 04 10 00 1a 00 80 02 10 00 00 00';
    rows[3] = '0030: 00 00 00 00 80 00 00 00 00 00 00 00 ff 01 00 00';
    rows[8] = '0080: 11 00 0f 80 00 20 00 00 00 30 00 00 00 00 00 00';
    expect(read(...rows)).toEqual(['? 8086:2725 ?: 16 0+2000 0+3000 ']);
  });
});

describe('a text with remarks', () => {
  it.each([
    ['between the lines of the capability', [HEADER, REGION, MSIX, '', 'It is on, good.', '', TABLE, PBA]],
    ['right behind a line', [HEADER, REGION, MSIX, 'It is on, good.', TABLE, 'Hm.', PBA]],
    ['with arrows', [`${HEADER} <-- this one`, `${REGION} <--`, `${MSIX} <== on`, `${TABLE} ← here`, PBA]],
    ['and things left out', [HEADER, '...', REGION, '[...]', MSIX, TABLE, PBA, '<snip>']],
    ['of a pager', [HEADER, REGION, '--More--', MSIX, 'lines 1-23/88', TABLE, PBA, '(END)']],
    [
      'of programs',
      [
        'pcilib: sysfs_read_vpd: read failed: Input/output error',
        HEADER,
        REGION,
        'pcilib: Cannot open /proc',
        MSIX,
        TABLE,
        PBA,
      ],
    ],
    ['of grep', [HEADER, '--', REGION, '--', MSIX, TABLE, PBA, '--']],
    ['and a signature', [...WHOLE, '-- ', 'A. Person', '04:00.1 is the other function']],
    ['and the command before it', ['user@host:~$ sudo lspci -vv -s 04:00.0', ...WHOLE, 'user@host:~$']],
  ])('%s says the same', (_, lines) => {
    expect(read(...lines)).toEqual([THE_DEVICE]);
  });
});

describe('a text in an odd dress', () => {
  it.each([
    ['made visible by cat -A', WHOLE.map((line) => `${line.replaceAll('\t', '^I')}$`)],
    ['logged by rsyslog', [WHOLE.map((line) => line.replaceAll('\t', '#011')).join('#012')]],
    ['as bytes of Python', [`b'${WHOLE.join('\\n').replaceAll('\t', '\\t')}'`]],
    ['as a list of YAML', WHOLE.map((line) => `  - '${line.replaceAll('\t', ' ')}'`)],
    ['in CDATA', ['<out><![CDATA[', ...WHOLE, ']]></out>']],
    ['right behind CDATA', [`<![CDATA[${HEADER}`, ...WHOLE.slice(1), ']]>']],
    [
      'in capitals',
      WHOLE.map((line) => line.replace(/Region.*|Capab.*|Vector.*|PBA.*/, (text) => text.toUpperCase())),
    ],
    [
      'in small letters',
      WHOLE.map((line) => line.replace(/Region.*|Capab.*|Vector.*|PBA.*/, (text) => text.toLowerCase())),
    ],
    [
      'without blanks after colons',
      WHOLE.map((line) => line.replace(/(?<=Region 0|Capabilities|MSI-X|table|PBA): /, ':')),
    ],
    ['without any line break', [WHOLE.map((line) => line.trim()).join('')]],
    ['without any line break, each after its bracket', [WHOLE.join('')]],
    [
      'with numbers broken in two',
      WHOLE.map((line) =>
        line
          .replace('80000000', '8000\n0000')
          .replace('00002000', '0000\n2000')
          .replace('16K', '1\n6K')
          .replace('Count=16', 'Count=1\n6'),
      ),
    ],
    [
      'with non- and prefetchable apart',
      WHOLE.map((line) => line.replace('non-prefetchable', 'non-\nprefetchable')),
    ],
    [
      'as a patch',
      ['--- /dev/null', '+++ b/lspci.txt', '@@ -0,0 +1,5 @@', ...WHOLE.map((line) => `+${line}`)],
    ],
  ])('%s says the same', (_, lines) => {
    const found = parseLspci(lines.join('\n')).devices;
    expect(found.map(short)).toEqual([THE_DEVICE]);
    expect(found[0]?.bars[0]?.prefetchable).toBe(false);
  });

  it('whose first lines ran into the prose before them keeps its header', () => {
    const [, ...rest] = WHOLE;
    for (const lines of [
      [`Here is what it prints: ${HEADER}`, ...rest],
      ['Here is what it prints: 04:00.0 Network controller: Vendor', 'Wi-Fi 6 (rev 1a)', ...rest],
      ['Here is what it prints: 04:00.0 Network', 'controller: Vendor Wi-Fi 6 (rev 1a)', ...rest],
      [`> # lspci -vv -s 04:00.0 ${HEADER}`, ...rest.map((line) => `> ${line}`)],
    ])
      expect(read(...lines), lines[0]).toEqual([THE_DEVICE]);
  });

  it('cut by a terminal twice only is put together', () => {
    const name = 'Vendor Wi-Fi 6 with a name that is longer than a line of a terminal has room for';
    const cut = (slot: string) =>
      HEADER.replace('04:', slot)
        .replace('Vendor Wi-Fi 6', name)
        .replace(/^(.{80})/, '$1\n');
    const { devices } = parseLspci(
      [cut('04:'), ...WHOLE.slice(1), '', cut('05:'), ...WHOLE.slice(1)].join('\n'),
    );
    expect(devices.map((device) => device.name)).toEqual([name, name]);
  });

  it('of a comparison gives the newer state, and says so', () => {
    const text = [
      '--- before.txt',
      '+++ after.txt',
      '@@ -1,5 +1,5 @@',
      ` ${HEADER}`,
      `-\t${REGION.replace('80000000', '70000000')}`,
      `+\t${REGION}`,
      `-\t${MSIX.replace('Enable+', 'Enable-')}`,
      `+\t${MSIX}`,
      ` \t\t${TABLE}`,
      ` \t\t${PBA}`,
    ];
    for (const mark of ['', '> ']) {
      const report = parseLspci(text.map((line) => mark + line).join('\n'));
      expect(report.devices.map(short)).toEqual([THE_DEVICE]);
      expect(report.devices[0]?.msix.enabled).toBe(true);
      expect(report.messages.find(({ code }) => code === 'comparison')).toMatchObject({ line: 5 });
    }
  });

  it('is a plain listing when its names stand in one line', () => {
    const report = parseLspci(
      '00:00.0 Host bridge: Vendor A 00:1f.2 SATA controller: Vendor B 04:00.0 Network controller: Vendor C',
    );
    expect(report.withoutMsix).toBe(3);
    expect(codes(report)).toEqual(['no-device', 'name-only', 'line-breaks-lost']);
  });
});

describe('numbers', () => {
  it.each([
    ['Count=2,048', 2048],
    ['Count=2.048', 2048],
    ['Count=2 048', 2048],
    ['Count=2’048', 2048],
    ['Count = 16', 16],
    ['Count=2048', 2048],
    ['TabSize=1,024', 1024],
  ])('%s are %i', (text, entries) => {
    const [device] = parseLspci([HEADER, MSIX.replace('Count=16', text), TABLE, PBA].join('\n')).devices;
    expect(device?.msix.entries).toBe(entries);
  });

  it.each([
    ['[size=16 KiB]', 16384],
    ['[size=16KB]', 16384],
    ['[size=16,384]', 16384],
    ['[size=1 6K]', 16384],
    ['[size=1G]', 2 ** 30],
    ['[size=28K]', null],
    ['[size=16K', 16384],
  ])('%s are %s bytes', (text, size) => {
    const [device] = parseLspci(
      [HEADER, REGION.replace('[size=16K]', text), MSIX, TABLE, PBA].join('\n'),
    ).devices;
    expect(device?.bars[0]?.size).toBe(size);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes } from '#import/testing/lspci-texts.ts';
import { CLASS_NAMES } from '#import/testing/pci-classes.ts';
import { parseHeader } from './header.ts';
import { parseLspci } from './parse-lspci.ts';

const REGION = 'Region 0: Memory at d3000000 (32-bit, non-prefetchable) [size=16M]';
const CAPABILITY = [
  'Capabilities: [c8] MSI-X: Enable- Count=6 Masked-',
  '\tVector table: BAR=0 offset=00b90000',
  '\tPBA: BAR=0 offset=00ba0000',
];

/** A machine in which the device with `header` stands between two others. */
const machine = (header: string): string =>
  [
    '00:1f.5 Serial bus controller: Some vendor SPI (rev 10)',
    '\tRegion 0: Memory at fe010000 (32-bit, non-prefetchable) [size=4K]',
    '',
    header,
    ...[REGION, ...CAPABILITY].map((line) => `\t${line}`),
    '',
    '02:00.0 Network controller: Some vendor Wi-Fi',
    '\tRegion 0: Memory at fe200000 (64-bit, non-prefetchable) [size=16K]',
    '\tCapabilities: [80] MSI-X: Enable+ Count=16 Masked-',
    '\t\tVector table: BAR=0 offset=00002000',
    '\t\tPBA: BAR=0 offset=00003000',
    '',
  ].join('\n');

const shown = (text: string) =>
  parseLspci(text).devices.map(({ slot, id, name, bars, msix }) => [
    slot,
    id,
    name,
    msix.entries,
    bars.map(({ address }) => address),
  ]);
const WIFI = ['02:00.0', null, 'Some vendor Wi-Fi', 16, [0xfe200000]];

describe('a device of any class', () => {
  it.each(CLASS_NAMES)('%s has a header of its own', (className) => {
    expect(shown(machine(`01:00.0 ${className}: Vendor GA100 [A100] (rev a1)`))).toEqual([
      ['01:00.0', null, 'Vendor GA100 [A100]', 6, [0xd3000000]],
      WIFI,
    ]);
    expect(shown(machine(`0001:01:00.0 ${className} [0302]: Vendor GA100 [10de:20f1]`))).toEqual([
      ['0001:01:00.0', '10de:20f1', 'Vendor GA100', 6, [0xd3000000]],
      WIFI,
    ]);
  });

  it('that no list names is known by what stands below its slot', () => {
    for (const [header, name] of [
      ['01:00.0 quantum thing: Vendor X1', 'Vendor X1'],
      ['01:00.0 網路控制器: Vendor X1', 'Vendor X1'],
      ['01:00.0 Сетевой контроллер: Vendor X1', 'Vendor X1'],
      ['01:00.0 some words without a colon', 'some words without a colon'],
      ['01:00.0 Class 1302: Vendor X1', 'Vendor X1'],
      ['01:00.0 1302: 10de:20f1', '10de:20f1'],
    ] as const)
      expect(shown(machine(header))).toMatchObject([['01:00.0', {}, name, 6, [0xd3000000]], WIFI]);
  });

  it('whose header cannot be read gives nothing to the device before it', () => {
    const text = machine('01:00.0 no header at all').replace(
      '\tRegion 0: Memory at d3',
      '\nRegion 0: Memory at d3',
    );
    expect(shown(text)).toEqual([[null, null, null, 6, [0xd3000000]], WIFI]);
    expect(parseLspci(text).devices[0]?.messages.map(({ code }) => code)).toEqual(['no-header']);
  });

  it('that is asleep is told apart from the one before', () => {
    const text = machine('01:00.0 3D controller: Vendor GP107 (rev ff) (prog-if ff)').replace(
      /\tRegion 0: Memory at d3[^]*?offset=00ba0000/,
      '\t!!! Unknown header type 7f',
    );
    expect(shown(text)).toEqual([WIFI]);
    expect(codes(parseLspci(text))).toEqual(['asleep', 'no-msix']);
  });

  it('is found behind bridges, as -P and -PP print its way', () => {
    const slotOf = (header: string) => shown(machine(header))[0]?.[0];
    expect(slotOf('00:1c.5/01:00.0 3D controller: Vendor X1')).toBe('01:00.0');
    expect(slotOf('0001:00:1c.5/03:00.0/01:00.0 3D controller: Vendor X1')).toBe('0001:01:00.0');
    const [slot, , name] = shown(machine('00:1c.5/00.0 3D controller: Vendor X1'))[0] ?? [];
    expect([slot, name]).toEqual([null, 'Vendor X1']);
  });
});

describe('a header', () => {
  it('ends where a person left lines out', () => {
    const long = '04:00.0 Ethernet controller: Vendor Ethernet Controller 10-Gigabit Dual Port X540-AT2';
    for (const mark of ['...', '…', '[...]', '[…]', '<snip>', '[snip]', '--8<--', '# cut', '(snip)', '<cut>'])
      for (const end of ['', ' [8086:1528]', ' [8086:1528] (rev 01)', ' (rev 01)']) {
        const text = [long + end, mark, REGION, ...CAPABILITY].join('\n');
        const [device] = parseLspci(text).devices;
        expect(device?.name, text).toBe('Vendor Ethernet Controller 10-Gigabit Dual Port X540-AT2');
        expect(device?.id).toBe(end.includes('8086') ? '8086:1528' : null);
      }
  });

  it('takes no comment into a name that has ended', () => {
    const text = `04:00.0 Ethernet controller: Vendor Ethernet Controller 10-Gigabit X540-AT2 (rev 01)\nthis is the card\n${CAPABILITY.join('\n')}`;
    expect(parseLspci(text).devices[0]?.name).toBe('Vendor Ethernet Controller 10-Gigabit X540-AT2');
  });

  it('loses a mark of something left out at its end', () => {
    expect(parseHeader('04:00.0 Network controller: Vendor Wi-Fi ...')?.name).toBe('Vendor Wi-Fi');
    expect(parseHeader('04:00.0 Network controller: Vendor Wi-Fi [...]')?.name).toBe('Vendor Wi-Fi');
  });

  it('is no sentence that begins with a time or a number', () => {
    for (const text of ['12:30 Foo: bar', '1:2.3 Foo: bar', '10.0 Foo: bar', '04:00.0: Foo: bar', '04:00.0'])
      expect(parseHeader(text)).toBeNull();
  });

  it('is read from any slot, class, name, id and revision', () => {
    const hex = (length: number) =>
      fc
        .array(fc.nat(15), { minLength: length, maxLength: length })
        .map((digits) => digits.map((digit) => digit.toString(16)).join(''));
    const name = fc
      .array(fc.stringMatching(/^[A-Za-z][A-Za-z0-9/,.+-]{0,11}$/), { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(''), hex(4), hex(5)),
        hex(2),
        hex(2),
        fc.nat(7),
        fc.constantFrom(...CLASS_NAMES),
        name,
        fc.option(fc.tuple(hex(4), hex(4))),
        fc.option(hex(2)),
        (domain, bus, device, fn, className, told, id, revision) => {
          const slot = `${domain === '' ? '' : `${domain}:`}${bus}:${device}.${String(fn)}`;
          const shownId = id === null ? '' : ` [${id.join(':')}]`;
          const text = `${slot} ${className}${id === null ? '' : ' [0280]'}: ${told}${shownId}${revision === null ? '' : ` (rev ${revision})`}`;
          expect(parseHeader(text)).toEqual({ slot, id: id?.join(':') ?? null, name: told });
        },
      ),
    );
  });
});

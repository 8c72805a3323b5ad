import { describe, expect, it } from 'vitest';
import { codes, facts, fixture } from '#import/testing/lspci-texts.ts';
import { decodeConfigSpace } from './config-space.ts';
import { configBytes } from './hex-dump.ts';
import { parseLspci } from './parse-lspci.ts';

/** Configuration space of `size` bytes with `values` written at their offsets, little-endian. */
function space(size: number, values: readonly (readonly [offset: number, bytes: readonly number[]])[]) {
  const bytes = Array.from({ length: size }, () => 0);
  for (const [offset, value] of values) value.forEach((byte, index) => (bytes[offset + index] = byte));
  return configBytes([{ offset: 0, bytes }]);
}

const HEADER = [
  [0x00, [0x86, 0x80, 0x25, 0x27]],
  [0x06, [0x10, 0x00]],
  [0x34, [0x40]],
] as const;

describe('a dump of bytes only', () => {
  it('gives the same devices as the text of the same machine, ids included', () => {
    const fromBytes = parseLspci(fixture('poke.lspci-xxxx')).devices;
    const fromText = parseLspci(fixture('poke.lspci-D-nn-vv')).devices;
    const bare = (all: typeof fromText) =>
      all.map((device) => ({ ...facts(device), name: null, slot: device.slot?.replace(/^0000:/, '') }));
    expect(bare(fromBytes)).toEqual(bare(fromText));
  });

  it('needs no header line', () => {
    const rows = fixture('poke.lspci-xxxx').split('\n\n')[2]?.split('\n').slice(1).join('\n') ?? '';
    const { devices } = parseLspci(rows);
    expect(devices).toMatchObject([{ slot: null, id: '1b36:0010', msix: { entries: 65 } }]);
    expect(devices[0]?.description?.name).toBe('Device 1b36:0010');
  });

  it('that ends before the capability list asks for -xxx', () => {
    const short = fixture('poke.lspci-xxxx').replace(/^(?:[4-9a-f]0|[0-9a-f]{3}): .*\n/gm, '');
    const report = parseLspci(short);
    expect(report.devices).toEqual([]);
    expect(codes(report)).toEqual(['no-device', 'hex-short', 'no-msix']);
    expect(report.messages[1]?.message).toMatch(/lspci -xxx .*-xxxx/);
  });

  it('that ends before the capability list, beside text that tells all, is a note', () => {
    const short = fixture('e1000e-loaded.lspci-vvvxxxx').replace(/^(?:[4-9a-f]0|[0-9a-f]{3}): .*\n/gm, '');
    const { devices } = parseLspci(short);
    expect(
      devices.map(({ messages }) => messages.find(({ code }) => code === 'hex-short')?.severity),
    ).toEqual(['note', 'note']);
    expect(devices[0]?.messages.map(({ message }) => message).join(' ')).toContain(
      'sudo lspci -xxx -s 00:04.0 (or -xxxx), as root',
    );
  });

  it('that ends inside the MSI-X capability still makes a device', () => {
    const rows = fixture('poke.lspci-xxxx').split('\n\n')[2]?.split('\n').slice(0, 6).join('\n') ?? '';
    const cut = rows.replace(/^40: .*/m, '40: 11 80 40 00');
    const [device] = parseLspci(cut).devices;
    expect(device).toMatchObject({ msix: { entries: 65, table: null }, description: null });
    expect(device?.messages.map(({ code }) => code)).toContain('hex-short');
  });

  it('may be wrapped by mail', () => {
    const text = fixture('poke.lspci-xxxx');
    const narrow = text.replace(/^((?:[0-9a-f]{2,3}:)(?: [0-9a-f]{2}){10}) /gm, '$1\n');
    expect(narrow).not.toBe(text);
    expect(parseLspci(narrow).devices.map(facts)).toEqual(parseLspci(text).devices.map(facts));
  });
});

describe('configuration space', () => {
  it('decodes the MSI-X capability to the last bit', () => {
    const { msix, id, listEnd } = decodeConfigSpace(
      space(256, [...HEADER, [0x40, [0x11, 0x00, 0xff, 0xc7, 0x83, 0xff, 0xff, 0xff, 0x07, 0, 0, 0]]]),
    );
    expect(msix).toEqual({
      entries: 2048,
      enabled: true,
      masked: true,
      table: { bar: 3, offset: 0xffffff80 },
      pba: { bar: 7, offset: 0 },
    });
    expect([id, listEnd.kind]).toEqual(['8086:2725', 'complete']);
  });

  it('decodes 64-bit, prefetchable, I/O and absent BARs', () => {
    const { bars } = decodeConfigSpace(
      space(64, [
        [0x00, [0x86, 0x80, 0x25, 0x27]],
        [0x10, [0x0c, 0, 0, 0x80, 0x60, 0, 0, 0]],
        [0x18, [0x01, 0xc0, 0, 0]],
        [0x1c, [0xff, 0xff, 0xff, 0xff]],
        [0x24, [0x00, 0x00, 0xc0, 0xfe]],
      ]),
    );
    expect(bars).toEqual([
      { index: 0, kind: 'memory', address: 0x6080000000, size: null, width: 64, prefetchable: true },
      { index: 2, kind: 'io', address: 0xc000, size: null, width: null, prefetchable: false },
      { index: 5, kind: 'memory', address: 0xfec00000, size: null, width: 32, prefetchable: false },
    ]);
  });

  it('finds two BARs in a bridge, and its list where a CardBus bridge keeps it', () => {
    const filled = [0x10, Array.from({ length: 24 }, () => 0x40)] as const;
    expect(decodeConfigSpace(space(64, [filled, [0x0e, [0x81]]])).bars).toHaveLength(2);
    const cardBus = space(256, [
      [0x06, [0x10]],
      [0x0e, [0x02]],
      [0x14, [0x80]],
      [0x80, [0x11, 0, 0x07, 0]],
    ]);
    expect(decodeConfigSpace(cardBus).msix?.entries).toBe(8);
  });

  it('ignores the two low bits of list pointers, which are reserved', () => {
    const config = decodeConfigSpace(
      space(256, [
        [0x06, [0x10]],
        [0x34, [0x43]],
        [0x40, [0x01, 0x52]],
        [0x50, [0x11, 0x03, 0x07, 0]],
      ]),
    );
    expect([config.msix?.entries, config.listEnd.kind]).toEqual([8, 'complete']);
  });

  it.each([
    ['loops', [[0x40, [0x01, 0x40]]]],
    ['leads into the header', [[0x40, [0x01, 0x10]]]],
    [
      'leads to all ones',
      [
        [0x40, [0x01, 0x50]],
        [0x50, [0xff, 0xff]],
      ],
    ],
  ] as const)('reports a list that %s', (_, values) => {
    expect(decodeConfigSpace(space(256, [...HEADER, ...values])).listEnd.kind).toBe('broken');
  });
});

/** The text of a device against its bytes: whether the capability is there, and where. */
import { describe, expect, it } from 'vitest';
import { parseLspci } from './parse-lspci.ts';

/** 256 bytes of a device whose list is 0x40 (power management) → 0x50 (MSI-X), with `changes` by offset. */
function rows(changes: Readonly<Record<number, number>> = {}): string {
  const bytes: number[] = Array.from({ length: 256 }, () => 0);
  const put = (at: number, values: readonly number[]) =>
    values.forEach((value, n) => (bytes[at + n] = value));
  put(0, [0x86, 0x80, 0x25, 0x27, 6, 4, 0x10, 0]);
  put(0x10, [4, 0, 0, 0x80]);
  put(0x34, [0x40]);
  put(0x40, [0x01, 0x50]);
  put(0x50, [0x11, 0x00, 0x0f, 0x80, 0x00, 0x20, 0, 0, 0x00, 0x30, 0, 0]);
  for (const [at, value] of Object.entries(changes)) bytes[Number(at)] = value;
  return Array.from({ length: 16 }, (_, row) => {
    const shown = bytes.slice(row * 16, row * 16 + 16).map((byte) => byte.toString(16).padStart(2, '0'));
    return `${(row * 16).toString(16).padStart(2, '0')}: ${shown.join(' ')}`;
  }).join('\n');
}

const POWER = 'Capabilities: [40] Power Management version 3';
const msix = (at: string): string =>
  `Capabilities: [${at}] MSI-X: Enable+ Count=16 Masked-\n\t\tVector table: BAR=0 offset=00002000\n\t\tPBA: BAR=0 offset=00003000`;

function device(capabilities: readonly string[], bytes: string): string {
  const lines = ['Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]', ...capabilities].map(
    (line) => `\t${line}`,
  );
  return ['04:00.0 Network controller: Vendor Wi-Fi', ...lines, bytes, ''].join('\n');
}

const differences = (text: string): string[] =>
  parseLspci(text).devices.flatMap(({ messages }) =>
    messages.filter(({ code }) => code === 'text-bytes-differ').map(({ message }) => message),
  );

describe('text and bytes', () => {
  it('that agree are not remarked upon', () => {
    expect(differences(device([POWER, msix('50')], rows()))).toEqual([]);
  });

  it('that put the capability at two places are told with both', () => {
    expect(differences(device([POWER, msix('70')], rows()))).toEqual([
      'The MSI-X capability is at 0x70 in the text and at 0x50 in the hex dump (line 4); the text is used. Check that the two come from the same device and moment.',
    ]);
  });

  it('of which only the text has the capability are told', () => {
    const [said] = differences(device([POWER, msix('50')], rows({ 0x50: 0x05 })));
    expect(said).toMatch(
      /^The text shows an MSI-X capability at 0x50, and the capability list of the hex dump has none/,
    );
    expect(differences(device([POWER, msix('50')], rows({ 0x06: 0 })))[0]).toContain('no capability list');
  });

  it('of which only the bytes have the capability are told, and the bytes are used', () => {
    const text = device([POWER, 'Capabilities: [60] MSI: Enable- Count=1/1 Maskable- 64bit+'], rows());
    expect(differences(text)).toEqual([
      'The hex dump has an MSI-X capability at 0x50, but none of the 2 capabilities that the text lists from line 3 on is MSI-X; the hex dump is used. Check that the two come from the same device and moment.',
    ]);
    expect(parseLspci(text).devices[0]?.description?.msix.entries).toBe(16);
  });

  it('cannot be compared where one of them does not show all', () => {
    const short = rows().split('\n').slice(0, 4).join('\n');
    expect(differences(device([POWER, msix('70')], short))).toEqual([]);
    expect(differences(device(['Capabilities: <access denied>'], rows()))).toEqual([]);
    expect(differences(device([POWER, 'Capabilities: [50] <chain broken>'], rows()))).toEqual([]);
    expect(differences(device([], rows()))).toEqual([]);
    expect(differences(device([msix('50').replace('[50] ', '')], rows()))).toEqual([]);
  });
});

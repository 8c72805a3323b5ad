import { describe, expect, it } from 'vitest';
import type { DeviceDescription } from '#model/device.ts';
import { withKnownRegisters } from '#model/known-registers.ts';
import { DEVICES } from './devices.ts';

const CATALOGUE = DEVICES.map(({ description }) => description);

/** As it comes out of a paste: without registers, and without the id unless it is said. */
function pasted(of: string, changes: Partial<DeviceDescription> = {}): DeviceDescription {
  const known = CATALOGUE.find(({ id }) => id === of)!;
  return { ...known, id: null, slot: '04:00.0', registers: [], ...changes };
}
const names = (device: DeviceDescription): string[] =>
  withKnownRegisters(device, CATALOGUE).device.registers.map(({ name }) => name);

describe('a device that came from a paste', () => {
  it('with its id has the registers of the catalogue, whatever its name', () => {
    for (const { description } of DEVICES.filter((item) => item.description.registers.length > 0)) {
      const found = withKnownRegisters(
        pasted(description.id!, { id: description.id, name: 'Any name' }),
        CATALOGUE,
      );
      expect(found.device.registers).toEqual(description.registers);
      expect([found.fellow?.id, found.by]).toEqual([description.id, 'id']);
    }
  });

  it('without an id has them by the name that lspci prints', () => {
    for (const name of [
      'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz',
      'Intel Corporation Wi-Fi 6E(802.11ax) AX210/AX1675* 2x2 [Typhoon Peak]',
      'Intel Corporation Wi-Fi 6 AX210',
      'Intel Corporation Device 2725',
    ]) {
      const found = withKnownRegisters(pasted('8086:2725', { name }), CATALOGUE);
      expect([found.fellow?.id, found.by], name).toEqual(['8086:2725', 'name']);
      expect(found.device).toMatchObject({ id: null, slot: '04:00.0', name });
    }
    expect(
      names(pasted('1f0a:6801', { name: 'Motorcomm Microelectronics. YT6801 Gigabit Ethernet Controller' })),
    ).toContain('SYS_RESET');
    expect(names(pasted('1ac1:089a'))).toContain('DMA_PAUSE');
  });

  it('has none when its table stands elsewhere, or another device has that id', () => {
    const { msix } = pasted('8086:2725');
    for (const table of [
      { bar: 0, offset: 0x3000 },
      { bar: 2, offset: 0x2000 },
    ])
      expect(names(pasted('8086:2725', { id: '8086:2725', msix: { ...msix, table } }))).toEqual([]);
    expect(names(pasted('8086:2725', { id: '8086:2726' }))).toEqual([]);
  });

  it('has none when its name could mean several, or only shares a measure or a vendor', () => {
    for (const name of [
      'Intel Corporation Wi-Fi 160MHz',
      'Intel Corporation Wireless 802.11ax',
      'Intel Corporation',
      'Device 04:00.0',
      'Some other vendor Device 2725',
      'Red Hat, Inc. AX200 and AX210 in one',
    ])
      expect(names(pasted('8086:2725', { name })), name).toEqual([]);
  });

  it('keeps registers that it has', () => {
    const [own] = CATALOGUE.find(({ id }) => id === '1f0a:6801')!.registers;
    expect(names(pasted('8086:2725', { id: '8086:2725', registers: [own!] }))).toEqual([own!.name]);
  });
});

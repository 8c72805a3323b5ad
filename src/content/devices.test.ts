import { describe, expect, it } from 'vitest';
import { ENTRY_SIZE, MAX_ENTRIES, pbaBytes, type DeviceDescription } from '#model/device.ts';
import { DEVICES } from './devices.ts';

const PAGE = 4096;

/** First and last page of a span, counted in its BAR. */
const pages = (offset: number, bytes: number) =>
  [Math.floor(offset / PAGE), Math.floor((offset + bytes - 1) / PAGE)] as const;
const tablePages = ({ msix }: DeviceDescription) => pages(msix.table.offset, msix.entries * ENTRY_SIZE);
const pbaPages = ({ msix }: DeviceDescription) => pages(msix.pba.offset, pbaBytes(msix.entries));
const sameBar = ({ msix }: DeviceDescription) => msix.table.bar === msix.pba.bar;

function sharesPage(device: DeviceDescription): boolean {
  const [first, last] = tablePages(device);
  const [pbaFirst, pbaLast] = pbaPages(device);
  return sameBar(device) && pbaFirst <= last && first <= pbaLast;
}

const overlaps = ({ msix: { table, pba, entries } }: DeviceDescription) =>
  table.bar === pba.bar &&
  table.offset < pba.offset + pbaBytes(entries) &&
  pba.offset < table.offset + entries * ENTRY_SIZE;
const fills = (device: DeviceDescription) =>
  device.msix.table.offset % PAGE === 0 && (device.msix.entries * ENTRY_SIZE) % PAGE === 0;

describe('the catalogue of devices', () => {
  it('begins with the eight instructive ones', () => {
    expect(DEVICES.slice(0, 8).map(({ description }) => description.id)).toEqual([
      '8086:2725',
      '1f0a:6801',
      '1ac1:089a',
      '10ec:8168',
      '8086:10c9',
      '8086:1593',
      '104c:b010',
      '1055:7430',
    ]);
  });

  it('has at least 48 devices, each once, with a source', () => {
    expect(DEVICES.length).toBeGreaterThanOrEqual(48);
    expect(new Set(DEVICES.map(({ description }) => description.id)).size).toBe(DEVICES.length);
    for (const { source, description } of DEVICES) {
      expect(source).not.toBe('');
      expect(description.id).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
      expect(description.name).not.toMatch(/ \(named from|\(rev/);
    }
  });

  it.each<[string, (device: DeviceDescription) => boolean]>([
    ['neighbours of the table only', (device) => !sharesPage(device) && !fills(device)],
    ['the PBA on the page of the table', (device) => sharesPage(device) && !overlaps(device)],
    ['a table of several pages', (device) => tablePages(device)[1] > tablePages(device)[0]],
    ['a table that begins inside a page', ({ msix }) => msix.table.offset % PAGE !== 0],
    [
      'the PBA before the table',
      (device) => sameBar(device) && device.msix.pba.offset < device.msix.table.offset,
    ],
    ['the PBA in another BAR', (device) => !sameBar(device)],
    ['a table that fills its pages exactly', fills],
    ['a capability that cannot be true', overlaps],
    [
      'a table BAR that was not shown',
      ({ bars, msix }) => !bars.some(({ index }) => index === msix.table.bar),
    ],
    ['registers beside the table', ({ registers }) => registers.length > 0],
  ])('has a device with %s', (_, matches) => {
    expect(DEVICES.filter(({ description }) => matches(description)).length).toBeGreaterThan(0);
  });

  it('keeps table and PBA inside their BARs', () => {
    for (const { description } of DEVICES) {
      const { table, pba, entries } = description.msix;
      expect(entries).toBeLessThanOrEqual(MAX_ENTRIES);
      const sizeOf = (bar: number) => description.bars.find(({ index }) => index === bar)?.size ?? Infinity;
      expect(table.offset + entries * ENTRY_SIZE, description.name).toBeLessThanOrEqual(sizeOf(table.bar));
      expect(pba.offset + pbaBytes(entries), description.name).toBeLessThanOrEqual(sizeOf(pba.bar));
    }
  });

  it('names registers that lie beside table and PBA, on pages of the table, none over another', () => {
    for (const { description } of DEVICES) {
      const { msix, registers } = description;
      const [first, last] = tablePages(description);
      const taken = [
        { bar: msix.table.bar, start: msix.table.offset, end: msix.table.offset + msix.entries * ENTRY_SIZE },
        { bar: msix.pba.bar, start: msix.pba.offset, end: msix.pba.offset + pbaBytes(msix.entries) },
      ];
      for (const { bar, offset, size, name } of registers) {
        expect(bar).toBe(msix.table.bar);
        expect(Math.floor(offset / PAGE), name).toBeGreaterThanOrEqual(first);
        expect(Math.floor((offset + size - 1) / PAGE), name).toBeLessThanOrEqual(last);
        expect(
          taken.filter((span) => span.bar === bar && offset < span.end && span.start < offset + size),
          name,
        ).toEqual([]);
        taken.push({ bar, start: offset, end: offset + size });
      }
    }
  });

  it('gives BARs sizes that BARs can have', () => {
    for (const { size } of DEVICES.flatMap(({ description }) => description.bars)) {
      if (size !== null) expect(Number.isInteger(Math.log2(size))).toBe(true);
    }
  });
});

import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { isFound } from './find-device.ts';

const found = (...words: string[]) =>
  DEVICES.filter(({ description, note }) => isFound(description, note, words)).map(
    ({ description }) => description,
  );

it('finds devices by vendor or device id, with and without 0x', () => {
  const intel = DEVICES.filter(({ description }) => description.id?.startsWith('8086:'));
  expect(intel.length).toBeGreaterThan(5);
  for (const word of ['0x8086', '0X8086', '8086:'])
    expect(found(word).filter(({ id }) => id?.startsWith('8086:'))).toHaveLength(intel.length);
  expect(found('0x2725').map(({ id }) => id)).toEqual(['8086:2725']);
  expect(found('80862725').map(({ id }) => id)).toEqual(['8086:2725']);
});

it('finds devices by their number of entries and by the places of table and PBA', () => {
  const largest = DEVICES.filter(({ description }) => description.msix.entries === 2048);
  expect(largest.length).toBeGreaterThan(0);
  expect(found('2048', 'entries')).toEqual(largest.map(({ description }) => description));
  for (const device of found('+0x3000'))
    expect([device.msix.table.offset, device.msix.pba.offset]).toContain(0x3000);
});

it('finds nothing for a word that stands nowhere', () => {
  expect(found('0x8086', 'no-such-card')).toEqual([]);
});

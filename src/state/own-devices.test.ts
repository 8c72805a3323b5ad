import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyDevice } from '#model/testing/arbitraries.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import { DEVICE_PREFIX, forgetDevice, keepDevice, ownDevices } from './own-devices.ts';
import type { Shelf } from './shelf.ts';

function shelfOf(texts = new Map<string, string>()): Shelf & { texts: Map<string, string> } {
  return {
    texts,
    keys: () => [...texts.keys()],
    read: (key) => texts.get(key) ?? null,
    write: (key, text) => void texts.set(key, text),
    remove: (key) => void texts.delete(key),
  };
}

it('keeps each device once, the newest first, and forgets the one that is meant', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyDevice, { selector: (one) => JSON.stringify(one), maxLength: 6 }),
      (all) => {
        const shelf = shelfOf();
        all.forEach((device, n) => keepDevice(shelf, device, n));
        all.forEach((device, n) => keepDevice(shelf, device, 100 + n));
        const { devices, unread } = ownDevices(shelf);
        expect(devices.map(({ device }) => device)).toEqual([...all].reverse());
        expect(unread).toEqual([]);
        const [first, ...rest] = devices;
        if (first) forgetDevice(shelf, first.key);
        expect(ownDevices(shelf).devices).toEqual(rest);
      },
    ),
    { numRuns: 60 },
  );
});

it('leaves records that it cannot read as they are, and says why', () => {
  const shelf = shelfOf();
  const texts = ['', '{"version":1}', JSON.stringify({ version: 7, device: SMALL_DEVICE })];
  texts.forEach((text, n) => shelf.write(`${DEVICE_PREFIX}${n}`, text));
  keepDevice(shelf, SMALL_DEVICE, 1);
  const { devices, unread } = ownDevices(shelf);
  expect(devices).toHaveLength(1);
  expect(unread).toEqual([
    'One is damaged.',
    expect.stringMatching(/^One is damaged: /),
    'One was kept by a newer version of this app (format 7).',
  ]);
  expect([0, 1, 2].map((n) => shelf.texts.get(`${DEVICE_PREFIX}${n}`))).toEqual(texts);
});

it('says that nothing is kept where the browser forbids it', () => {
  const forbid = (): never => {
    throw new DOMException('not today', 'SecurityError');
  };
  const shelf: Shelf = { keys: forbid, read: forbid, write: forbid, remove: forbid };
  expect(ownDevices(shelf)).toEqual({ devices: [], unread: [] });
  expect(keepDevice(shelf, SMALL_DEVICE, 1).ok).toBe(false);
  expect(() => forgetDevice(shelf, 'a')).not.toThrow();
});

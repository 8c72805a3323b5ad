import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '#model/base/hex.ts';
import { DUMPS_FOLDER, dumpFiles, KNOWN_DUMPS, type KnownDevice } from '#import/testing/known-dumps.ts';
import { parseLspci } from './parse-lspci.ts';
import type { ImportedDevice } from './read-device.ts';

function short({ slot, id, name, msix, bars }: ImportedDevice): KnownDevice {
  const place = (at: { bar: number; offset: number } | null): string =>
    at === null ? '?' : `${String(at.bar)}:${hex(at.offset)}`;
  const state = `${String(msix.entries)} ${msix.enabled === true ? 'on' : 'off'}${msix.masked === true ? ' masked' : ''}`;
  const shown = bars.map(
    ({ index, address, size }) =>
      `${String(index)}=${address === null ? '?' : hex(address)}/${size === null ? '?' : String(size)}`,
  );
  return [slot ?? '?', id, name, state, place(msix.table), place(msix.pba), shown.join(' ')];
}

const files = dumpFiles();
const read = (file: string) => parseLspci(readFileSync(path.join(DUMPS_FOLDER, file), 'utf8'));
if (files.length === 0)
  console.log('real dumps: not checked, ../shared/samples/lspci does not exist beside the project');

describe.skipIf(files.length === 0)('dumps that people posted', () => {
  const known = Object.entries(KNOWN_DUMPS).filter(([file]) => files.includes(file));

  it('are known in part', () => {
    expect(known.length).toBeGreaterThan(0);
  });

  it.each(known)('%s says what a person reads in it', (file, expected) => {
    const report = read(file);
    expect({ devices: report.devices.map(short), messages: report.messages.map(({ code }) => code) }).toEqual(
      expected,
    );
  });

  it.each(files)('%s is read, and its text is not contradicted by its own bytes', (file) => {
    const { devices, messages } = read(file);
    expect(devices.length + messages.length).toBeGreaterThan(0);
    expect(
      devices.flatMap((device) => device.messages).filter(({ code }) => code === 'text-bytes-differ'),
    ).toEqual([]);
  });
});

import type { Bar, DeviceDescription } from '#model/device.ts';
import { MAX_ENTRIES } from '#model/device.ts';
import { fingerprintText, isSameDevice, type Catalogue } from '../catalogue.ts';
import { FURTHEST } from '#model/limits.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { hashOf } from './hash.ts';

const WIDTHS = [null, 32, 64] as const;

/** True when a link can name the device by its id alone. */
export const isByName = (device: DeviceDescription, catalogue: Catalogue): boolean =>
  device.id !== null && catalogue.some((item) => isSameDevice(item, device));

/** A device of the catalogue: vendor, device, and two bytes that tell apart those that share both. */
export function writeNamedDevice(writer: ByteWriter, device: DeviceDescription): void {
  const [vendor = '0', id = '0'] = (device.id ?? '').split(':');
  writer.fixed(BigInt(`0x${vendor}`), 2);
  writer.fixed(BigInt(`0x${id}`), 2);
  writer.fixed(BigInt(fingerprint(device)), 2);
}

const fingerprint = (device: DeviceDescription): number => hashOf(fingerprintText(device)) & 0xffff;

export interface ReadDevice {
  readonly device: DeviceDescription | null;
  /** Something to tell the reader, or null. */
  readonly notice: string | null;
}

/** The device that was named; null when the catalogue has it no longer. */
export function readNamedDevice(reader: ByteReader, catalogue: Catalogue): ReadDevice {
  const hex4 = () => reader.fixed(2).toString(16).padStart(4, '0');
  const vendor = hex4();
  const id = `${vendor}:${hex4()}`;
  const wanted = Number(reader.fixed(2));
  const candidates = catalogue.filter((item) => item.id === id);
  const exact = candidates.find((item) => fingerprint(item) === wanted);
  if (exact) return { device: exact, notice: null };
  const [first] = candidates;
  if (first)
    return {
      device: first,
      notice: `What is known of device ${id} has changed since this was written: the picture can differ.`,
    };
  reader.fail(`it names the device ${id}, which is not in the catalogue`);
  return { device: null, notice: null };
}

/** A device with everything that is known of it. */
export function writeSpelledDevice(writer: ByteWriter, device: DeviceDescription): void {
  const text = (value: string) => writer.text(value);
  const natural = (value: number) => writer.natural(value);
  const flag = (value: boolean) => writer.byte(value ? 1 : 0);
  writer.optional(device.id, text);
  writer.optional(device.slot, text);
  writer.text(device.name);
  writer.natural(device.bars.length);
  for (const bar of device.bars) {
    writer.byte(
      bar.index |
        (bar.kind === 'io' ? 8 : 0) |
        (bar.prefetchable ? 16 : 0) |
        (WIDTHS.indexOf(bar.width) << 5),
    );
    writer.optional(bar.address, natural);
    writer.optional(bar.size, natural);
  }
  const { entries, table, pba, enabled, masked } = device.msix;
  writer.natural(entries);
  writer.byte(table.bar | (pba.bar << 4));
  writer.natural(table.offset);
  writer.natural(pba.offset);
  writer.optional(enabled, flag);
  writer.optional(masked, flag);
  writer.natural(device.registers.length);
  for (const register of device.registers) {
    writer.byte(register.bar);
    writer.signed(register.offset);
    writer.natural(register.size);
    for (const words of [register.name, register.purpose, register.source]) writer.text(words);
  }
}

export function readSpelledDevice(reader: ByteReader): DeviceDescription {
  const text = () => reader.text();
  const flag = () => reader.natural(1) === 1;
  const id = reader.optional(text);
  const slot = reader.optional(text);
  const name = reader.text();
  const bars = list(reader, () => readBar(reader));
  const entries = reader.natural(MAX_ENTRIES);
  const places = reader.byte();
  const table = { bar: places & 7, offset: reader.natural(FURTHEST) };
  const pba = { bar: (places >> 4) & 7, offset: reader.natural(FURTHEST) };
  const enabled = reader.optional(flag);
  const masked = reader.optional(flag);
  const registers = list(reader, () => ({
    bar: reader.byte() & 7,
    offset: reader.signed(FURTHEST),
    size: reader.natural(FURTHEST),
    name: reader.text(),
    purpose: reader.text(),
    source: reader.text(),
  }));
  return { id, slot, name, bars, msix: { entries, table, pba, enabled, masked }, registers };
}

function readBar(reader: ByteReader): Bar {
  const flags = reader.byte();
  const natural = () => reader.natural(2 ** 52);
  return {
    index: flags & 7,
    kind: (flags & 8) === 0 ? 'memory' : 'io',
    address: reader.optional(natural),
    size: reader.optional(natural),
    width: WIDTHS[flags >> 5] ?? null,
    prefetchable: (flags & 16) !== 0,
  };
}

/** As many items as a count says, but no more than there are bytes for. */
export function list<T>(reader: ByteReader, read: () => T): T[] {
  const count = reader.natural();
  if (count > reader.left) reader.fail('it says that it holds more than it does');
  const items: T[] = [];
  for (let n = 0; n < count && reader.problem === null; n++) items.push(read());
  return items;
}

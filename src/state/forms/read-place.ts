/** Where an access goes, as people write it. What placeName (narrate.ts) and the map print is read back as the same offset. */
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { ENTRY_SIZE } from '#model/device.ts';
import { relativeOffset, type Layout } from '#model/layout.ts';
import { placedBars } from '#model/zones.ts';
import { readNatural } from './read-number.ts';

const TABLE = /^table\s*\[\s*(\w+)\s*\](?:\.([a-z_]+))?(?:\s*\+\s*(\w+))?$/i;
const PBA = /^pba\s*\[\s*(\w+)\s*\](?:\s*\+\s*(\w+))?$/i;
const IN_BAR = /^bar\s*(\d)\s*\+\s*(\w+)$/i;
const FIELDS = ['addr', 'addr_hi', 'data', 'ctrl'];

export const PLACE_HINT = 'table[0].ctrl, pba[0], +0x2804, 0x2804, 10244, or the name of a register';

/** The offset from the start of the table BAR that `text` names. */
export function readPlace(text: string, layout: Layout): Result<number> {
  const place = text.trim();
  if (place === '') return failure(`Nothing is given: write a place, such as ${PLACE_HINT}.`);
  const table = TABLE.exec(place);
  if (table) return tablePlace(table[1] ?? '', table[2]?.toLowerCase() ?? 'addr', table[3] ?? '0', layout);
  const pba = PBA.exec(place);
  if (pba) return pbaPlace(pba[1] ?? '', pba[2] ?? '0', layout);
  const inBar = IN_BAR.exec(place);
  if (inBar) return barPlace(Number(inBar[1]), inBar[2] ?? '', layout);
  const register = layout.device.registers.find(({ name }) => name.toLowerCase() === place.toLowerCase());
  if (register) {
    const offset = relativeOffset(layout, register.bar, register.offset);
    return offset === null
      ? failure(`${register.name} is in BAR ${register.bar}, which is no memory BAR of this device.`)
      : success(offset);
  }
  const negative = place.startsWith('-');
  const number = readNatural(place.replace(/^[+-]\s*/, ''));
  if (!number.ok)
    return /^[+-]|^\d/.test(place) ? number : failure(`“${place}” is no place: write ${PLACE_HINT}.`);
  const offset = Number(number.value) * (negative ? -1 : 1);
  return Number.isSafeInteger(offset)
    ? success(offset === 0 ? 0 : offset)
    : failure(`${place} is too far away.`);
}

function barPlace(bar: number, byteText: string, layout: Layout): Result<number> {
  const byte = readNatural(byteText);
  if (!byte.ok) return byte;
  const offset = relativeOffset(layout, bar, Number(byte.value));
  return offset !== null && Number.isSafeInteger(offset)
    ? success(offset)
    : failure(`This device has no memory BAR ${bar} with such a place.`);
}

function tablePlace(entryText: string, field: string, byteText: string, layout: Layout): Result<number> {
  const entry = readNatural(entryText);
  const byte = readNatural(byteText);
  if (!entry.ok) return entry;
  if (!byte.ok) return byte;
  const index = FIELDS.indexOf(field);
  if (index < 0)
    return failure(`A table entry has no field “${field}”: its fields are ${FIELDS.join(', ')}.`);
  if (entry.value >= layout.entries)
    return failure(
      `Outside the table: it has ${layout.entries === 1 ? 'one entry' : `${layout.entries} entries`}, counted from 0.`,
    );
  if (byte.value > 3) return failure('A field has 4 bytes, +0 to +3.');
  return success(layout.tableStart + ENTRY_SIZE * Number(entry.value) + 4 * index + Number(byte.value));
}

function pbaPlace(wordText: string, byteText: string, layout: Layout): Result<number> {
  const { pbaStart, pbaEnd } = layout;
  const word = readNatural(wordText);
  const byte = readNatural(byteText);
  if (!word.ok) return word;
  if (!byte.ok) return byte;
  if (pbaStart === null || pbaEnd === null)
    return failure(`The PBA has no place: this device has no memory BAR ${layout.device.msix.pba.bar}.`);
  const words = (pbaEnd - pbaStart) / 8;
  if (word.value >= words)
    return failure(`Outside the PBA: it has ${words} ${words === 1 ? 'qword' : 'qwords'}, counted from 0.`);
  if (byte.value > 7) return failure('A qword of the PBA has 8 bytes, +0 to +7.');
  return success(pbaStart + 8 * Number(word.value) + Number(byte.value));
}

/** Bytes `[start, end)` from the table BAR that lie in a memory BAR whole, or on pages that Xen traps. */
export function isReachable(layout: Layout, start: number, end: number): boolean {
  const { barSize, trapStart, trapEnd } = layout;
  const within = (from: number, to: number) => start >= from && end <= to;
  return (
    within(Math.min(0, trapStart), Math.max(barSize, trapEnd)) ||
    placedBars(layout).some((bar) => within(bar.start, bar.end))
  );
}

export const barWords = ({ device, barSize }: Layout): string =>
  `BAR ${device.msix.table.bar} holds 0x0 to ${hex(barSize - 1)}`;

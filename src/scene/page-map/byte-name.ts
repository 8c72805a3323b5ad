import { ENTRY_SIZE } from '#model/device.ts';
import { relativeOffset, type Layout } from '#model/layout.ts';
import { placeName } from '#model/narrate.ts';
import { ENTRY_FIELDS, pendingFields, type BitField } from './bit-fields.ts';
import { format, offsetText } from './number-text.ts';
import { zonesOf, type ZoneKind } from './zones.ts';
import { bytesText } from './words.ts';

/** A byte of the map, named. */
export interface ByteName {
  readonly region: ZoneKind;
  /** Table entry, when the byte lies in the table. */
  readonly entry?: number;
  /** Dword of that entry, 0 to 3. */
  readonly field?: number;
  /** Known register that covers the byte. */
  readonly register?: string;
  /** What that register does. */
  readonly purpose?: string;
  /** The whole sentence: `+0x2804 MSIX_FH_INT_MASK (adjacent, 1,796 bytes past the table)`. */
  readonly text: string;
}

/** A register the device description names, with table-BAR offsets. */
export interface PlacedRegister {
  readonly name: string;
  readonly purpose: string;
  readonly start: number;
  readonly end: number;
}

/** The named registers whose place is known, rising and apart: of two that overlap, the later one is left out. */
export function placedRegisters(layout: Layout): PlacedRegister[] {
  const placed: PlacedRegister[] = [];
  for (const { bar, offset, size, name, purpose } of layout.device.registers) {
    const start = relativeOffset(layout, bar, offset);
    if (start !== null && size > 0) placed.push({ name, purpose, start, end: start + size });
  }
  placed.sort((a, b) => a.start - b.start);
  return placed.filter((register, i) => i === 0 || register.start >= (placed[i - 1]?.end ?? 0));
}

/** Which part of a dword at `start` a byte is: nothing for its first byte, which stands for the whole. */
const byteOf = (offset: number, start: number): string =>
  offset === start ? '' : `, byte ${offset - start}`;

/** `offset` as its own BAR counts it: `+0x2804`, or `BAR 4 +0x0` outside the table BAR. */
export function quotedOffset(layout: Layout, offset: number): string {
  const zone = zonesOf(layout, { start: offset, end: offset + 1 })[0];
  const bar = zone?.bar ?? null;
  if (bar === null || bar === layout.device.msix.table.bar)
    return `${offset < 0 ? '' : '+'}${offsetText(offset)}`;
  return `BAR ${bar} +${offsetText(offset - (relativeOffset(layout, bar, 0) ?? 0))}`;
}

function fromTable(layout: Layout, offset: number): string {
  if (offset >= layout.tableEnd)
    return offset === layout.tableEnd
      ? 'right after the table'
      : `${bytesText(offset - layout.tableEnd)} past the table`;
  return `${bytesText(layout.tableStart - offset)} before the table`;
}

/** The byte at `offset` (from the table BAR), named as fully as the device description allows. Never fails. */
export function byteName(layout: Layout, offset: number): ByteName {
  const region = zonesOf(layout, { start: offset, end: offset + 1 })[0]?.kind ?? 'outside';
  const quoted = quotedOffset(layout, offset);
  if (region === 'table') {
    const within = offset - layout.tableStart;
    const entry = Math.floor(within / ENTRY_SIZE);
    const field = Math.floor((within % ENTRY_SIZE) / 4);
    return {
      region,
      entry,
      field,
      text: `${quoted} ${placeName(offset, layout)}`,
    };
  }
  if (region === 'pba') {
    const first = 8 * (offset - (layout.pbaStart ?? offset));
    const last = Math.min(first + 7, layout.entries - 1);
    const which = first >= layout.entries ? 'reserved' : `entries ${format(first)} to ${format(last)}`;
    return { region, text: `${quoted} ${placeName(offset, layout)}, ${which}` };
  }
  const register = placedRegisters(layout).find(({ start, end }) => offset >= start && offset < end);
  const where =
    region === 'adjacent'
      ? `adjacent, ${fromTable(layout, offset)}`
      : region === 'plain'
        ? 'on a page without table bytes'
        : 'in no BAR that is known';
  if (!register) return { region, text: `${quoted} (${where})` };
  return {
    region,
    register: register.name,
    purpose: register.purpose,
    text: `${quoted} ${register.name}${byteOf(offset, register.start)} (${where})`,
  };
}

/** Start of the dword that holds `offset`, on the grid of its region. */
export function dwordStart(layout: Layout, offset: number): number {
  const region = zonesOf(layout, { start: offset, end: offset + 1 })[0]?.kind;
  const origin = region === 'table' ? layout.tableStart : region === 'pba' ? (layout.pbaStart ?? 0) : 0;
  return origin + 4 * Math.floor((offset - origin) / 4);
}

/** The named bits of the dword that holds `offset`; one nameless field of 32 bits where nothing is known. */
export function fieldsAt(layout: Layout, offset: number): readonly BitField[] {
  const name = byteName(layout, offset);
  if (name.field !== undefined) return ENTRY_FIELDS[name.field] ?? [];
  if (name.region === 'pba')
    return pendingFields(8 * (dwordStart(layout, offset) - (layout.pbaStart ?? 0)), layout.entries);
  const text = name.register ?? 'not described';
  return [{ high: 31, low: 0, name: text, short: text, idle: false, values: [] }];
}

/** One bit, named: `table[3].ctrl bit 0, mask`. */
export function bitName(layout: Layout, offset: number, bit: number): string {
  const start = dwordStart(layout, offset);
  const inPba = start - (layout.pbaStart ?? start);
  const found = fieldsAt(layout, start).find(({ high, low }) => bit <= high && bit >= low);
  const { region, text } = byteName(layout, start);
  if (region === 'pba')
    return `${quotedOffset(layout, start)} pba[${Math.floor(inPba / 8)}] bit ${bit + 8 * (inPba % 8)}${found ? `: ${found.name}` : ''}`;
  return `${text}, bit ${bit}${found ? `: ${found.name}` : ''}`;
}

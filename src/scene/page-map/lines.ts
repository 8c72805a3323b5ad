import { ENTRY_SIZE } from '#model/device.ts';
import { pageOf, type Layout } from '#model/layout.ts';
import { placedRegisters, type PlacedRegister } from './byte-name.ts';
import { pageSpan, zonesOf, type Span, type Zone } from './zones.ts';

/** Bytes that belong in one row of the page: an entry, a register, a qword of pending bits, or 16 bytes of the rest. */
export interface Line extends Zone {
  /** Table entry the bytes belong to, or null. An entry across a page boundary has a line on each page. */
  readonly entry: number | null;
  readonly register: PlacedRegister | null;
  /** Page frame. */
  readonly page: number;
}

const ROW_BYTES = 16;

/** A zone with its page; a zone that spans pages is cut first. */
interface PageZone extends Zone {
  readonly page: number;
}

function stepped(zone: PageZone, origin: number, size: number): Line[] {
  const lines: Line[] = [];
  let start = zone.start;
  while (start < zone.end) {
    const end = Math.min(zone.end, origin + size * (Math.floor((start - origin) / size) + 1));
    const entry = zone.kind === 'table' ? Math.floor((start - origin) / ENTRY_SIZE) : null;
    lines.push({ ...zone, start, end, entry, register: null });
    start = end;
  }
  return lines;
}

function linesOfZone(layout: Layout, zone: PageZone, registers: readonly PlacedRegister[]): Line[] {
  if (zone.kind === 'table') return stepped(zone, layout.tableStart, ENTRY_SIZE);
  if (zone.kind === 'pba') return stepped(zone, layout.pbaStart ?? zone.start, 8);
  const lines: Line[] = [];
  let start = zone.start;
  for (const register of registers) {
    const from = Math.max(zone.start, register.start);
    const to = Math.min(zone.end, register.end);
    if (from >= to) continue;
    if (from > start) lines.push(...stepped({ ...zone, start, end: from }, 0, ROW_BYTES));
    lines.push({ ...zone, start: from, end: to, entry: null, register });
    start = to;
  }
  if (start < zone.end) lines.push(...stepped({ ...zone, start }, 0, ROW_BYTES));
  return lines;
}

/** `span` cut into lines, rising, without gaps; no line crosses a page boundary. */
export function linesOf(layout: Layout, span: Span): Line[] {
  const registers = placedRegisters(layout);
  const lines: Line[] = [];
  for (let page = pageOf(layout, span.start); page <= pageOf(layout, span.end - 1); page++) {
    const { start, end } = pageSpan(layout, page);
    const part = { start: Math.max(start, span.start), end: Math.min(end, span.end) };
    for (const zone of zonesOf(layout, part))
      lines.push(...linesOfZone(layout, { ...zone, page }, registers));
  }
  return lines;
}

/**
 * The run of at most 16 bytes that the entry view is about when the cursor is at `offset`: the table entry, the qword of
 * pending bits, or 16 bytes of registers. Stays in the byte's region and on its page.
 */
export function lineSpan(layout: Layout, offset: number): Span {
  const page = pageSpan(layout, pageOf(layout, offset));
  const zone = zonesOf(layout, page).find(({ start, end }) => offset >= start && offset < end);
  if (!zone) return { start: offset, end: offset + 1 };
  const size = zone.kind === 'pba' ? 8 : ROW_BYTES;
  const origin = zone.kind === 'table' ? layout.tableStart : zone.kind === 'pba' ? (layout.pbaStart ?? 0) : 0;
  const start = origin + size * Math.floor((offset - origin) / size);
  return { start: Math.max(start, zone.start), end: Math.min(start + size, zone.end) };
}

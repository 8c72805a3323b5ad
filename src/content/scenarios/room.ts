import type { Layout } from '#model/layout.ts';

const PAGE = 4096;

/** Aligned dwords of the table's pages that are neither table nor PBA, as offsets from the table BAR. */
export interface Room {
  /** Before the table on its first page, lowest first. */
  readonly before: readonly number[];
  /** Behind the table on its last page, lowest first. */
  readonly behind: readonly number[];
}

function freeDwords(layout: Layout, from: number, to: number): number[] {
  const found: number[] = [];
  for (let offset = Math.ceil(from / 4) * 4; offset + 4 <= to; offset += 4) {
    const isPba =
      layout.pbaStart !== null &&
      layout.pbaEnd !== null &&
      offset + 4 > layout.pbaStart &&
      offset < layout.pbaEnd;
    if (!isPba) found.push(offset);
  }
  return found;
}

/** Where on the trapped pages of `layout` a register can be. */
export function roomOf(layout: Layout): Room {
  const first = layout.tableFirstPage * PAGE - layout.pageShift;
  const end = (layout.tableLastPage + 1) * PAGE - layout.pageShift;
  return {
    before: freeDwords(layout, first, layout.tableStart),
    behind: freeDwords(layout, layout.tableEnd, end),
  };
}

/**
 * `count` registers to access, named ones first; fewer when there is less room, none when the table (and PBA)
 * fill their pages.
 */
export function neighbours(layout: Layout, count: number): number[] {
  const { before, behind } = roomOf(layout);
  const all = [...behind, ...before];
  const { bar } = layout.device.msix.table;
  const named = layout.device.registers
    .filter((register) => register.bar === bar && all.includes(register.offset))
    .map((register) => register.offset);
  const rest = [...spread(behind, count), ...spread(before, count)].filter(
    (offset) => !named.includes(offset),
  );
  return [...named, ...rest].slice(0, count);
}

/** `count` of `offsets`, evenly apart, so that an example does not sit in one corner of the page. */
function spread(offsets: readonly number[], count: number): number[] {
  const stride = Math.max(1, Math.floor(offsets.length / (count + 1)));
  return offsets.filter((_, n) => n > 0 && n % stride === 0).slice(0, count);
}

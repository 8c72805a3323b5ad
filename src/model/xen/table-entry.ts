import type { Context } from '../context.ts';
import { pageOf, pageStart } from '../layout.ts';

/**
 * The msixtbl_entry that Xen keeps for a device while vectors are bound. It exists from the first bind on; its
 * gtable is what the device model said then, and is never updated while it exists.
 */
export function createTableEntry(context: Context, gtable: number): void {
  const { layout } = context;
  const { xen } = context.state;
  xen.tablePresent = true;
  xen.gtable = gtable;
  const tweaks = context.design.xen.tweaks;
  xen.tableEnd = gtable + 16 * layout.entries;
  xen.pagesStart = pageStart(layout, pageOf(layout, gtable));
  xen.pagesEnd = pageStart(layout, pageOf(layout, xen.tableEnd - 1) + 1);
  xen.refcnt = 0;
  if (tweaks === undefined) return;
  xen.gtable += tweaks.tableStartsLate ?? 0;
  xen.tableEnd += tweaks.tableEndsLate ?? 0;
  xen.pagesEnd += tweaks.pagesEndLate ?? 0;
}

/** Frees the entry: flags and shadow are gone. */
export function dropTableEntry(context: Context): void {
  const { xen } = context.state;
  xen.tablePresent = false;
  xen.gtable = xen.tableEnd = xen.pagesStart = xen.pagesEnd = 0;
  xen.refcnt = 0;
  xen.tableFlags.fill(0);
  xen.shadow.fill(0);
  xen.shadowValid.fill(0);
}

/** The address lies between the first and last byte of the guest's table. */
export function insideTable(context: Context, offset: number): boolean {
  const { xen } = context.state;
  return offset >= xen.gtable && offset < xen.tableEnd;
}

/** The address lies on any page that the guest's table touches. */
export function onTablePages(context: Context, offset: number): boolean {
  const { xen } = context.state;
  return offset >= xen.pagesStart && offset < xen.pagesEnd;
}

/** msixtbl_addr_to_desc: number of the table entry at `offset` if it has an msi_desc, else -1. */
export function boundEntryAt(context: Context, offset: number): number {
  const { xen } = context.state;
  if (offset < xen.gtable || offset >= xen.tableEnd) return -1;
  const entry = Math.floor((offset - xen.gtable) / 16);
  return xen.mapped[entry] === 1 ? entry : -1;
}

import type { Context } from '../context.ts';
import { pageOf, pageStart } from '../layout.ts';
import { noteWarning, SAID_PBA_SHARED, SAID_UNINITIALISED } from '../seen.ts';
import { readHardware, writeHardware } from '../hardware.ts';

/** Before the table's first byte on its first page, or after its last byte on its last page. */
export type Side = 'first' | 'last';

/** BITS_TO_LONGS(entries): msi.c takes this number of longs for a number of bytes when it finds the PBA's last page. */
const pbaLengthAsXenSeesIt = (entries: number): number => Math.ceil(entries / 64);

function sideOf(context: Context, offset: number): Side {
  return offset < context.state.xen.gtable ? 'first' : 'last';
}

/** Whether msix_capability_init mapped the page of that side: only if the host table leaves room there. */
export function isMappedAdjacent(context: Context, side: Side): boolean {
  const { layout } = context;
  const { tableStart, tableEnd } = layout;
  return side === 'first'
    ? tableStart !== pageStart(layout, layout.tableFirstPage)
    : tableEnd !== pageStart(layout, layout.tableLastPage + 1);
}

/** The PBA's pages, as Xen computes them, touch the table's page on that side. */
export function sharesPageWithPba(context: Context, side: Side): boolean {
  const { layout } = context;
  if (layout.pbaStart === null || layout.pbaFirstPage === null) return false;
  const pbaLast = pageOf(layout, layout.pbaStart + pbaLengthAsXenSeesIt(layout.entries) - 1);
  return side === 'last' ? layout.tableLastPage === layout.pbaFirstPage : layout.tableFirstPage === pbaLast;
}

function warnUninitialised(context: Context): void {
  const { xen } = context.state;
  if (xen.warnedAdjacentUninitialised) return;
  xen.warnedAdjacentUninitialised = true;
  noteWarning(context, SAID_UNINITIALISED);
  const what = 'adjacent-not-initialized';
  context.recorder?.hop('xen', 'adjacent.warn-uninitialised', {}, { at: 'log', who: 'xen', what });
}

/** adjacent_read: hardware value of an aligned read, or all ones when that page was never mapped for it. */
export function readAdjacent(context: Context, offset: number, size: number): void {
  const side = sideOf(context, offset);
  if (!isMappedAdjacent(context, side)) {
    warnUninitialised(context);
    context.lo = size >= 4 ? 0xffffffff : 2 ** (8 * size) - 1;
    context.hi = size === 8 ? 0xffffffff : 0;
    context.recorder?.hop('xen', 'adjacent.read-unmapped', { offset, size, lo: context.lo, hi: context.hi });
    return;
  }
  context.recorder?.hop('xen', 'adjacent.read', { offset, size });
  context.doneOnHardware = true;
  readHardware(context, offset, size, false);
}

/** adjacent_write: the write reaches the hardware unless the page was never mapped or also holds the PBA. */
export function writeAdjacent(context: Context, offset: number, size: number, lo: number, hi: number): void {
  const { recorder } = context;
  const { xen } = context.state;
  const side = sideOf(context, offset);
  if (!isMappedAdjacent(context, side)) {
    warnUninitialised(context);
    recorder?.hop('xen', 'adjacent.write-unmapped', { offset, size, lo, hi });
    return;
  }
  if (sharesPageWithPba(context, side)) {
    if (!xen.warnedAdjacentPba) {
      xen.warnedAdjacentPba = true;
      noteWarning(context, SAID_PBA_SHARED);
      const what = 'adjacent-pba-write-discarded';
      recorder?.hop('xen', 'adjacent.warn-pba', { offset }, { at: 'log', who: 'xen', what });
    }
    recorder?.hop('xen', 'adjacent.write-discarded', { offset, size, lo, hi });
    return;
  }
  recorder?.hop('xen', 'adjacent.write', { offset, size, lo, hi });
  context.doneOnHardware = true;
  writeHardware(context, offset, size, lo, hi);
}

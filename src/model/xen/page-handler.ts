import {
  OKAY,
  UNHANDLEABLE,
  type Context,
  type Handler,
  type HandlerCode,
  type Request,
} from '../context.ts';
import { readHardware, writeHardware } from '../hardware.ts';
import { PAGE_SIZE, pageOf } from '../layout.ts';
import { noteWarning, SAID_PBA_SHARED } from '../seen.ts';
import { isMappedAdjacent, sharesPageWithPba, type Side } from './adjacent.ts';
import { isAligned } from './table-access.ts';

/** How the second handler of the posted series differs between its versions. */
export interface PageHandlerOptions {
  /** Which bytes of the table's pages it takes. */
  readonly covers: 'after' | 'before-and-after';
  /** Version 2 leaves a misaligned read to the device model; a misaligned write is carried out as it is in both. */
  readonly misalignedRead: 'perform' | 'forward';
  /** Version 2 says (in a debug build) that a write is refused because the PBA shares the page, every time. */
  readonly warnsOfPba: boolean;
  /**
   * Version 1 checks its own idea of the table's last page with an assertion that forgets where on its first page the
   * table starts: a debug build stops where the table runs over a page boundary because of that.
   */
  readonly assertsLastPage: boolean;
}

/**
 * The second hvm_io_handler of the posted series: asked after msixtbl, it takes the bytes next to the table while
 * the device has a bound vector, and answers for good: the device model sees nothing.
 */
class PageHandler implements Handler {
  readonly name = 'msixtbl_page';
  private readonly options: PageHandlerOptions;

  constructor(options: PageHandlerOptions) {
    this.options = options;
  }

  /** The side of the table on which `offset` lies, or null when it is not this handler's. */
  private sideOf(context: Context, offset: number): Side | null {
    const { layout } = context;
    const { xen } = context.state;
    if (!xen.tablePresent) return null;
    // Both versions compare with the page of the first byte after the table, even where that is the next page.
    if (offset >= xen.tableEnd && pageOf(layout, offset) === pageOf(layout, xen.tableEnd)) return 'last';
    if (this.options.covers === 'after') return null;
    return offset < xen.gtable && pageOf(layout, offset) === pageOf(layout, xen.gtable) ? 'first' : null;
  }

  /**
   * Whether this handler may do the access: the hardware page behind it, as both versions look it up for accept() and
   * again for every access.
   */
  private lookUp(context: Context, offset: number, size: number, write: boolean): 'yes' | 'not mine' | 'pba' {
    const { layout, recorder } = context;
    const side = this.sideOf(context, offset);
    if (side === null || !isMappedAdjacent(context, side)) return 'not mine';
    if (this.options.assertsLastPage) {
      const assumed = layout.tableFirstPage + Math.floor((16 * layout.entries) / PAGE_SIZE);
      const what = 'assert:PFN_DOWN(table_end_addr) == pdev->msix->table.last';
      if (assumed !== layout.tableLastPage)
        recorder?.hop('xen', 'page.assertion', { offset, size }, { at: 'log', who: 'xen', what });
    }
    if (!write || !sharesPageWithPba(context, side)) return 'yes';
    if (this.options.warnsOfPba) {
      noteWarning(context, SAID_PBA_SHARED);
      recorder?.hop(
        'xen',
        'page.warn-pba',
        { offset, size },
        { at: 'log', who: 'xen', what: 'debug:adjacent-pba-write-refused' },
      );
    }
    return 'pba';
  }

  claims(context: Context, offset: number): boolean {
    const side = this.sideOf(context, offset);
    // The probe asks with the direction "write", so a page that also holds the PBA is not claimed.
    return side !== null && isMappedAdjacent(context, side) && !sharesPageWithPba(context, side);
  }

  accept(context: Context, request: Request): boolean {
    const { offset, size, write } = request;
    const { recorder } = context;
    const answer = this.lookUp(context, offset, size, write);
    if (answer === 'yes') {
      const event = { at: 'xen.accept', handler: 'msixtbl_page' } as const;
      recorder?.hop('xen', 'page.accept', { offset, size, write }, event);
      return true;
    }
    const rule = answer === 'pba' ? 'page.refuse-pba' : 'page.decline';
    recorder?.hop('xen', rule, { offset, size, write });
    return false;
  }

  read(context: Context, offset: number, size: number): HandlerCode {
    if (this.options.misalignedRead === 'forward' && !isAligned(context, offset, size)) {
      context.recorder?.hop('xen', 'page.read-misaligned', { offset, size });
      return UNHANDLEABLE;
    }
    if (this.lookUp(context, offset, size, false) !== 'yes') return UNHANDLEABLE;
    context.recorder?.hop('xen', 'adjacent.read', { offset, size });
    context.doneOnHardware = true;
    readHardware(context, offset, size, false);
    return OKAY;
  }

  write(context: Context, offset: number, size: number, lo: number, hi: number): HandlerCode {
    if (this.lookUp(context, offset, size, true) !== 'yes') return UNHANDLEABLE;
    context.recorder?.hop('xen', 'adjacent.write', { offset, size, lo, hi });
    context.doneOnHardware = true;
    writeHardware(context, offset, size, lo, hi);
    return OKAY;
  }
}

export const pageHandler = (options: PageHandlerOptions): Handler => new PageHandler(options);

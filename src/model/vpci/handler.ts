import { OKAY, type Context, type Handler, type HandlerCode, type Request } from '../context.ts';
import { readHardware, writeHardware } from '../hardware.ts';
import { isTrapped, pageOf, type Layout } from '../layout.ts';
import { ADDRESS_HIGH, ADDRESS_LOW, DATA, VECTOR_CONTROL } from '../state.ts';
import { isAligned, slotOffset } from '../xen/table-access.ts';
import { noteWarning, SAID_REFUSED, SAID_UNALIGNED } from '../seen.ts';
import { maskEntry, updateEntry } from './entries.ts';

const inTable = (layout: Layout, offset: number): boolean =>
  offset >= layout.tableStart && offset < layout.tableEnd;

const inPba = (layout: Layout, offset: number): boolean =>
  layout.pbaStart !== null && layout.pbaEnd !== null && offset >= layout.pbaStart && offset < layout.pbaEnd;

function onPbaPages(layout: Layout, offset: number): boolean {
  if (layout.pbaFirstPage === null || layout.pbaLastPage === null) return false;
  const page = pageOf(layout, offset);
  return page >= layout.pbaFirstPage && page <= layout.pbaLastPage;
}

/** On a page of the table or of the PBA: what vPCI's handler accepts. */
const onVpciPages = (layout: Layout, offset: number): boolean =>
  isTrapped(layout, offset) || onPbaPages(layout, offset);

/** adjacent_handle: any byte of those pages that is not in the table; the PBA counts as adjacent first of all. */
const isAdjacent = (layout: Layout, offset: number): boolean =>
  inPba(layout, offset) || (!inTable(layout, offset) && onVpciPages(layout, offset));

/**
 * vPCI's MSI-X handler (drivers/vpci/msix.c): table, PBA and the rest of their pages, all of it inside Xen. It knows
 * the device's geometry from the device itself, so it works before any vector is bound, and for every entry.
 */
class VpciHandler implements Handler {
  readonly name = 'vpci-msix';
  private readonly hardwareDomain: boolean;

  constructor(hardwareDomain: boolean) {
    this.hardwareDomain = hardwareDomain;
  }

  claims(context: Context, offset: number): boolean {
    return onVpciPages(context.layout, offset);
  }

  accept(context: Context, request: Request): boolean {
    const { offset, size, write } = request;
    if (!this.claims(context, offset)) return false;
    context.recorder?.hop(
      'xen',
      'vpci.accept',
      { offset, size, write },
      { at: 'xen.accept', handler: 'vpci-msix' },
    );
    return true;
  }

  read(context: Context, offset: number, size: number): HandlerCode {
    const { layout, recorder } = context;
    const { vpci } = context.state;
    allOnes(context, size);
    if (isAdjacent(layout, offset)) {
      this.readAdjacent(context, offset, size);
      return OKAY;
    }
    if (!accessAllowed(context, offset, size)) return OKAY;
    const entry = Math.floor((offset - layout.tableStart) / 16);
    const field = slotOffset(context, offset) >> 2;
    context.lo = field === VECTOR_CONTROL ? vpci.masked[entry]! : vpci.message[3 * entry + field]!;
    context.hi = 0;
    if (size === 8)
      context.hi = field === DATA ? vpci.masked[entry]! : vpci.message[3 * entry + ADDRESS_HIGH]!;
    context.actedInXen = true;
    recorder?.hop('xen', 'vpci.read-entry', { offset, size, entry, field, lo: context.lo, hi: context.hi });
    return OKAY;
  }

  write(context: Context, offset: number, size: number, lo: number, hi: number): HandlerCode {
    const { layout } = context;
    if (isAdjacent(layout, offset)) {
      this.writeAdjacent(context, offset, size, lo, hi);
      return OKAY;
    }
    if (!accessAllowed(context, offset, size)) return OKAY;
    const entry = Math.floor((offset - layout.tableStart) / 16);
    const field = slotOffset(context, offset) >> 2;
    context.actedInXen = true;
    if (field === VECTOR_CONTROL) {
      writeControl(context, entry, offset, lo);
      return OKAY;
    }
    context.recorder?.hop('xen', 'vpci.write-message', { offset, size, entry, field, lo, hi });
    keep(context, entry, field, lo);
    if (size === 8 && field === ADDRESS_LOW) keep(context, entry, ADDRESS_HIGH, hi);
    context.recorder?.changed('xen', 'updated', entry, context.state.vpci.updated[entry]!, 1);
    context.state.vpci.updated[entry] = 1;
    if (size === 8 && field === DATA) writeControl(context, entry, offset + 4, hi);
    return OKAY;
  }

  /** adjacent_read: leaves all ones where the access is refused or runs out of the pages. */
  private readAdjacent(context: Context, offset: number, size: number): void {
    const { layout, recorder } = context;
    allOnes(context, size);
    if (!isAdjacent(layout, offset + size - 1)) {
      recorder?.hop('xen', 'vpci.straddles', { offset, size });
      return;
    }
    if (inPba(layout, offset) && !accessAllowed(context, offset, size)) return;
    if (!isAligned(context, offset, size)) {
      noteWarning(context, SAID_UNALIGNED);
      recorder?.hop('xen', 'vpci.split', { offset, size }, log('adjacent-unaligned-read'));
      let lo = 0;
      let hi = 0;
      for (let i = 0; i < size; i++) {
        this.readAdjacent(context, offset + i, 1);
        const byte = context.lo & 0xff;
        if (i < 4) lo |= byte << (8 * i);
        else hi |= byte << (8 * (i - 4));
      }
      context.lo = lo >>> 0;
      context.hi = hi >>> 0;
      return;
    }
    recorder?.hop('xen', inPba(layout, offset) ? 'vpci.read-pba' : 'vpci.read-adjacent', { offset, size });
    context.doneOnHardware = true;
    readHardware(context, offset, size, false);
  }

  private writeAdjacent(context: Context, offset: number, size: number, lo: number, hi: number): void {
    const { layout, recorder } = context;
    if (!isAdjacent(layout, offset + size - 1)) {
      recorder?.hop('xen', 'vpci.straddles', { offset, size, write: true });
      return;
    }
    if (inPba(layout, offset)) {
      if (!accessAllowed(context, offset, size)) return;
      if (!this.hardwareDomain) {
        recorder?.hop('xen', 'vpci.ignore-pba-write', { offset, size, lo, hi });
        return;
      }
    }
    if (!isAligned(context, offset, size)) {
      noteWarning(context, SAID_UNALIGNED);
      recorder?.hop('xen', 'vpci.split', { offset, size, write: true }, log('adjacent-unaligned-write'));
      for (let i = 0; i < size; i++) {
        const byte = i < 4 ? lo >>> (8 * i) : hi >>> (8 * (i - 4));
        this.writeAdjacent(context, offset + i, 1, byte & 0xff, 0);
      }
      return;
    }
    recorder?.hop('xen', inPba(layout, offset) ? 'vpci.write-pba' : 'vpci.write-adjacent', {
      offset,
      size,
      lo,
      hi,
    });
    context.doneOnHardware = true;
    writeHardware(context, offset, size, lo, hi);
  }
}

function allOnes(context: Context, size: number): void {
  context.lo = size >= 4 ? 0xffffffff : 2 ** (8 * size) - 1;
  context.hi = size === 8 ? 0xffffffff : 0;
}

/** access_allowed: the table and the PBA take aligned accesses of 4 and 8 bytes; anything else is warned about. */
function accessAllowed(context: Context, offset: number, size: number): boolean {
  if (size >= 4 && isAligned(context, offset, size)) return true;
  noteWarning(context, SAID_REFUSED);
  context.recorder?.hop('xen', 'vpci.refuse', { offset, size }, log('access-refused'));
  return false;
}

function keep(context: Context, entry: number, field: number, value: number): void {
  const { message } = context.state.vpci;
  const name = ['addr', 'addr (upper half)', 'data'][field]!;
  context.recorder?.changed('xen', name, entry, message[3 * entry + field]!, value);
  message[3 * entry + field] = value;
}

/** The vector-control part of msix_write: only a change of the mask bit does anything. */
function writeControl(context: Context, entry: number, offset: number, control: number): void {
  const { recorder } = context;
  const { vpci } = context.state;
  const masked = (control & 1) === 1;
  if ((vpci.masked[entry] === 1) === masked) {
    recorder?.hop('xen', 'vpci.mask-unchanged', { offset, entry, masked });
    return;
  }
  recorder?.hop('xen', 'vpci.write-mask', { offset, entry, masked });
  recorder?.changed('xen', 'masked', entry, vpci.masked[entry]!, masked ? 1 : 0);
  vpci.masked[entry] = masked ? 1 : 0;
  if (!masked && vpci.enabled && !vpci.maskall && vpci.updated[entry] === 1) updateEntry(context, entry);
  else maskEntry(context, entry, masked);
}

const log = (what: string) => ({ at: 'log', who: 'xen', what }) as const;

export const vpciHandler = (hardwareDomain: boolean): Handler => new VpciHandler(hardwareDomain);

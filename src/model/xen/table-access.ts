import { OKAY, UNHANDLEABLE, type Context, type HandlerCode } from '../context.ts';
import { SHADOWED_ENTRIES, VECTOR_CONTROL } from '../state.ts';
import { boundEntryAt } from './table-entry.ts';
import { maskForGuest } from './mask.ts';

/** Position of an address in its 16-byte slot: Xen uses the absolute address, not the distance from gtable. */
export const slotOffset = (context: Context, offset: number): number =>
  (offset + context.layout.pageShift) & 15;

/** Naturally aligned, as IS_ALIGNED tests it: by the absolute address. Sizes are powers of two. */
export const isAligned = (context: Context, offset: number, size: number): boolean =>
  ((offset + context.layout.pageShift) & (size - 1)) === 0;

type GivesUp = 'msixtbl.read-not-shadowed' | 'msixtbl.read-shadow-invalid' | 'msixtbl.read-unbound';
type Answers = 'msixtbl.read-shadow' | 'msixtbl.read-mask' | 'msixtbl.read-data-and-mask';

function giveUp(context: Context, rule: GivesUp, offset: number, size: number, entry: number): HandlerCode {
  context.recorder?.hop('xen', rule, { offset, size, entry });
  return UNHANDLEABLE;
}

function answer(
  context: Context,
  rule: Answers,
  offset: number,
  size: number,
  entry: number,
  lo: number,
  hi: number,
): HandlerCode {
  context.lo = lo;
  context.hi = hi;
  context.actedInXen = true;
  context.recorder?.hop('xen', rule, { offset, size, entry, lo, hi });
  return OKAY;
}

/**
 * msixtbl_read for an aligned 4- or 8-byte read inside the table: vector control comes from guest_masked, address
 * and data of the first three entries from the shadow where it is valid; everything else is left to the device model.
 */
export function readTable(context: Context, offset: number, size: number): HandlerCode {
  const { xen } = context.state;
  const entry = Math.floor((offset - xen.gtable) / 16);
  const field = slotOffset(context, offset) >> 2;
  const slot = 3 * entry + field;
  if (field !== VECTOR_CONTROL) {
    if (entry >= SHADOWED_ENTRIES) return giveUp(context, 'msixtbl.read-not-shadowed', offset, size, entry);
    if (xen.shadowValid[slot] === 0)
      return giveUp(context, 'msixtbl.read-shadow-invalid', offset, size, entry);
    if (size === 4) return answer(context, 'msixtbl.read-shadow', offset, size, entry, xen.shadow[slot]!, 0);
    if (field === 0) {
      if (xen.shadowValid[slot + 1] === 0)
        return giveUp(context, 'msixtbl.read-shadow-invalid', offset, size, entry);
      return answer(
        context,
        'msixtbl.read-shadow',
        offset,
        size,
        entry,
        xen.shadow[slot]!,
        xen.shadow[slot + 1]!,
      );
    }
  }
  if (boundEntryAt(context, offset) < 0) return giveUp(context, 'msixtbl.read-unbound', offset, size, entry);
  const masked = xen.guestMasked[entry]!;
  return size === 4
    ? answer(context, 'msixtbl.read-mask', offset, size, entry, masked, 0)
    : answer(context, 'msixtbl.read-data-and-mask', offset, size, entry, xen.shadow[slot]!, masked);
}

/** Keeps one dword of a shadowed entry. */
function keepShadow(context: Context, entry: number, field: number, value: number): void {
  const { xen } = context.state;
  const slot = 3 * entry + field;
  context.recorder?.changed(
    'xen',
    `msi_ad[${field}]`,
    entry,
    xen.shadowValid[slot] === 1 ? xen.shadow[slot]! : -1,
    value,
  );
  xen.shadow[slot] = value;
  xen.shadowValid[slot] = 1;
}

/** The part of a write that changes address or data: shadow and table_flags. */
function noteMessage(
  context: Context,
  entry: number,
  field: number,
  offset: number,
  size: number,
  lo: number,
  hi: number,
): void {
  const { xen } = context.state;
  context.recorder?.hop('xen', 'msixtbl.write-message', { offset, size, entry, field, lo, hi });
  if (entry < SHADOWED_ENTRIES) {
    keepShadow(context, entry, field, lo);
    if (size === 8 && field === 0) keepShadow(context, entry, 1, hi);
  }
  context.recorder?.changed('xen', 'table_flags', entry, xen.tableFlags[entry]!, 1);
  xen.tableFlags[entry] = 1;
  context.actedInXen = true;
}

/** An unmask that has to wait for the device model: the flag is consumed, the address kept for completion. */
function postpone(context: Context, entry: number, controlAt: number): void {
  const { xen } = context.state;
  const { recorder } = context;
  recorder?.hop('xen', 'msixtbl.write-postponed', { offset: controlAt, size: 4, entry });
  recorder?.changed('xen', 'table_flags', entry, 1, 0);
  recorder?.changed('xen', 'msix_unmask_address', null, xen.unmaskAddress ?? 0, controlAt, controlAt);
  xen.tableFlags[entry] = 0;
  xen.unmaskAddress = controlAt;
  context.actedInXen = true;
}

/**
 * msixtbl_write for an aligned 4- or 8-byte write inside the table, up to and including the change of the mask bit.
 * OKAY means that the mask bit was set or cleared; UNHANDLEABLE that the device model has to see the write
 * (address or data changed, or an unmask has to wait until it has re-bound the vector).
 */
export function writeTable(
  context: Context,
  offset: number,
  size: number,
  lo: number,
  hi: number,
): HandlerCode {
  const { xen } = context.state;
  const entry = Math.floor((offset - xen.gtable) / 16);
  const field = slotOffset(context, offset) >> 2;
  let control = lo;
  let controlAt = offset;
  if (field !== VECTOR_CONTROL) {
    noteMessage(context, entry, field, offset, size, lo, hi);
    if (size !== 8 || field === 0) return UNHANDLEABLE;
    control = hi;
    controlAt = offset + 4;
  }
  const masked = (control & 1) === 1;
  if (!masked && xen.tableFlags[entry] === 1) {
    postpone(context, entry, controlAt);
    return UNHANDLEABLE;
  }
  if (boundEntryAt(context, controlAt) < 0) {
    context.recorder?.hop('xen', 'msixtbl.write-unbound', { offset: controlAt, size: 4, entry });
    return UNHANDLEABLE;
  }
  context.actedInXen = true;
  maskForGuest(context, entry, masked);
  return OKAY;
}

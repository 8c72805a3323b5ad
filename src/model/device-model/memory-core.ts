import { IN_DEVICE_MODEL, LOST, type Context } from '../context.ts';
import { readTableRegion, writeTableRegion } from './table-region.ts';

/**
 * One access to QEMU's address space. The memory core cuts it where the region changes and then to what the region
 * implements (at most 4 bytes) and to the alignment of the address in the region; the overlay takes only 4-byte
 * pieces, the rest of the BAR is a region that logs, reads 0 and drops writes.
 */
export function accessAddressSpace(
  context: Context,
  offset: number,
  size: number,
  write: boolean,
  lo: number,
  hi: number,
): void {
  const { tableStart, overlayEnd: end } = context.layout;
  if (size === 4 && ((offset - tableStart) & 3) === 0 && offset >= tableStart && offset < end) {
    // By far the commonest case, and one piece: kept apart for speed.
    context.lo = 0;
    conclude(context, offset, 4, overlayPiece(context, offset, 4, write, lo));
    context.hi = 0;
    return;
  }
  let resultLo = 0;
  let resultHi = 0;
  let at = offset;
  let left = size;
  while (left > 0) {
    const overlay = at >= tableStart && at < end;
    const inRegion = overlay ? at - tableStart : at;
    const untilRegionEnds = overlay ? end - at : at < tableStart ? tableStart - at : left;
    const piece = pieceSize(inRegion, Math.min(left, untilRegionEnds));
    const shift = 8 * (at - offset);
    context.lo = 0;
    const value = write ? part(lo, hi, shift, piece) : 0;
    const effective = overlay
      ? overlayPiece(context, at, piece, write, value)
      : context.design.deviceModel.accessBar(context, at, piece, write, value);
    conclude(context, at, piece, effective);
    if (!write) {
      if (shift < 32) {
        resultLo = (resultLo | (context.lo << shift)) >>> 0;
        if (shift > 0 && shift + 8 * piece > 32) resultHi = (resultHi | (context.lo >>> (32 - shift))) >>> 0;
      } else resultHi = (resultHi | (context.lo << (shift - 32))) >>> 0;
    }
    at += piece;
    left -= piece;
  }
  context.lo = resultLo;
  context.hi = resultHi;
}

/** A piece took effect in QEMU, or else it is lost unless Xen had acted on it before. */
function conclude(context: Context, offset: number, size: number, effective: boolean): void {
  const actedBefore = context.doneOnHardware || context.actedInXen;
  if (effective) context.fate |= IN_DEVICE_MODEL;
  else if (!actedBefore) context.fate |= LOST;
  context.recorder?.answer(offset, size, 'device-model', effective || actedBefore);
}

function pieceSize(offset: number, left: number): 1 | 2 | 4 {
  if (left >= 4 && offset % 4 === 0) return 4;
  if (left >= 2 && offset % 2 === 0) return 2;
  return 1;
}

/** `size` bytes (at most 4) of the value, from bit `shift` on. */
function part(lo: number, hi: number, shift: number, size: number): number {
  const word =
    shift === 0 ? lo : shift < 32 ? ((lo >>> shift) | (hi << (32 - shift))) >>> 0 : hi >>> (shift - 32);
  return size === 4 ? word : (word & (2 ** (8 * size) - 1)) >>> 0;
}

function overlayPiece(
  context: Context,
  offset: number,
  size: number,
  write: boolean,
  value: number,
): boolean {
  if (size !== 4) {
    context.recorder?.hop(
      'device-model',
      'dm.reject-size',
      { offset, size, write },
      { at: 'qemu.reject', why: 'size', offset, size },
    );
    return false;
  }
  return write ? writeTableRegion(context, offset, value) : readTableRegion(context, offset);
}

import { CRASHED, type Context } from '../context.ts';
import { dispatch } from './emulate.ts';

/**
 * A guest write to a page that is mapped read-only because its frame is in mmio_ro_ranges (the PBA's own page).
 * Up to 4.20 Xen does not handle the fault and crashes the domain; from 4.21 on it emulates the write, which no
 * handler takes, so that QEMU's BAR region drops it.
 */
export function writeProtectedPage(
  context: Context,
  offset: number,
  size: number,
  lo: number,
  hi: number,
): void {
  const { recorder, request } = context;
  if (context.design.xen.protectedWrite === 'crash') {
    context.fate |= CRASHED;
    recorder?.hop('xen', 'protected.crash', { offset, size, lo, hi });
    recorder?.changed('xen', 'crashed', null, 0, 1);
    recorder?.answer(offset, size, 'nobody', false);
    context.state.crashed = true;
    return;
  }
  recorder?.hop('xen', 'protected.emulate', { offset, size, lo, hi });
  request.offset = offset;
  request.size = size;
  request.write = true;
  request.lo = lo;
  request.hi = hi;
  request.count = 1;
  request.df = false;
  request.inRam = false;
  dispatch(context);
}

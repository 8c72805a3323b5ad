import type { Context, Request } from '../context.ts';
import { slotOffset } from './table-access.ts';

function remember(context: Context, offset: number, gpa: number): void {
  const { xen } = context.state;
  if (context.recorder) {
    const address = context.layout.base + context.state.guest.barShift + offset;
    context.recorder.hop('xen', 'msixtbl.snoop', { offset, address }, { at: 'xen.snoop', address, gpa });
    context.recorder.changed('xen', 'msix_snoop_address', null, xen.snoopAddress ?? 0, offset, offset);
  }
  xen.snoopAddress = offset;
  xen.snoopGpa = gpa;
}

/**
 * msixtbl_range, when it does not accept a write: remembers where a vector-control dword was written with the mask
 * bit clear, so that a bind made on behalf of this very write can unmask afterwards. Nothing checks that the address
 * is near a table; the memory is only compared at registration, and dropped at completion.
 */
export function snoop(context: Context, request: Request): void {
  const { offset, size, count } = request;
  if (!request.inRam) {
    const controlAt = size === 8 ? offset + 4 : offset;
    const control = size === 8 ? request.hi : request.lo;
    if (size >= 4 && slotOffset(context, controlAt) === 12 && (control & 1) === 0)
      remember(context, controlAt, 0);
    return;
  }
  if (size < 4 || request.df || count > 16 / size) return;
  if (slotOffset(context, offset + size * count) !== 0) return;
  remember(context, offset + size * count - 4, request.gpa + size * count - 4);
}

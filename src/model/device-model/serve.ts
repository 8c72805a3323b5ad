import type { Context, Request } from '../context.ts';
import type { Recorder } from '../recorder.ts';
import { readRam, writeRam } from '../guest-ram.ts';
import { accessAddressSpace } from './memory-core.ts';

/** The request on its way. Its event stands before QEMU's own, so a read's answer is filled in later. */
function recordSent(recorder: Recorder, request: Request): { lo: number; hi: number } {
  const { offset, size, write, count, inRam, lo, hi } = request;
  const at = write ? ('dm.write' as const) : ('dm.read' as const);
  const event = { at, offset, size, lo, hi, count: inRam ? count : null };
  recorder.hop('xen', 'xen.send', { offset, size, write, lo, hi, ...(inRam ? { count } : {}) }, event);
  recorder.hop('device-model', 'dm.receive', { offset, size, write, ...(inRam ? { count } : {}) });
  return event;
}

/**
 * QEMU handles the ioreq that Xen sent (cpu_handle_ioreq, cpu_ioreq_move): one access to its address space for each
 * repetition. The answer to a read is in context.lo and .hi, or in guest RAM for a REP.
 */
export function serveRequest(context: Context): void {
  const { request, recorder } = context;
  const { offset, size, write, count, inRam, gpa, lo, hi } = request;
  const sent = recorder ? recordSent(recorder, request) : null;
  const step = request.df ? -size : size;
  for (let i = 0; i < count; i++) {
    const at = offset + step * i;
    if (write) {
      if (inRam) readRam(context, gpa + step * i, size);
      accessAddressSpace(context, at, size, true, inRam ? context.lo : lo, inRam ? context.hi : hi);
    } else {
      accessAddressSpace(context, at, size, false, 0, 0);
      if (inRam) writeRam(context, gpa + step * i, size);
    }
  }
  if (sent && !write) {
    sent.lo = context.lo;
    sent.hi = context.hi;
  }
  recorder?.hop('device-model', 'dm.answer', { offset, size, write });
}

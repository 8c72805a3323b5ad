import { FORWARDED, IN_XEN, LOST, OKAY, ON_HARDWARE, type Context } from '../context.ts';
import { intercept } from './intercept.ts';
import { serveRequest } from '../device-model/serve.ts';
import { holdRequest } from './held.ts';

/** Sets up the shared request for a register operand. */
function prepare(
  context: Context,
  offset: number,
  size: number,
  write: boolean,
  lo: number,
  hi: number,
): void {
  const { request } = context;
  request.offset = offset;
  request.size = size;
  request.write = write;
  request.lo = lo;
  request.hi = hi;
  request.count = 1;
  request.df = false;
  request.inRam = false;
  request.gpa = 0;
}

/** The page is not mapped for the guest: the fault ends in the emulator, whether or not a handler claims the address. */
export function fault(context: Context, offset: number, size: number, write: boolean): void {
  if (!context.recorder) return;
  const claimed = context.design.xen.handlers.some((handler) => handler.claims(context, offset));
  context.recorder.hop('xen', claimed ? 'xen.fault-claimed' : 'xen.fault-unmapped', { offset, size, write });
}

/**
 * An access to a trapped page: fault, emulator, handlers, and where none of them finishes it the ioreq server,
 * then the completion hook. The result of a read is in context.lo and .hi.
 */
export function performTrapped(
  context: Context,
  offset: number,
  size: number,
  write: boolean,
  lo: number,
  hi: number,
): void {
  fault(context, offset, size, write);
  prepare(context, offset, size, write, lo, hi);
  dispatch(context);
}

function clearMarks(context: Context): void {
  context.doneOnHardware = false;
  context.actedInXen = false;
}

/** hvmemul_do_io on the prepared request, which can be a REP batch. */
export function dispatch(context: Context): void {
  const { request, recorder } = context;
  const { offset, size, write } = request;
  recorder?.hop('xen', 'xen.emulate', { offset, size, write, count: request.count });
  clearMarks(context);
  if (intercept(context) === OKAY) {
    const bytes = size * request.count;
    const start = request.df ? offset - size * (request.count - 1) : offset;
    const effective = context.doneOnHardware || context.actedInXen;
    context.fate |= context.doneOnHardware ? ON_HARDWARE : context.actedInXen ? IN_XEN : LOST;
    recorder?.answer(start, bytes, 'xen', effective);
    return;
  }
  if (context.doneOnHardware) context.fate |= ON_HARDWARE;
  else if (context.actedInXen) context.fate |= IN_XEN;
  context.fate |= FORWARDED;
  context.roundTrips++;
  recorder?.hop('xen', 'xen.select-server', { offset, size, write });
  if (context.state.deviceModel.slotBroken) {
    refuseSlot(context);
    return;
  }
  context.blocked = true;
  if (context.holds) {
    holdRequest(context);
    return;
  }
  serveRequest(context);
  context.blocked = false;
  context.design.xen.complete(context);
}

/** The device model left its slot in a state that Xen did not expect: nothing is sent, the guest gets a fault. */
function refuseSlot(context: Context): void {
  const { request, recorder } = context;
  const { offset, size, write } = request;
  const acted = context.doneOnHardware || context.actedInXen;
  if (!acted) context.fate |= LOST;
  recorder?.hop('xen', 'xen.bad-slot', { offset, size, write });
  recorder?.answer(offset, size * request.count, 'nobody', acted);
  context.lo = size >= 4 ? 0xffffffff : 2 ** (8 * size) - 1;
  context.hi = size === 8 ? 0xffffffff : 0;
}

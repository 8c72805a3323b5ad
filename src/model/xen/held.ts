/** An access that is stopped where the vCPU waits for the device model, so that other things can happen meanwhile. */
import type { Context } from '../context.ts';
import { serveRequest } from '../device-model/serve.ts';
import { join64 } from '../base/hex.ts';

/** Xen has sent the request in `context.request`: it stays in the shared page until the device model serves it. */
export function holdRequest(context: Context): void {
  const { request, recorder } = context;
  const { offset, size, write, lo, hi } = request;
  const { doneOnHardware, actedInXen, controlBefore } = context;
  recorder?.hop('xen', 'xen.wait', { offset, size, write });
  const answered = false;
  context.state.held = { answered, offset, size, write, lo, hi, doneOnHardware, actedInXen, controlBefore };
}

/** The device model handles the held request and answers it. */
export function serveHeld(context: Context): void {
  const { request, state } = context;
  const { held } = state;
  if (held === null || held.answered) {
    context.recorder?.hop('device-model', 'dm.idle', {});
    return;
  }
  Object.assign(request, {
    offset: held.offset,
    size: held.size,
    write: held.write,
    lo: held.lo,
    hi: held.hi,
  });
  request.count = 1;
  request.df = request.inRam = false;
  context.doneOnHardware = held.doneOnHardware;
  context.actedInXen = held.actedInXen;
  context.controlBefore = held.controlBefore;
  serveRequest(context);
  const { lo, hi } = held.write ? held : context;
  state.held = { ...held, answered: true, lo, hi };
}

/** Xen takes the answer and the vCPU goes on; nothing happens before there is one. */
export function completeHeld(context: Context): void {
  const { state, recorder } = context;
  const { held } = state;
  if (held === null || !held.answered) {
    recorder?.hop('xen', held === null ? 'xen.no-wait' : 'xen.still-waits', {});
    return;
  }
  context.blocked = false;
  state.held = null;
  recorder?.hop('xen', 'xen.resume', { offset: held.offset, size: held.size });
  context.design.xen.complete(context);
  if (held.write) return;
  const { offset, size, lo, hi } = held;
  context.lo = lo;
  context.hi = hi;
  const event = { at: 'guest.value', values: [join64(lo, hi)], rep: false } as const;
  recorder?.hop('guest', 'guest.value', { offset, size, lo, hi }, event);
}

import { OKAY, UNHANDLEABLE, type Context, type Handler, type HandlerCode } from '../context.ts';
import { readRam, writeRam } from '../guest-ram.ts';

/**
 * hvm_io_intercept: asks the handlers in order, runs the first that accepts, once for each repetition.
 * UNHANDLEABLE sends the request to the device model; request.count then says how much of it.
 */
export function intercept(context: Context): HandlerCode {
  const { request, recorder } = context;
  if (recorder)
    for (const handler of context.design.xen.earlierHandlers)
      recorder.hop('xen', 'xen.decline', { handler, offset: request.offset, size: request.size });
  const { handlers } = context.design.xen;
  for (let i = 0; i < handlers.length; i++) {
    const handler = handlers[i]!;
    if (handler.accept(context, request)) return process(context, handler);
  }
  recorder?.hop('xen', 'xen.none-accepted', { offset: request.offset }, { at: 'xen.accept', handler: null });
  return result(context, UNHANDLEABLE);
}

/** hvm_process_io_intercept. A failure after the first repetition cuts the request short there. */
function process(context: Context, handler: Handler): HandlerCode {
  const { request } = context;
  const step = request.df ? -request.size : request.size;
  const { offset, size, count, inRam, gpa } = request;
  let done = 0;
  let code: HandlerCode = OKAY;
  for (; done < count; done++) {
    const at = offset + step * done;
    if (request.write) {
      if (inRam) readRam(context, gpa + step * done, size);
      const lo = inRam ? context.lo : request.lo;
      const hi = inRam ? context.hi : request.hi;
      code = handler.write(context, at, size, lo, hi);
    } else {
      context.lo = context.hi = 0;
      code = handler.read(context, at, size);
      if (code === OKAY && inRam) writeRam(context, gpa + step * done, size);
    }
    if (code !== OKAY) break;
  }
  if (done > 0) {
    request.count = done;
    code = OKAY;
  } else if (code === UNHANDLEABLE) {
    request.count = 1;
  }
  return result(context, code);
}

function result(context: Context, code: HandlerCode): HandlerCode {
  const { request, recorder } = context;
  if (!recorder) return code;
  const count = request.inRam ? request.count : null;
  recorder.hop(
    'xen',
    code === OKAY ? 'xen.result-okay' : 'xen.result-unhandleable',
    { offset: request.offset, size: request.size, ...(count === null ? {} : { count }) },
    { at: 'xen.result', code: code === OKAY ? 'OKAY' : 'UNHANDLEABLE', count },
  );
  return code;
}

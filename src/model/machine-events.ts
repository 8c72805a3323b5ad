/** What happens to the machine besides the guest's accesses and its writes to Message Control. */
import type { MachineEvent } from './access.ts';
import type { Context } from './context.ts';
import { unreachable } from './base/assert.ts';
import { remapBar } from './device-model/remap.ts';
import { bindAsTold, unbindOne } from './device-model/unruly.ts';
import { raise } from './interrupts.ts';
import { completeHeld, serveHeld } from './xen/held.ts';
import { maskForHost } from './xen/mask.ts';

export type PlainEvent = Exclude<MachineEvent, { op: 'begin' }>;

/** Runs one event other than the start of a held access. */
export function runEvent(context: Context, event: PlainEvent): void {
  const { recorder, state } = context;
  switch (event.op) {
    case 'raise':
      if (event.entry < context.layout.entries) raise(context, event.entry);
      return;
    case 'host-mask': {
      const { entry, masked } = event;
      if (state.xen.mapped[entry] !== 1) {
        recorder?.hop('xen', 'xen.host-mask-nothing', { entry });
        return;
      }
      recorder?.hop('xen', 'xen.host-mask', { entry, masked });
      maskForHost(context, entry, masked);
      return;
    }
    case 'move-bar':
      remapBar(context, event.to);
      return;
    case 'decode':
      recorder?.hop('hardware', event.on ? 'device.decode-on' : 'device.decode-off', {});
      recorder?.changed('hardware', 'decode', null, Number(state.hardware.decode), Number(event.on));
      state.hardware.decode = event.on;
      return;
    case 'prepare':
      prepare(context, event.done);
      return;
    case 'dm-bind':
      bindAsTold(context, event);
      return;
    case 'dm-unbind':
      unbindOne(context, event.entry);
      return;
    case 'dm-slot':
      recorder?.hop('device-model', event.broken ? 'unruly.break-slot' : 'unruly.mend-slot', {});
      recorder?.changed(
        'device-model',
        'slot',
        null,
        Number(state.deviceModel.slotBroken),
        Number(event.broken),
      );
      state.deviceModel.slotBroken = event.broken;
      return;
    case 'serve':
      serveHeld(context);
      return;
    case 'complete':
      completeHeld(context);
      return;
    default:
      unreachable(event);
  }
}

/** PHYSDEVOP_prepare_msix and release_msix, which only dom0 may call; both refuse while vectors are mapped. */
function prepare(context: Context, done: boolean): void {
  const { recorder } = context;
  const { xen, hardware } = context.state;
  if (xen.mapped.includes(1)) {
    recorder?.hop('xen', 'xen.prepare-busy', {});
    return;
  }
  recorder?.hop('xen', done ? 'xen.prepare' : 'xen.release', {});
  recorder?.changed('xen', 'prepared', null, Number(xen.prepared), Number(done));
  xen.prepared = done;
  if (!done) return;
  xen.hostMaskall = false;
  hardware.maskall = xen.guestMaskall;
}

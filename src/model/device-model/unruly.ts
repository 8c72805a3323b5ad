/** Hypercalls of a device model that does as it likes. Xen cannot tell them from those of a well-behaved one. */
import type { MachineEvent } from '../access.ts';
import type { Context } from '../context.ts';
import { bindPirq, mapPirq, unbindPirq } from '../xen/hypercalls.ts';
import { maskForGuest } from '../xen/mask.ts';

/** Binds a vector of its own accord, with any place for the table and any flags; maps the pirq first if need be. */
export function bindAsTold(context: Context, event: Extract<MachineEvent, { op: 'dm-bind' }>): void {
  const { recorder } = context;
  const { xen, deviceModel } = context.state;
  const { entry, gtable, vector, flags } = event;
  if (!context.design.deviceModel.present) {
    recorder?.hop('xen', 'unruly.nobody', {});
    return;
  }
  if (xen.mapped[entry] !== 1) {
    recorder?.hop('device-model', 'dm.map', { entry }, { at: 'qemu.map', entry });
    const pirq = mapPirq(context, entry, -1);
    if (pirq === null) return;
    recorder?.changed('device-model', 'pirq', entry, deviceModel.pirq[entry]!, pirq);
    deviceModel.pirq[entry] = pirq;
  }
  recorder?.hop(
    'device-model',
    'unruly.bind',
    { entry, vector, gflags: flags, offset: gtable },
    { at: 'qemu.bind', entry, vector, gflags: flags },
  );
  if (!bindPirq(context, entry, vector, flags, gtable))
    recorder?.hop('xen', 'unruly.bind-refused', { entry });
}

/** Unbinds one vector and leaves its pirq mapped and the others alone. */
export function unbindOne(context: Context, entry: number): void {
  const { recorder } = context;
  if (!context.design.deviceModel.present) {
    recorder?.hop('xen', 'unruly.nobody', {});
    return;
  }
  recorder?.hop('device-model', 'unruly.unbind', { entry }, { at: 'qemu.unbind', entry });
  if (unbindPirq(context, entry, true)) return;
  // pt_irq_destroy_bind masks any vector that has a descriptor, and refuses only one that was never mapped.
  if (context.state.xen.mapped[entry] === 1) {
    recorder?.hop('xen', 'unruly.not-bound', { entry });
    maskForGuest(context, entry, true);
  } else recorder?.hop('xen', 'unruly.refused', { entry });
}

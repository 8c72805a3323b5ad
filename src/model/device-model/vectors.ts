/** QEMU's handling of one table entry's interrupt: which message is in force, and the hypercalls that put it there. */
import type { Context } from '../context.ts';
import { ADDRESS_HIGH, ADDRESS_LOW, DATA } from '../state.ts';
import { GFLAG_UNMASKED, gflagsOf } from '../xen/gflags.ts';
import { bindPirq, entryForBind, mapPirq, unbindPirq, unmapPirq } from '../xen/hypercalls.ts';

/** The pirq a message with vector 0 asks for by its destination; negative when it names none. */
function requestedPirq(addressLow: number, addressHigh: number): number {
  const wished = ((addressHigh & 0xffffff00) >>> 0) + ((addressLow >>> 12) & 0xff);
  // QEMU keeps it in a C int: the upper half wraps to negative numbers.
  return wished === 0 ? -1 : wished | 0;
}

/** Puts the written message in force, where the device model's policy says that it counts. */
function takeMessage(context: Context, entry: number, masked: boolean): void {
  const { recorder } = context;
  const { deviceModel: dm } = context.state;
  if (context.design.deviceModel.update.takesMessage === 'always')
    recorder?.hop('device-model', 'dm.take-written', { entry });
  else if (dm.pirq[entry] === -1 || dm.maskall || masked)
    recorder?.hop('device-model', 'dm.take-message', { entry, masked });
  else {
    recorder?.hop('device-model', 'dm.keep-old-message', { entry, masked });
    return;
  }
  for (const field of [ADDRESS_LOW, ADDRESS_HIGH, DATA]) {
    const value = dm.latch[4 * entry + field]!;
    recorder?.changed('device-model', 'message', entry, dm.message[3 * entry + field]!, value);
    dm.message[3 * entry + field] = value;
  }
}

/**
 * xen_pt_msix_update_one: puts the written message in force if the policy has it so (by `control`, bit 0 of which is
 * the mask, by the function mask, or because there is no pirq yet); maps the pirq if need be; binds it. Nothing when
 * nothing was written. `unmasked`: whether the bind asks for the vector to be unmasked.
 */
export function updateEntry(
  context: Context,
  entry: number,
  control: number,
  unmasked = context.design.deviceModel.update.asksForUnmask && (control & 1) === 0,
): void {
  const { recorder } = context;
  const flags = context.design.deviceModel.bindFlags | (unmasked ? GFLAG_UNMASKED : 0);
  const { deviceModel: dm } = context.state;
  if (dm.updated[entry] === 0) return;
  const base = 3 * entry;
  takeMessage(context, entry, (control & 1) === 1);
  const addressLow = dm.message[base + ADDRESS_LOW]!;
  const addressHigh = dm.message[base + ADDRESS_HIGH]!;
  const data = dm.message[base + DATA]!;
  const vector = data & 0xff;
  let pirq = dm.pirq[entry]!;
  if (vector === 0) pirq = requestedPirq(addressLow, addressHigh);
  if (dm.pirq[entry] === -1) {
    recorder?.hop('device-model', 'dm.map', { entry }, { at: 'qemu.map', entry });
    const mapped = mapPirq(context, entry, pirq);
    if (mapped === null) {
      recorder?.hop(
        'device-model',
        'dm.map-failed',
        { entry },
        { at: 'log', who: 'qemu', what: 'map-failed' },
      );
      return;
    }
    pirq = mapped;
    recorder?.changed('device-model', 'pirq', entry, -1, pirq);
    dm.pirq[entry] = pirq;
  }
  bind(context, entry, pirq, vector, gflagsOf(addressLow, data) | flags);
}

/** msi_msix_update: binds `pirq` on behalf of `entry`. */
export function bind(context: Context, entry: number, pirq: number, vector: number, gflags: number): void {
  const { recorder } = context;
  const { deviceModel: dm } = context.state;
  const target = entryForBind(context, pirq);
  recorder?.hop(
    'device-model',
    'dm.bind',
    { entry: target, vector, gflags },
    { at: 'qemu.bind', entry: target, vector, gflags },
  );
  if (target >= 0) {
    if (!bindPirq(context, target, vector, gflags, context.layout.tableStart)) {
      refused(context, entry);
      return;
    }
    recorder?.changed('device-model', 'updated', entry, dm.updated[entry]!, 0);
    dm.updated[entry] = 0;
    return;
  }
  refused(context, entry);
}

/** A bind that Xen refused costs the entry its pirq. */
function refused(context: Context, entry: number): void {
  const { recorder } = context;
  const { deviceModel: dm } = context.state;
  recorder?.hop('device-model', 'dm.bind-failed', { entry }, { at: 'log', who: 'qemu', what: 'bind-failed' });
  unmap(context, entry, dm.pirq[entry]!);
  dm.pirq[entry] = -1;
}

function unmap(context: Context, entry: number, pirq: number): void {
  const { recorder } = context;
  const target = entryForBind(context, pirq);
  recorder?.hop('device-model', 'dm.unmap', { entry: target }, { at: 'qemu.unmap', entry: target });
  if (target >= 0) unmapPirq(context, target);
  else
    recorder?.hop(
      'device-model',
      'dm.unmap-failed',
      { entry },
      { at: 'log', who: 'qemu', what: 'unmap-failed' },
    );
}

/** xen_pt_msix_update: every entry whose message was written, with the latched control as mask state. */
export function updateAll(context: Context): void {
  const { deviceModel } = context.state;
  for (let entry = 0; entry < context.layout.entries; entry++)
    if (deviceModel.updated[entry] === 1) updateEntry(context, entry, deviceModel.latch[4 * entry + 3]!);
}

/** xen_pt_msix_disable: unbinds and unmaps every vector. */
export function disableAll(context: Context): void {
  const { recorder } = context;
  const { deviceModel: dm } = context.state;
  for (let entry = 0; entry < context.layout.entries; entry++) {
    const pirq = dm.pirq[entry]!;
    if (pirq !== -1) {
      const target = entryForBind(context, pirq);
      recorder?.hop('device-model', 'dm.unbind', { entry: target }, { at: 'qemu.unbind', entry: target });
      if (target >= 0 && unbindPirq(context, target, true)) unmap(context, entry, pirq);
      else
        recorder?.hop(
          'device-model',
          'dm.unbind-failed',
          { entry },
          { at: 'log', who: 'qemu', what: 'unbind-failed' },
        );
      dm.pirq[entry] = -1;
    }
    dm.updated[entry] = 0;
  }
}

import type { Context } from '../context.ts';
import { entryForBind, unbindPirq } from '../xen/hypercalls.ts';
import { updateAll } from './vectors.ts';

/**
 * The guest moves the BAR. Xen's record of the table keeps the old guest address, which is another distance from the
 * BAR now; QEMU's overlay appears at the new one (xen_pt_msix_update_remap): every vector is unbound, marked as
 * updated, and bound again with the new place.
 */
export function remapBar(context: Context, to: number): void {
  const { recorder } = context;
  const { guest, xen, deviceModel } = context.state;
  const by = to - guest.barShift;
  recorder?.hop('guest', 'config.move-bar', { offset: to });
  recorder?.changed('guest', 'BAR', null, guest.barShift, to);
  guest.barShift = to;
  if (by === 0 || !context.design.deviceModel.present) return;
  if (xen.tablePresent) {
    xen.gtable -= by;
    xen.tableEnd -= by;
    xen.pagesStart -= by;
    xen.pagesEnd -= by;
  }
  if (xen.unmaskAddress !== null) xen.unmaskAddress -= by;
  if (xen.snoopAddress !== null) xen.snoopAddress -= by;
  recorder?.hop('device-model', 'dm.remap', { offset: to });
  context.blocked = true;
  for (let entry = 0; entry < context.layout.entries; entry++) {
    const pirq = deviceModel.pirq[entry]!;
    if (pirq === -1) continue;
    const target = entryForBind(context, pirq);
    recorder?.hop('device-model', 'dm.unbind', { entry: target }, { at: 'qemu.unbind', entry: target });
    if (target >= 0) unbindPirq(context, target, true);
    recorder?.changed('device-model', 'updated', entry, deviceModel.updated[entry]!, 1);
    deviceModel.updated[entry] = 1;
  }
  updateAll(context);
  context.blocked = false;
  context.roundTrips++;
  context.design.xen.complete(context);
}

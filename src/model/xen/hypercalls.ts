/**
 * What the device model asks Xen for: map, bind, unbind, unmap of the pirq behind a table entry
 * (PHYSDEVOP_map_pirq, XEN_DOMCTL_bind_pt_irq, XEN_DOMCTL_unbind_pt_irq, PHYSDEVOP_unmap_pirq), reduced to their
 * effect on MSI-X state. Entries are table entry numbers; a pirq is found by its number.
 */
import type { Context } from '../context.ts';
import { VECTOR_CONTROL } from '../state.ts';
import { MIXED_FLAGS } from '../seen.ts';
import { maskForGuest, maskForHost, shutDown, startUp, writeControl } from './mask.ts';
import { GFLAG_MASK_HANDLING, GFLAG_UNMASKED } from './gflags.ts';
import { createTableEntry, dropTableEntry } from './table-entry.ts';

/**
 * Pirq numbers of the domain: a guest can ask for one below this; numbers given out unasked come from the top down,
 * as get_free_pirq does. The real limit depends on the host and on extra_guest_irqs.
 */
const PIRQS = 4096;

function entryOfPirq(context: Context, pirq: number): number {
  const { xen } = context.state;
  for (let entry = 0; entry < xen.pirq.length; entry++)
    if (xen.mapped[entry] === 1 && xen.pirq[entry] === pirq) return entry;
  return -1;
}

function freePirq(context: Context): number {
  let pirq = PIRQS - 1;
  while (entryOfPirq(context, pirq) >= 0) pirq--;
  return pirq;
}

/**
 * Maps a pirq to `entry`: the wished-for number, or a free one where the wish is negative. Returns it, or null when
 * the wish is taken or out of range.
 */
export function mapPirq(context: Context, entry: number, wished: number): number | null {
  const { xen, hardware } = context.state;
  if (!mayMap(context, entry)) return null;
  if (wished >= PIRQS || (wished >= 0 && entryOfPirq(context, wished) >= 0)) return null;
  const pirq = wished < 0 ? freePirq(context) : wished;
  if (!xen.mapped.includes(1) && xen.hostMaskall) {
    xen.hostMaskall = false;
    hardware.maskall = xen.guestMaskall;
  }
  writeControl(context, entry, 1);
  context.recorder?.changed('xen', 'pirq', entry, -1, pirq);
  xen.mapped[entry] = 1;
  xen.pirq[entry] = pirq;
  xen.hostMasked[entry] = 1;
  xen.guestMasked[entry] = 1;
  xen.bound[entry] = 0;
  return pirq;
}

/** msix_capability_init refuses a device that dom0 has not prepared (-ENODATA) or that does not answer (-ENXIO). */
function mayMap(context: Context, entry: number): boolean {
  const { xen, hardware } = context.state;
  if (!hardware.decode) {
    context.recorder?.hop('xen', 'xen.refuse-decode-off', { entry });
    return false;
  }
  if (xen.prepared || !context.design.deviceModel.present) return true;
  context.recorder?.hop('xen', 'xen.refuse-unprepared', { entry });
  return false;
}

/** The entry a bind of `pirq` would reach, or -1 when nothing is mapped there. */
export const entryForBind = entryOfPirq;

/**
 * Binds the pirq of `entry`, or only replaces its vector and flags when it is bound already. With `gtable` (where the
 * device model says the guest sees the table, from the table BAR) a first bind also registers the table. False when
 * its flags contradict those of the device's other vectors.
 */
export function bindPirq(
  context: Context,
  entry: number,
  vector: number,
  gflags: number,
  gtable: number | null,
): boolean {
  const { xen } = context.state;
  const { recorder } = context;
  const design = context.design.xen;
  if (design.honoursMaskFlag && !agreesOnMask(context, (gflags & GFLAG_MASK_HANDLING) !== 0)) {
    if (design.tweaks?.acceptsMixedFlags !== true) return false;
    context.seen |= MIXED_FLAGS;
  }
  // The wishes are no part of the binding: a changed one must not force an end of interrupt.
  const flags = (gflags & ~(GFLAG_UNMASKED | GFLAG_MASK_HANDLING)) >>> 0;
  recorder?.changed('xen', 'gvec', entry, xen.bound[entry] ? xen.vector[entry]! : -1, vector);
  recorder?.changed('xen', 'gflags', entry, xen.bound[entry] ? xen.gflags[entry]! : -1, flags);
  xen.vector[entry] = vector;
  xen.gflags[entry] = flags;
  if (xen.bound[entry] === 0) {
    xen.bound[entry] = 1;
    startUp(context, entry);
    if (gtable !== null) register(context, entry, gtable);
  }
  if (gflags & GFLAG_UNMASKED) maskForGuest(context, entry, false);
  return true;
}

/** The first bound vector settles who handles the mask bit; a later bind that says otherwise gets -EINVAL. */
function agreesOnMask(context: Context, outside: boolean): boolean {
  const { xen } = context.state;
  if (xen.bound.includes(1)) {
    if (xen.maskHandledOutside === outside) return true;
    context.recorder?.hop('xen', 'xen.mixed-flags', { masked: outside });
    return false;
  }
  context.recorder?.changed('xen', 'mask handling', null, Number(xen.maskHandledOutside), Number(outside));
  xen.maskHandledOutside = outside;
  return true;
}

/** msixtbl_pt_register: one more reference to the device's entry; a snooped unmask of this vector is remembered. */
function register(context: Context, entry: number, gtable: number): void {
  const { xen } = context.state;
  const { recorder } = context;
  recorder?.hop('xen', 'msixtbl.register', { entry }, { at: 'xen.register', entry });
  if (!xen.tablePresent) {
    recorder?.changed('xen', 'gtable', null, -1, gtable);
    createTableEntry(context, gtable);
  }
  recorder?.changed('xen', 'refcnt', null, xen.refcnt, xen.refcnt + 1);
  xen.refcnt++;
  const compared = context.design.xen.tweaks?.snoopsNextEntry === true ? entry + 1 : entry;
  const control = gtable + 16 * compared + 4 * VECTOR_CONTROL;
  if (context.blocked && xen.snoopGpa === 0 && xen.snoopAddress === control) {
    recorder?.changed('xen', 'msix_unmask_address', null, xen.unmaskAddress ?? 0, control, control);
    xen.unmaskAddress = control;
  }
}

/** Unbinds the pirq of `entry`, and unregisters it from the table when it was `registered`. False when not bound. */
export function unbindPirq(context: Context, entry: number, registered: boolean): boolean {
  const { xen } = context.state;
  if (xen.bound[entry] === 0) return false;
  maskForGuest(context, entry, true);
  maskForHost(context, entry);
  shutDown(context, entry);
  xen.bound[entry] = 0;
  if (registered) unregister(context, entry);
  return true;
}

function unregister(context: Context, entry: number): void {
  const { xen } = context.state;
  const { recorder } = context;
  recorder?.hop('xen', 'msixtbl.unregister', { entry }, { at: 'xen.unregister', entry });
  if (!xen.tablePresent) return;
  recorder?.changed('xen', 'refcnt', null, xen.refcnt, xen.refcnt - 1);
  xen.refcnt--;
  if (!context.design.xen.dropsTableEntry(xen.refcnt)) return;
  recorder?.changed('xen', 'gtable', null, xen.gtable, -1);
  dropTableEntry(context);
}

/** Unmaps the pirq of `entry`; a binding that is still there is torn down first, without unregistering. */
export function unmapPirq(context: Context, entry: number): void {
  const { xen } = context.state;
  if (xen.bound[entry] === 1) {
    context.recorder?.hop(
      'xen',
      'xen.forced-unbind',
      { entry },
      { at: 'log', who: 'xen', what: 'debug:forced-unbind' },
    );
    maskForHost(context, entry);
    shutDown(context, entry);
    xen.bound[entry] = 0;
  }
  writeControl(context, entry, 1);
  context.recorder?.changed('xen', 'pirq', entry, xen.pirq[entry]!, -1);
  xen.mapped[entry] = 0;
  xen.pirq[entry] = -1;
  xen.hostMasked[entry] = 0;
  xen.guestMasked[entry] = 0;
}

import { SHADOWED_ENTRIES, cloneState, type MachineState } from './state.ts';
import { unreachable } from './base/assert.ts';
import type { Layout } from './layout.ts';
import type { Change, Route } from './route.ts';

function setEntry(values: { [index: number]: number }, entry: number | null, to: number): void {
  if (entry !== null) values[entry] = to;
}

/** Carries one change over to `state`; fields that no view shows between hops are left to the end of the step. */
function apply(state: MachineState, change: Change, layout: Layout): void {
  const { party, field, entry, to, offset } = change;
  const { xen, deviceModel, hardware } = state;
  switch (party) {
    case 'guest':
      return;
    case 'hardware':
      if (field === 'table' && offset !== undefined) hardware.table[(offset - layout.tableStart) / 4] = to;
      else if (field === 'register' && offset !== undefined)
        hardware.registers.set(Math.floor(offset / 4), to);
      else if (field === 'enabled') hardware.enabled = to === 1;
      else if (field === 'maskall') hardware.maskall = to === 1;
      return;
    case 'device-model':
      if (field === 'latch' && offset !== undefined) deviceModel.latch[(offset - layout.tableStart) / 4] = to;
      else if (field === 'updated') setEntry(deviceModel.updated, entry, to);
      else if (field === 'pirq') setEntry(deviceModel.pirq, entry, to);
      else if (field === 'enabled') deviceModel.enabled = to === 1;
      else if (field === 'maskall') deviceModel.maskall = to === 1;
      return;
    case 'xen': {
      if (field === 'host_masked') setEntry(xen.hostMasked, entry, to);
      else if (field === 'guest_masked') setEntry(xen.guestMasked, entry, to);
      else if (field === 'table_flags') setEntry(xen.tableFlags, entry, to);
      else if (field === 'pirq' && entry !== null) {
        xen.pirq[entry] = to;
        // A pirq comes masked for both, and takes its mask bits with it.
        xen.mapped[entry] = xen.hostMasked[entry] = xen.guestMasked[entry] = to === -1 ? 0 : 1;
      } else if (field === 'gvec' && entry !== null) {
        xen.vector[entry] = to;
        xen.bound[entry] = 1;
      } else if (field.startsWith('msi_ad[') && entry !== null && entry < SHADOWED_ENTRIES) {
        const slot = 3 * entry + Number(field[7]);
        xen.shadow[slot] = to;
        xen.shadowValid[slot] = 1;
      }
      return;
    }
    default:
      return unreachable(party);
  }
}

/**
 * The state while a step runs, after its first `hops` hops: `before` with the changes of those hops. From the last
 * hop on it is `after` exactly, so that going forward and back meets the same states.
 */
export function stateDuring(
  before: MachineState,
  after: MachineState,
  route: Route,
  layout: Layout,
  hops: number,
): MachineState {
  if (hops >= route.hops.length) return after;
  if (hops <= 0) return before;
  const state: MachineState = { ...cloneState(before), guest: after.guest };
  for (const hop of route.hops.slice(0, hops)) for (const change of hop.changes) apply(state, change, layout);
  return state;
}

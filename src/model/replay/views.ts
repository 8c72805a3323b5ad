/** Whether the four parties agree about the mask bit of an entry. */
import { VECTOR_CONTROL, type MachineState } from '../state.ts';

/** The parties in the order of the bits below. */
export const VIEWERS = ['guest', 'xen', 'device-model', 'hardware'] as const;

/**
 * Who holds the mask bit of `entry` to be set, as one number: bit n is the view of VIEWERS[n], bit n + 4 says that it
 * has one. A guest has a view once it has written the dword, Xen of a bound entry, the device model once it took part.
 */
export function maskViews(state: MachineState, entry: number, hasDeviceModel: boolean): number {
  const slot = 4 * entry + VECTOR_CONTROL;
  const { guest, xen, deviceModel, hardware, vpci } = state;
  if (guest.written[slot] === 0) return 0;
  let views = 0x10 | (guest.table[slot]! & 1);
  if (!hasDeviceModel) views |= 0x20 | (vpci.masked[entry]! << 1);
  else if (xen.bound[entry] === 1) views |= 0x20 | (xen.guestMasked[entry]! << 1);
  if (hasDeviceModel && deviceModel.pirq[entry] !== -1) views |= 0x40 | ((deviceModel.latch[slot]! & 1) << 2);
  return views | 0x80 | ((hardware.table[slot]! & 1) << 3);
}

/** Whether two parties that have a view hold different ones. */
export function viewsDiffer(views: number): boolean {
  const known = views >> 4;
  const set = views & known & 15;
  return set !== 0 && set !== known;
}

/** The same in words: `guest masked, Xen unmasked, …`. */
export function viewsText(views: number): string {
  return VIEWERS.flatMap((viewer, n) =>
    (views & (0x10 << n)) === 0 ? [] : [`${viewer} ${(views & (1 << n)) === 0 ? 'unmasked' : 'masked'}`],
  ).join(', ');
}

/** Where parties disagree about an entry, as bits: the same verdict as beliefRows without its texts, for many entries. */
import type { Design } from './context.ts';
import { ADDRESS_HIGH, ADDRESS_LOW, DATA, SHADOWED_ENTRIES, VECTOR_CONTROL } from './state.ts';
import type { MachineState } from './state.ts';

/** The rows of what the parties hold of an entry. */
export type BeliefLabel = 'Address' | 'Data' | 'Mask' | 'MSI-X' | 'Vector';

export const ADDRESS_DIFFERS = 1;
export const DATA_DIFFERS = 2;
export const MASK_DIFFERS = 4;
/** Message Control; it belongs to the device, so it is the same for every entry. */
export const MSIX_DIFFERS = 8;
export const VECTOR_DIFFERS = 16;

/** The row of beliefRows that each bit stands for, in its order. */
export const FLAG_LABELS: readonly (readonly [bit: number, label: BeliefLabel])[] = [
  [ADDRESS_DIFFERS, 'Address'],
  [DATA_DIFFERS, 'Data'],
  [MASK_DIFFERS, 'Mask'],
  [MSIX_DIFFERS, 'MSI-X'],
  [VECTOR_DIFFERS, 'Vector'],
];

/** Bits of the rows of entry `entry`, from 0 to the last there is, in which a party differs; Message Control apart. */
export function entryFlags(state: MachineState, entry: number, design: Design): number {
  const { guest, xen, deviceModel } = state;
  const at = 4 * entry;
  const present = design.deviceModel.present;
  const shadow = 3 * entry;
  const hasShadow = entry < SHADOWED_ENTRIES && xen.tablePresent;
  const differs = (dword: number): boolean => {
    const value = guest.table[at + dword];
    const shadowed = hasShadow && xen.shadowValid[shadow + (dword === DATA ? DATA : ADDRESS_LOW)] === 1;
    return (
      (present && deviceModel.latch[at + dword] !== value) ||
      (shadowed && xen.shadow[shadow + dword] !== value)
    );
  };
  let flags = 0;
  const written = guest.written[at + ADDRESS_LOW] === 1 || guest.written[at + ADDRESS_HIGH] === 1;
  if (written && (differs(ADDRESS_LOW) || differs(ADDRESS_HIGH))) flags |= ADDRESS_DIFFERS;
  if (guest.written[at + DATA] === 1 && differs(DATA)) flags |= DATA_DIFFERS;
  if (guest.written[at + VECTOR_CONTROL] === 1 && maskDiffers(state, entry, present)) flags |= MASK_DIFFERS;
  if (vectorDiffers(state, entry, present)) flags |= VECTOR_DIFFERS;
  return flags;
}

function maskDiffers({ guest, xen, deviceModel, hardware }: MachineState, entry: number, present: boolean) {
  const control = 4 * entry + VECTOR_CONTROL;
  const masked = guest.table[control]! & 1;
  return (
    (present && (deviceModel.latch[control]! & 1) !== masked) ||
    (xen.mapped[entry] === 1 && xen.guestMasked[entry] !== masked) ||
    (hardware.table[control]! & 1) !== masked
  );
}

function vectorDiffers({ guest, xen, deviceModel }: MachineState, entry: number, present: boolean) {
  const data = 4 * entry + DATA;
  if (xen.bound[entry] === 1)
    return guest.written[data] === 1 && (guest.table[data]! & 0xff) !== xen.vector[entry];
  return present && (deviceModel.pirq[entry] ?? -1) >= 0 && xen.mapped[entry] !== 1;
}

/** MSIX_DIFFERS or 0: whether Message Control is not the same to all. */
export function deviceFlags({ guest, xen, deviceModel, hardware }: MachineState, design: Design): number {
  const word = (on: boolean, maskall: boolean) => (on ? (maskall ? 2 : 1) : 0);
  const told = word(guest.enabled, guest.maskall);
  const differs =
    (guest.enabled && xen.guestMaskall && told !== 2) ||
    (design.deviceModel.present && word(deviceModel.enabled, deviceModel.maskall) !== told) ||
    word(hardware.enabled, hardware.maskall) !== told;
  return differs ? MSIX_DIFFERS : 0;
}

/** Entries of which somebody holds something else than the guest, in rising order; Message Control apart. */
export function disputedEntries(state: MachineState, entries: number, design: Design): number[] {
  const found: number[] = [];
  for (let entry = 0; entry < entries; entry++) if (entryFlags(state, entry, design) !== 0) found.push(entry);
  return found;
}

import { hex } from '#model/base/hex.ts';
import type { Layout } from '#model/layout.ts';
import { peek } from '#model/hardware.ts';
import { PARTIES, type Party } from '#model/route.ts';
import { SHADOWED_ENTRIES, VECTOR_CONTROL, type MachineState } from '#model/state.ts';

/** Party names as the map writes them. */
export const PARTY_WORD: Readonly<Record<Party, string>> = {
  guest: 'guest',
  xen: 'Xen',
  'device-model': 'device model',
  hardware: 'hardware',
};

/** What stands for a value that Xen wrote to the device itself: the message of the pirq, not the guest's. */
export const BY_XEN = 'by Xen';

/** True for the message of a mapped entry in the device: Xen has written it, with values that no guest sees. */
export function isByXen(layout: Layout, state: MachineState, party: Party, offset: number): boolean {
  if (party !== 'hardware' || offset < layout.tableStart || offset >= layout.tableEnd) return false;
  const slot = Math.floor((offset - layout.tableStart) / 4);
  return slot % 4 !== VECTOR_CONTROL && state.xen.mapped[Math.floor(slot / 4)] === 1;
}

/** Party names as the subject of a sentence. */
const PARTY_SUBJECT: Readonly<Record<Party, string>> = {
  guest: 'the guest',
  xen: 'Xen',
  'device-model': 'the device model',
  hardware: 'the hardware',
};

/**
 * What `party` holds for the aligned dword at `offset` (from the table BAR), or null when it keeps no copy,
 * or one whose value is Xen's own affair (`isByXen`).
 * Only the device has registers and pending bits; Xen knows the mask bit of a mapped entry and shadows a few messages.
 */
export function heldDword(layout: Layout, state: MachineState, party: Party, offset: number): number | null {
  const index = Math.floor(offset / 4);
  if (party === 'hardware')
    return isByXen(layout, state, party, offset) ? null : peek(state.hardware, layout, index);
  if (offset < layout.tableStart || offset >= layout.tableEnd) return null;
  const slot = index - layout.tableStart / 4;
  if (party === 'guest') return state.guest.written[slot] === 1 ? (state.guest.table[slot] ?? null) : null;
  if (party === 'device-model') return state.deviceModel.latch[slot] ?? null;
  const entry = Math.floor(slot / 4);
  const field = slot % 4;
  const { xen } = state;
  if (field === VECTOR_CONTROL)
    return xen.mapped[entry] === 1 ? Math.max(xen.hostMasked[entry] ?? 0, xen.guestMasked[entry] ?? 0) : null;
  const place = 3 * entry + field;
  return entry < SHADOWED_ENTRIES && xen.shadowValid[place] === 1 ? (xen.shadow[place] ?? null) : null;
}

/** What `party` holds for `size` bytes at `offset`, little-endian; null when it keeps no copy of one of them. */
export function heldValue(
  layout: Layout,
  state: MachineState,
  party: Party,
  offset: number,
  size: number,
): bigint | null {
  let value = 0n;
  for (let byte = size - 1; byte >= 0; byte--) {
    const at = offset + byte;
    const dword = heldDword(layout, state, party, 4 * Math.floor(at / 4));
    if (dword === null) return null;
    value = (value << 8n) | BigInt((dword >>> (8 * (at - 4 * Math.floor(at / 4)))) & 0xff);
  }
  return value;
}

/** The same in a clause: `the guest holds 0x1 here`, `Xen holds nothing here`, `the hardware holds what Xen wrote`. */
export function heldClause(
  layout: Layout,
  state: MachineState,
  party: Party,
  offset: number,
  size: number,
): string {
  const value = heldValue(layout, state, party, offset, size);
  if (value !== null) return `${PARTY_SUBJECT[party]} holds ${hex(value)} here`;
  return isByXen(layout, state, party, offset)
    ? `${PARTY_SUBJECT[party]} holds what Xen wrote`
    : `${PARTY_SUBJECT[party]} holds nothing here`;
}

const digits = (value: number | null): string => (value === null ? '–' : value.toString(16));

/** A party and its copy of a dword: bare hex digits, a dash for no copy, or "by Xen". */
export interface Holder {
  readonly party: Party;
  readonly word: string;
  readonly value: string;
  /** The value in the state before, when that was another. */
  readonly was: string | null;
}

/** Who holds what of the dword at `offset`. */
export function holders(
  layout: Layout,
  state: MachineState,
  previous: MachineState | null,
  offset: number,
): Holder[] {
  return PARTIES.map((party) => {
    const held = (of: MachineState) =>
      isByXen(layout, of, party, offset) ? BY_XEN : digits(heldDword(layout, of, party, offset));
    const value = held(state);
    const before = previous === null ? value : held(previous);
    return { party, word: PARTY_WORD[party], value, was: before === value ? null : before };
  });
}

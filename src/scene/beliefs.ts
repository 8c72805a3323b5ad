/** What each party holds of one table entry, row by row, and where they disagree. */
import type { BeliefLabel } from '#model/belief-flags.ts';
import { hex, hex64 } from '#model/base/hex.ts';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import { PARTIES, type Party } from '#model/route.ts';
import { ADDRESS_HIGH, DATA, SHADOWED_ENTRIES, VECTOR_CONTROL, type MachineState } from '#model/state.ts';
import { BY_XEN } from './page-map/held-values.ts';

export interface Belief {
  readonly party: Party;
  /** What it holds, or null when it holds nothing of the kind. */
  readonly text: string | null;
  /** It differs from what the guest believes. */
  readonly differs: boolean;
}

export interface BeliefRow {
  readonly label: BeliefLabel;
  /** In the order of PARTIES, of those who are there. */
  readonly beliefs: readonly Belief[];
  /** What the disagreement is, in a sentence; null when there is none. */
  readonly sentence: string | null;
}

/** Who is called what in a sentence. */
const WHO: Readonly<Record<Party, string>> = {
  guest: 'the guest',
  xen: 'Xen',
  'device-model': 'QEMU',
  hardware: 'the device',
};

type Texts = Readonly<Record<Party, string | null>>;

/**
 * Rows for entry `entry`; without a device model in `design` it has no column. Address and data of the hardware are
 * Xen's own once a pirq is mapped: not compared.
 */
export function beliefRows(state: MachineState, layout: Layout, entry: number, design: Design): BeliefRow[] {
  const at = Math.min(Math.max(0, entry), layout.entries - 1);
  const parties = PARTIES.filter((party) => party !== 'device-model' || design.deviceModel.present);
  const mask = among(parties, maskTexts(state, at));
  const enabled = among(parties, enabledTexts(state));
  const rows = [
    messageRow('Address', state, at, parties),
    messageRow('Data', state, at, parties),
    rowOf('Mask', mask, maskSentence(state, at, mask)),
    rowOf('MSI-X', enabled, differing(enabled, 'MSI-X is')),
    bindingRow(state, at, parties),
  ];
  return rows.map((row) => ({ ...row, beliefs: row.beliefs.filter(({ party }) => parties.includes(party)) }));
}

/** What is to be said of rows without a dispute: who differs where the guest has not written anything yet. */
export function undisputedSentence(rows: readonly BeliefRow[]): string {
  const mask = rows.find(({ label }) => label === 'Mask')?.beliefs ?? [];
  const held = mask.filter(({ text }) => text !== null);
  const texts = new Set(held.map(({ text }) => text));
  if (texts.size < 2)
    return 'No address, data or mask bit that the guest wrote is held differently by anyone.';
  const each = held.map(({ party, text }) => `${WHO[party]} holds ${text ?? ''}`).join(', ');
  return `The guest has not written the mask bit yet: ${each}. No dispute before it does.`;
}

/** `texts` with nothing held by those who are not there. */
function among(parties: readonly Party[], texts: Texts): Texts {
  return parties.includes('device-model') ? texts : { ...texts, 'device-model': null };
}

function rowOf(label: BeliefRow['label'], texts: Texts, sentence: string | null): BeliefRow {
  const compared = texts.guest;
  const beliefs = PARTIES.map((party) => ({
    party,
    text: texts[party],
    differs: sentence !== null && compared !== null && texts[party] !== null && texts[party] !== compared,
  }));
  return { label, beliefs, sentence };
}

function messageRow(
  label: 'Address' | 'Data',
  state: MachineState,
  entry: number,
  parties: readonly Party[],
): BeliefRow {
  const { guest, xen, deviceModel, hardware } = state;
  const first = label === 'Address' ? 0 : DATA;
  const last = label === 'Address' ? ADDRESS_HIGH : DATA;
  const value = (words: Uint32Array, start: number) =>
    hex64(words[start + first] ?? 0, last > first ? (words[start + last] ?? 0) : 0);
  const written = guest.written[4 * entry + first] === 1 || guest.written[4 * entry + last] === 1;
  const shadowed = entry < SHADOWED_ENTRIES && xen.tablePresent && xen.shadowValid[3 * entry + first] === 1;
  const texts = among(parties, {
    guest: written ? value(guest.table, 4 * entry) : null,
    xen: shadowed ? value(xen.shadow, 3 * entry) : null,
    'device-model': value(deviceModel.latch, 4 * entry),
    hardware: xen.mapped[entry] === 1 ? BY_XEN : value(hardware.table, 4 * entry),
  });
  const row = rowOf(label, texts, differing({ ...texts, hardware: null }, `The ${label.toLowerCase()} is`));
  return { ...row, beliefs: row.beliefs.map((b) => (b.party === 'hardware' ? { ...b, differs: false } : b)) };
}

function maskTexts({ guest, xen, deviceModel, hardware }: MachineState, entry: number): Texts {
  const control = 4 * entry + VECTOR_CONTROL;
  const bit = (words: Uint32Array) => String((words[control] ?? 0) & 1);
  return {
    guest: guest.written[control] === 1 ? bit(guest.table) : null,
    xen: xen.mapped[entry] === 1 ? String(xen.guestMasked[entry] ?? 0) : null,
    'device-model': bit(deviceModel.latch),
    hardware: bit(hardware.table),
  };
}

function maskSentence(state: MachineState, entry: number, texts: Texts): string | null {
  const { guest } = texts;
  if (guest === null) return null;
  const said: string[] = [];
  if (texts['device-model'] !== null && texts['device-model'] !== guest)
    said.push(
      `QEMU still holds mask bit ${texts['device-model']}: the guest’s last write of ${guest} did not reach it.`,
    );
  if (texts.xen !== null && texts.xen !== guest)
    said.push(
      `Xen counts the entry as ${texts.xen === '1' ? 'masked' : 'unmasked'} by the guest, who wrote ${guest}.`,
    );
  if (texts.hardware !== guest) said.push(hardwareMask(state, entry, texts.hardware === '1'));
  return said.length === 0 ? null : said.join(' ');
}

function hardwareMask({ xen }: MachineState, entry: number, masked: boolean): string {
  if (!masked) return 'The device is unmasked though the guest masked the entry.';
  if (xen.mapped[entry] !== 1) return 'The device stays masked: no interrupt is mapped to the entry yet.';
  return xen.hostMasked[entry] === 1
    ? 'The device stays masked: Xen masks it for itself.'
    : 'The device stays masked though the guest unmasked the entry.';
}

function enabledTexts({ guest, xen, deviceModel, hardware }: MachineState): Texts {
  const word = (on: boolean, maskall: boolean) => (on ? (maskall ? 'masked' : 'on') : 'off');
  return {
    guest: word(guest.enabled, guest.maskall),
    xen: guest.enabled && xen.guestMaskall ? 'masked' : null,
    'device-model': word(deviceModel.enabled, deviceModel.maskall),
    hardware: word(hardware.enabled, hardware.maskall),
  };
}

function bindingRow(
  { guest, xen, deviceModel }: MachineState,
  entry: number,
  parties: readonly Party[],
): BeliefRow {
  const bound = xen.bound[entry] === 1;
  const vector = xen.vector[entry] ?? 0;
  const pirq = parties.includes('device-model') ? (deviceModel.pirq[entry] ?? -1) : -1;
  const wanted = (guest.table[4 * entry + DATA] ?? 0) & 0xff;
  const stale = bound && guest.written[4 * entry + DATA] === 1 && wanted !== vector;
  const lost = !bound && pirq >= 0 && xen.mapped[entry] !== 1;
  const texts: Texts = {
    guest: guest.written[4 * entry + DATA] === 1 ? hex(wanted) : null,
    xen: bound ? hex(vector) : xen.mapped[entry] === 1 ? `pirq ${xen.pirq[entry] ?? 0}` : null,
    'device-model': pirq >= 0 ? `pirq ${pirq}` : null,
    hardware: null,
  };
  const sentence = stale
    ? `Interrupts still arrive as vector ${hex(vector)}; the guest has written ${hex(wanted)} since the entry was bound.`
    : lost
      ? 'QEMU counts on a pirq that Xen no longer maps to this entry.'
      : null;
  const odd: Party | null = stale ? 'xen' : lost ? 'device-model' : null;
  return {
    label: 'Vector',
    beliefs: PARTIES.map((party) => ({ party, text: texts[party], differs: party === odd })),
    sentence,
  };
}

/** "The data is 0x41 to the guest, but 0x21 to QEMU."; null when all who hold something hold the same. */
function differing(texts: Texts, what: string): string | null {
  if (texts.guest === null) return null;
  const others = PARTIES.filter((party) => texts[party] !== null && texts[party] !== texts.guest);
  if (others.length === 0) return null;
  const rest = others.map((party) => `${texts[party] ?? ''} to ${WHO[party]}`).join(' and ');
  return `${what} ${texts.guest} to the guest, but ${rest}.`;
}

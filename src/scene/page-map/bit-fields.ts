import { ADDRESS_HIGH, ADDRESS_LOW, DATA, VECTOR_CONTROL } from '#model/state.ts';

/** Named bits of a dword, `high` and `low` inclusive, bit 0 the lowest. */
export interface BitField {
  readonly high: number;
  readonly low: number;
  /** In full, for a sentence. */
  readonly name: string;
  /** As drawn above the bits. */
  readonly short: string;
  /** True when the bits carry nothing on x86. */
  readonly idle: boolean;
  /** Words for values that have one. */
  readonly values: readonly string[];
}

const field = (
  high: number,
  low: number,
  name: string,
  short = name,
  values: readonly string[] = [],
): BitField => ({ high, low, name, short, idle: false, values });
const idle = (high: number, low: number, name = 'reserved'): BitField => ({
  ...field(high, low, name),
  idle: true,
});

const DELIVERY = ['fixed', 'lowest priority', 'SMI', '', 'NMI', 'INIT', '', 'ExtINT'];

/** Fields of the four dwords of a table entry, as x86 reads the message; highest bits first, every bit once. */
export const ENTRY_FIELDS: readonly (readonly BitField[])[] = [
  [
    field(31, 20, 'message area (0xfee)', 'area'),
    field(19, 12, 'destination id', 'destination id'),
    field(11, 5, 'extended id or reserved', 'extended'),
    idle(4, 4),
    field(3, 3, 'redirection hint (RH)', 'RH', ['off', 'on']),
    field(2, 2, 'destination mode (DM)', 'DM', ['physical', 'logical']),
    idle(1, 0),
  ],
  [field(31, 8, 'destination id, upper bits', 'dest id, upper'), idle(7, 0)],
  [
    idle(31, 16),
    field(15, 15, 'trigger mode', 'trigger', ['edge', 'level']),
    field(14, 14, 'level', 'level', ['deassert', 'assert']),
    idle(13, 11),
    field(10, 8, 'delivery mode', 'delivery', DELIVERY),
    field(7, 0, 'vector', 'vector'),
  ],
  [idle(31, 1), field(0, 0, 'mask', 'mask', ['open', 'masked'])],
];

/** Short names of the four dwords, as column heads. */
export const ENTRY_COLUMNS: readonly string[] = ['addr lo', 'addr hi', 'data', 'ctrl'];

/** Short names of the four dwords, as in `table[3].ctrl`. */
export const ENTRY_MEMBERS: readonly string[] = ['addr', 'addr_hi', 'data', 'ctrl'];

/** The bits of `value` that `bits` names, as an unsigned number. */
export const fieldValue = (bits: BitField, value: number): number =>
  Math.floor(value / 2 ** bits.low) % 2 ** (bits.high - bits.low + 1);

/** One dword of a PBA: a bit for each of `entries` from `first` on, the rest reserved. */
export function pendingFields(first: number, entries: number): readonly BitField[] {
  const used = Math.max(0, Math.min(32, entries - first));
  const fields: BitField[] = used < 32 ? [idle(31, used)] : [];
  for (let bit = used - 1; bit >= 0; bit--)
    fields.push(field(bit, bit, `entry ${first + bit} pending`, String(first + bit), ['no', 'yes']));
  return fields;
}

/** In a few words what a dword of an entry says: `vector 0x41, fixed, edge`. */
export function entryDwordMeaning(index: number, value: number): string {
  switch (index) {
    case ADDRESS_LOW:
      if (value >>> 20 !== 0xfee) return value === 0 ? 'no message yet' : 'not an x86 interrupt message';
      return `destination id ${(value >>> 12) & 0xff}, RH ${(value >>> 3) & 1}, DM ${(value >>> 2) & 1}`;
    case ADDRESS_HIGH:
      return value === 0 ? 'below 4 GiB' : `upper destination bits 0x${(value >>> 8).toString(16)}`;
    case DATA:
      return `vector 0x${(value & 0xff).toString(16)}, ${DELIVERY[(value >>> 8) & 7] || 'reserved mode'}, ${
        value & 0x8000 ? 'level' : 'edge'
      }`;
    case VECTOR_CONTROL:
      return value & 1 ? 'masked' : 'open';
    default:
      return '';
  }
}

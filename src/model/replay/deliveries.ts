/** Matches delivered messages with the entries that hold them. */
import { ADDRESS_HIGH, ADDRESS_LOW, DATA, type MachineState } from '../state.ts';

/** Address and data of a message as one number: messages differ in the low 20 bits of one and 16 of the other. */
const keyOf = (address: number, data: number): number => (address & 0xfffff) * 0x10000 + (data & 0xffff);

/** What the guest has programmed so far, by message. */
export class DeliveryMatcher {
  private readonly keys: Float64Array;
  private readonly entries = new Map<number, number>();
  private readonly tableStart: number;

  constructor(entries: number, tableStart: number) {
    this.keys = new Float64Array(entries).fill(-1);
    this.tableStart = tableStart;
  }

  /** The guest has written `length` bytes at `offset` (from the table BAR). */
  written(state: MachineState, offset: number, length: number): void {
    const first = Math.max(0, Math.floor((offset - this.tableStart) / 16));
    const last = Math.min(this.keys.length - 1, Math.floor((offset + length - 1 - this.tableStart) / 16));
    const { table, written } = state.guest;
    for (let entry = first; entry <= last; entry++) {
      const at = 4 * entry;
      if (written[at + ADDRESS_LOW] === 0 || table[at + ADDRESS_HIGH] !== 0) continue;
      const key = keyOf(table[at + ADDRESS_LOW]!, table[at + DATA]!);
      const old = this.keys[entry]!;
      if (key === old) continue;
      if (this.entries.get(old) === entry) this.entries.delete(old);
      this.keys[entry] = key;
      this.entries.set(key, entry);
    }
  }

  /** The entry whose message this is, or -1. */
  match(address: number, data: number): number {
    return this.entries.get(keyOf(address, data)) ?? -1;
  }
}

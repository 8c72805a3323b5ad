/**
 * Small numbers for the few 32-bit values that a search meets, given out in the order in which they turn up. Exact:
 * a value beyond `room` is an error, never folded onto another.
 */
export class Dictionary {
  readonly values: number[] = [];
  private readonly keys = new Int32Array(256);
  private readonly ids = new Int16Array(256).fill(-1);
  private readonly room: number;

  constructor(room: number) {
    this.room = room;
  }

  /** Number of `value`, which counts modulo 2^32. */
  idOf(value: number): number {
    const key = value | 0;
    let slot = Math.imul(key, 0x9e3779b1) >>> 24;
    for (;;) {
      const id = this.ids[slot]!;
      if (id >= 0 && this.keys[slot] === key) return id;
      if (id < 0) return this.add(value, key, slot);
      slot = (slot + 1) & 255;
    }
  }

  private add(value: number, key: number, slot: number): number {
    const id = this.values.length;
    if (id >= this.room) throw new RangeError(`a search met more than ${this.room} different values`);
    this.values.push(value);
    this.keys[slot] = key;
    this.ids[slot] = id;
    return id;
  }
}

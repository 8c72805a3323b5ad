/** Fewer slots than this times the states, and the table of slots is doubled. */
const SPARE = 2;

/**
 * Every state met, packed, in the order in which it was met; its number is its place. Open addressing over the packed
 * words themselves: two states are the same when all their words are, so none is ever taken for another.
 */
export class Visited {
  words: Uint32Array;
  count = 0;
  private slots: Int32Array;
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array(size * 1024);
    this.slots = new Int32Array(4096);
  }

  /** Makes room for one more state behind the last and says where its words go; `words` can be another array then. */
  candidate(): number {
    const start = this.count * this.size;
    if (start + this.size > this.words.length) {
      const longer = new Uint32Array(2 * this.words.length);
      longer.set(this.words);
      this.words = longer;
    }
    return start;
  }

  /** Takes the candidate up: its number when it is new, else -1 less the number of the state it equals. */
  take(): number {
    const { size, words } = this;
    const start = this.count * size;
    const last = this.slots.length - 1;
    let slot = hashOf(words, start, size) & last;
    for (;;) {
      const known = this.slots[slot]!;
      if (known === 0) break;
      if (same(words, (known - 1) * size, start, size)) return -known;
      slot = (slot + 1) & last;
    }
    this.slots[slot] = ++this.count;
    if (this.count * SPARE > this.slots.length) this.grow();
    return this.count - 1;
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    const last = this.slots.length - 1;
    for (let n = 0; n < this.count; n++) {
      let slot = hashOf(this.words, n * this.size, this.size) & last;
      while (this.slots[slot] !== 0) slot = (slot + 1) & last;
      this.slots[slot] = n + 1;
    }
  }

  /** Bytes held. */
  get bytes(): number {
    return this.words.byteLength + this.slots.byteLength;
  }
}

function hashOf(words: Uint32Array, start: number, size: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + size; i++) {
    hash = Math.imul(hash ^ words[i]!, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function same(words: Uint32Array, one: number, two: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (words[one + i] !== words[two + i]) return false;
  return true;
}

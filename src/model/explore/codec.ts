import type { HeldAccess, MachineState } from '../state.ts';
import { Dictionary } from './dictionary.ts';
import type { FlatState } from './flat-state.ts';

/** Stands for null among the addresses. */
const NONE = 0x7fffffff;

/**
 * Packs the state of a FlatState into whole 32-bit words and back, without loss: message words as nibbles that a
 * dictionary explains, flags as bits, addresses as bytes. Guest RAM is left out, for no REP access runs in a search.
 */
export class Codec {
  /** 32-bit words of a packed state. */
  readonly size: number;
  private readonly flat: FlatState;
  /** Dword indices of the registers that anything can write, outside the table. */
  private readonly registers: readonly number[];
  private readonly wordValues = new Dictionary(16);
  /** Apart from the words, for "none" is -1 here, and not 0xffffffff. */
  private readonly pirqValues = new Dictionary(16);
  private readonly addressValues = new Dictionary(128);
  private readonly heldByKey = new Map<string, number>();
  private readonly heldAccesses: (HeldAccess | null)[] = [null];

  /** What `load` put into the state, to find what a step changed. */
  private readonly base: Readonly<Record<'words' | 'bits', Uint32Array>> & {
    readonly signedWords: Int32Array;
    readonly vectors: Uint8Array;
    readonly pirqs: Float64Array;
  };
  private readonly basePlaces = { ...NOWHERE };
  private readonly packedBase: Uint32Array;
  /** How much `packChanged` found to differ from `base`, and at which places: that is all `restore` has to undo. */
  private readonly changed = {
    words: 0,
    bits: 0,
    vectors: false,
    pirqs: false,
    flags: false,
    places: false,
  };
  private readonly changedWords: Uint16Array;
  private readonly changedBits: Uint16Array;
  private readonly firstBit: number;

  constructor(flat: FlatState, registers: readonly number[]) {
    this.flat = flat;
    this.registers = registers;
    const words = flat.words.slice();
    this.base = {
      words,
      signedWords: new Int32Array(words.buffer),
      bits: flat.bitWords.slice(),
      vectors: flat.vectors.slice(),
      pirqs: flat.pirqs.slice(),
    };
    const { usedWords, vectors, pirqs, usedBits } = flat;
    const nibbles = usedWords + vectors.length + pirqs.length + registers.length;
    this.firstBit = Math.ceil(nibbles / 8);
    this.size = this.firstBit + Math.ceil(usedBits / 32) + 4;
    this.packedBase = new Uint32Array(this.size);
    this.changedWords = new Uint16Array(flat.words.length);
    this.changedBits = new Uint16Array(flat.bitWords.length);
  }

  /** Makes the state what was packed at `start` of `from`, and keeps it to go back to. */
  load(from: Uint32Array, start: number): void {
    const { flat, base, packedBase, changed } = this;
    this.unpack(from, start);
    for (let i = 0; i < packedBase.length; i++) packedBase[i] = from[start + i]!;
    base.words.set(flat.words);
    base.bits.set(flat.bitWords);
    base.vectors.set(flat.vectors);
    base.pirqs.set(flat.pirqs);
    keepPlaces(this.basePlaces, flat.state);
    changed.words = changed.bits = 0;
    changed.vectors = changed.pirqs = changed.flags = changed.places = false;
  }

  /** Makes the state again what was loaded last, after `packChanged` has found what differs from it. */
  restore(): void {
    const { flat, base, packedBase, size, changed, changedWords, changedBits } = this;
    for (let i = 0; i < changed.words; i++) flat.words[changedWords[i]!] = base.words[changedWords[i]!]!;
    for (let i = 0; i < changed.bits; i++) flat.bitWords[changedBits[i]!] = base.bits[changedBits[i]!]!;
    if (changed.vectors) flat.vectors.set(base.vectors);
    if (changed.pirqs) flat.pirqs.set(base.pirqs);
    this.unpackRegisters(packedBase);
    if (changed.flags) putFlags(flat.state, packedBase[size - 4]!);
    if (changed.places) this.unpackAddresses(packedBase, size - 3);
  }

  /** As `pack`, but only what differs from the loaded state is looked up. */
  packChanged(to: Uint32Array, start: number): void {
    const { flat, base, packedBase, size, wordValues, pirqValues, registers, changed, changedWords } = this;
    const { words, usedWords, signedWords, vectors, pirqs, state } = flat;
    const { signedWords: baseWords, vectors: baseVectors, pirqs: basePirqs } = base;
    for (let i = 0; i < size; i++) to[start + i] = packedBase[i]!;
    let count = 0;
    for (let i = 0; i < usedWords; i++) if (signedWords[i] !== baseWords[i]) changedWords[count++] = i;
    changed.words = count;
    changed.bits = 0;
    for (let n = 0; n < count; n++) {
      const i = changedWords[n]!;
      putNibble(to, start, i, wordValues.idOf(words[i]!));
    }
    let place = usedWords;
    changed.vectors = false;
    for (let i = 0; i < vectors.length; i++) {
      if (vectors[i] === baseVectors[i]) continue;
      changed.vectors = true;
      putNibble(to, start, place + i, wordValues.idOf(vectors[i]!));
    }
    place += vectors.length;
    changed.pirqs = false;
    for (let i = 0; i < pirqs.length; i++) {
      if (pirqs[i] === basePirqs[i]) continue;
      changed.pirqs = true;
      putNibble(to, start, place + i, pirqValues.idOf(pirqs[i]!));
    }
    place += pirqs.length;
    for (let i = 0; i < registers.length; i++)
      putNibble(to, start, place + i, wordValues.idOf(state.hardware.registers.get(registers[i]!) ?? 0));
    this.packBits(to, start + this.firstBit);
    const flags = flagsOf(state);
    changed.flags = flags !== packedBase[size - 4];
    if (changed.flags) to[start + size - 4] = flags;
    changed.places = havePlacesChanged(this.basePlaces, state);
    if (changed.places) this.packAddresses(to, start + size - 3);
  }

  /** The flags that changed, four at a time. */
  private packBits(to: Uint32Array, at: number): void {
    const { changed, changedBits } = this;
    const { bits, bitWords, usedBits } = this.flat;
    const baseBits = this.base.bits;
    for (let four = 0; 4 * four < usedBits; four++) {
      if (bitWords[four] === baseBits[four]) continue;
      changedBits[changed.bits++] = four;
      for (let i = 4 * four; i < 4 * four + 4 && i < usedBits; i++) {
        const mask = 1 << (i & 31);
        const word = at + (i >> 5);
        to[word] = bits[i] === 1 ? to[word]! | mask : to[word]! & ~mask;
      }
    }
  }

  private unpackRegisters(from: Uint32Array): void {
    const { registers, flat, wordValues } = this;
    const place = flat.usedWords + flat.vectors.length + flat.pirqs.length;
    const map = flat.state.hardware.registers;
    for (let i = 0; i < registers.length; i++) {
      const nibble = place + i;
      const value = wordValues.values[(from[nibble >> 3]! >>> (4 * (nibble & 7))) & 15]!;
      if ((map.get(registers[i]!) ?? 0) !== value) map.set(registers[i]!, value);
    }
  }

  /** Writes the present state to `to` from `start` on. */
  pack(to: Uint32Array, start: number): void {
    const { words, usedWords, vectors, pirqs, bits, usedBits, state } = this.flat;
    const { wordValues, pirqValues, registers } = this;
    let at = start;
    let word = 0;
    let shift = 0;
    for (let i = 0; i < usedWords; i++) {
      word |= wordValues.idOf(words[i]!) << shift;
      shift += 4;
      if (shift === 32) {
        to[at++] = word;
        word = shift = 0;
      }
    }
    for (let i = 0; i < vectors.length; i++) {
      word |= wordValues.idOf(vectors[i]!) << shift;
      shift += 4;
      if (shift === 32) {
        to[at++] = word;
        word = shift = 0;
      }
    }
    for (let i = 0; i < pirqs.length; i++) {
      word |= pirqValues.idOf(pirqs[i]!) << shift;
      shift += 4;
      if (shift === 32) {
        to[at++] = word;
        word = shift = 0;
      }
    }
    for (let i = 0; i < registers.length; i++) {
      word |= wordValues.idOf(state.hardware.registers.get(registers[i]!) ?? 0) << shift;
      shift += 4;
      if (shift === 32) {
        to[at++] = word;
        word = shift = 0;
      }
    }
    if (shift > 0) to[at++] = word;
    word = shift = 0;
    for (let i = 0; i < usedBits; i++) {
      word |= bits[i]! << shift;
      if (++shift === 32) {
        to[at++] = word;
        word = shift = 0;
      }
    }
    if (shift > 0) to[at++] = word;
    to[at] = flagsOf(state);
    this.packAddresses(to, at + 1);
  }

  private packAddresses(to: Uint32Array, at: number): void {
    const { xen, guest, held } = this.flat.state;
    const ids = this.addressValues;
    // It has eight bits; folding one count onto another would hide states.
    if (xen.refcnt < -128 || xen.refcnt > 127)
      throw new RangeError('a search met more than 127 references to the table at once');
    to[at] =
      ids.idOf(xen.gtable) |
      (ids.idOf(xen.tableEnd) << 8) |
      (ids.idOf(xen.pagesStart) << 16) |
      (ids.idOf(xen.pagesEnd) << 24);
    to[at + 1] =
      ids.idOf(xen.unmaskAddress ?? NONE) |
      (ids.idOf(xen.snoopAddress ?? NONE) << 8) |
      (ids.idOf(guest.barShift) << 16) |
      ((xen.refcnt & 255) << 24);
    to[at + 2] =
      (held === null ? 0 : this.heldId(held)) | (xen.saidBefore << 16) | (ids.idOf(xen.snoopGpa) << 24);
  }

  private heldId(held: HeldAccess): number {
    const key = JSON.stringify(held);
    const known = this.heldByKey.get(key);
    if (known !== undefined) return known;
    const id = this.heldAccesses.length;
    if (id > 0xffff) throw new RangeError('a search met more than 65535 different held accesses');
    this.heldAccesses.push(held);
    this.heldByKey.set(key, id);
    return id;
  }

  /** Makes the state what was packed at `start` of `from`. */
  unpack(from: Uint32Array, start: number): void {
    const { words, usedWords, vectors, pirqs, bits, usedBits, state } = this.flat;
    const { registers } = this;
    const { values } = this.wordValues;
    const { values: pirqNumbers } = this.pirqValues;
    let at = start;
    let word = 0;
    let left = 0;
    for (let i = 0; i < usedWords; i++) {
      if (left === 0) {
        word = from[at++]!;
        left = 8;
      }
      words[i] = values[word & 15]!;
      word >>>= 4;
      left--;
    }
    for (let i = 0; i < vectors.length; i++) {
      if (left === 0) {
        word = from[at++]!;
        left = 8;
      }
      vectors[i] = values[word & 15]!;
      word >>>= 4;
      left--;
    }
    for (let i = 0; i < pirqs.length; i++) {
      if (left === 0) {
        word = from[at++]!;
        left = 8;
      }
      pirqs[i] = pirqNumbers[word & 15]!;
      word >>>= 4;
      left--;
    }
    for (let i = 0; i < registers.length; i++) {
      if (left === 0) {
        word = from[at++]!;
        left = 8;
      }
      const value = values[word & 15]!;
      if ((state.hardware.registers.get(registers[i]!) ?? 0) !== value)
        state.hardware.registers.set(registers[i]!, value);
      word >>>= 4;
      left--;
    }
    left = 0;
    for (let i = 0; i < usedBits; i++) {
      if (left === 0) {
        word = from[at++]!;
        left = 32;
      }
      bits[i] = word & 1;
      word >>>= 1;
      left--;
    }
    putFlags(state, from[at]!);
    this.unpackAddresses(from, at + 1);
  }

  private unpackAddresses(from: Uint32Array, at: number): void {
    const { state } = this.flat;
    const { xen, guest } = state;
    const { values } = this.addressValues;
    const place = from[at]!;
    xen.gtable = values[place & 255]!;
    xen.tableEnd = values[(place >>> 8) & 255]!;
    xen.pagesStart = values[(place >>> 16) & 255]!;
    xen.pagesEnd = values[place >>> 24]!;
    const latches = from[at + 1]!;
    const unmask = values[latches & 255]!;
    const snoop = values[(latches >>> 8) & 255]!;
    xen.unmaskAddress = unmask === NONE ? null : unmask;
    xen.snoopAddress = snoop === NONE ? null : snoop;
    guest.barShift = values[(latches >>> 16) & 255]!;
    xen.refcnt = (latches | 0) >> 24;
    const rest = from[at + 2]!;
    state.held = this.heldAccesses[rest & 0xffff]!;
    xen.saidBefore = (rest >>> 16) & 255;
    xen.snoopGpa = values[rest >>> 24]!;
  }
}

/** What `packAddresses` packs. */
interface Places {
  gtable: number;
  tableEnd: number;
  pagesStart: number;
  pagesEnd: number;
  unmaskAddress: number | null;
  snoopAddress: number | null;
  snoopGpa: number;
  refcnt: number;
  saidBefore: number;
  barShift: number;
  held: HeldAccess | null;
}

const NOWHERE: Places = {
  gtable: 0,
  tableEnd: 0,
  pagesStart: 0,
  pagesEnd: 0,
  unmaskAddress: null,
  snoopAddress: null,
  snoopGpa: 0,
  refcnt: 0,
  saidBefore: 0,
  barShift: 0,
  held: null,
};

function keepPlaces(to: Places, { xen, guest, held }: MachineState): void {
  to.gtable = xen.gtable;
  to.tableEnd = xen.tableEnd;
  to.pagesStart = xen.pagesStart;
  to.pagesEnd = xen.pagesEnd;
  to.unmaskAddress = xen.unmaskAddress;
  to.snoopAddress = xen.snoopAddress;
  to.snoopGpa = xen.snoopGpa;
  to.refcnt = xen.refcnt;
  to.saidBefore = xen.saidBefore;
  to.barShift = guest.barShift;
  to.held = held;
}

/** The machine never changes a held access in place: one that is answered is another object. */
function havePlacesChanged(from: Places, { xen, guest, held }: MachineState): boolean {
  return !(
    from.gtable === xen.gtable &&
    from.tableEnd === xen.tableEnd &&
    from.pagesStart === xen.pagesStart &&
    from.pagesEnd === xen.pagesEnd &&
    from.unmaskAddress === xen.unmaskAddress &&
    from.snoopAddress === xen.snoopAddress &&
    from.snoopGpa === xen.snoopGpa &&
    from.refcnt === xen.refcnt &&
    from.saidBefore === xen.saidBefore &&
    from.barShift === guest.barShift &&
    from.held === held
  );
}

function putNibble(to: Uint32Array, start: number, place: number, id: number): void {
  const word = start + (place >> 3);
  const shift = 4 * (place & 7);
  to[word] = (to[word]! & ~(15 << shift)) | (id << shift);
}

const bit = (flag: boolean, n: number): number => (flag ? 1 << n : 0);

function flagsOf(state: MachineState): number {
  const { guest, xen, deviceModel, vpci, hardware } = state;
  return (
    bit(guest.enabled, 0) |
    bit(guest.maskall, 1) |
    bit(xen.tablePresent, 2) |
    bit(xen.hostMaskall, 3) |
    bit(xen.guestMaskall, 4) |
    bit(xen.maskHandledOutside, 5) |
    bit(xen.warnedAdjacentPba, 6) |
    bit(xen.warnedAdjacentUninitialised, 7) |
    bit(xen.warnedMaskall, 8) |
    bit(xen.prepared, 9) |
    bit(deviceModel.enabled, 10) |
    bit(deviceModel.maskall, 11) |
    bit(deviceModel.slotBroken, 12) |
    bit(vpci.enabled, 13) |
    bit(vpci.maskall, 14) |
    bit(hardware.enabled, 15) |
    bit(hardware.maskall, 16) |
    bit(hardware.decode, 17) |
    bit(state.crashed, 18)
  );
}

function putFlags(state: MachineState, flags: number): void {
  const { guest, xen, deviceModel, vpci, hardware } = state;
  guest.enabled = (flags & (1 << 0)) !== 0;
  guest.maskall = (flags & (1 << 1)) !== 0;
  xen.tablePresent = (flags & (1 << 2)) !== 0;
  xen.hostMaskall = (flags & (1 << 3)) !== 0;
  xen.guestMaskall = (flags & (1 << 4)) !== 0;
  xen.maskHandledOutside = (flags & (1 << 5)) !== 0;
  xen.warnedAdjacentPba = (flags & (1 << 6)) !== 0;
  xen.warnedAdjacentUninitialised = (flags & (1 << 7)) !== 0;
  xen.warnedMaskall = (flags & (1 << 8)) !== 0;
  xen.prepared = (flags & (1 << 9)) !== 0;
  deviceModel.enabled = (flags & (1 << 10)) !== 0;
  deviceModel.maskall = (flags & (1 << 11)) !== 0;
  deviceModel.slotBroken = (flags & (1 << 12)) !== 0;
  vpci.enabled = (flags & (1 << 13)) !== 0;
  vpci.maskall = (flags & (1 << 14)) !== 0;
  hardware.enabled = (flags & (1 << 15)) !== 0;
  hardware.maskall = (flags & (1 << 16)) !== 0;
  hardware.decode = (flags & (1 << 17)) !== 0;
  state.crashed = (flags & (1 << 18)) !== 0;
}

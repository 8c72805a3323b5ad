import type { Layout } from '../layout.ts';
import { SHADOWED_ENTRIES, type MachineState } from '../state.ts';

/**
 * A machine state whose arrays are stretches of three buffers, so that it can be packed in a few tight loops. What a
 * design never changes (vPCI's table, or everybody else's) lies behind `usedWords` and `usedBits`.
 */
export interface FlatState {
  readonly state: MachineState;
  readonly words: Uint32Array;
  /** The same words: compared as signed numbers they never become floating point. */
  readonly signedWords: Int32Array;
  readonly usedWords: number;
  /** Guest vectors, one byte an entry. */
  readonly vectors: Uint8Array;
  /** Bytes that are 0 or 1. */
  readonly bits: Uint8Array;
  /** The same bytes, four at a time. */
  readonly bitWords: Uint32Array;
  readonly usedBits: number;
  readonly pirqs: Float64Array;
}

/** `from` rebuilt on such buffers, for a design with or without a device model. */
export function flatten(from: MachineState, layout: Layout, withDeviceModel: boolean): FlatState {
  const n = layout.entries;
  const { guest, xen, deviceModel, vpci, hardware } = from;
  const shadowed = 3 * Math.min(n, SHADOWED_ENTRIES);
  const words = new Uint32Array(4 * n + n + 4 * n + shadowed + 4 * n + 3 * n + 3 * n);
  const bitWords = new Uint32Array(Math.ceil((16 * n + shadowed) / 4));
  const bits = new Uint8Array(bitWords.buffer);
  const vectors = Uint8Array.from(xen.vector);
  const pirqs = Float64Array.from([...xen.pirq, ...deviceModel.pirq]);
  let word = 0;
  let bit = 0;
  const takeWords = (source: Uint32Array, length = source.length): Uint32Array => {
    const part = words.subarray(word, word + length);
    part.set(source.subarray(0, length));
    word += length;
    return part;
  };
  const takeBits = (source: Uint8Array, length = source.length): Uint8Array => {
    const part = bits.subarray(bit, bit + length);
    part.set(source.subarray(0, length));
    bit += length;
    return part;
  };
  const common = {
    table: takeWords(guest.table),
    gflags: takeWords(xen.gflags),
    hardwareTable: takeWords(hardware.table),
    written: takeBits(guest.written),
    mapped: takeBits(xen.mapped),
    hostMasked: takeBits(xen.hostMasked),
    guestMasked: takeBits(xen.guestMasked),
    bound: takeBits(xen.bound),
    pending: takeBits(hardware.pending),
  };
  const ofDeviceModel = () => ({
    shadow: takeWords(xen.shadow, shadowed),
    latch: takeWords(deviceModel.latch),
    message: takeWords(deviceModel.message),
    tableFlags: takeBits(xen.tableFlags),
    shadowValid: takeBits(xen.shadowValid, shadowed),
    updated: takeBits(deviceModel.updated),
  });
  const ofVpci = () => ({
    message: takeWords(vpci.message),
    masked: takeBits(vpci.masked),
    updated: takeBits(vpci.updated),
  });
  let own: ReturnType<typeof ofDeviceModel>;
  let other: ReturnType<typeof ofVpci>;
  let usedWords: number;
  let usedBits: number;
  if (withDeviceModel) {
    own = ofDeviceModel();
    [usedWords, usedBits] = [word, bit];
    other = ofVpci();
  } else {
    other = ofVpci();
    [usedWords, usedBits] = [word, bit];
    own = ofDeviceModel();
  }
  const state: MachineState = {
    guest: { ...guest, table: common.table, written: common.written },
    xen: {
      ...xen,
      tableFlags: own.tableFlags,
      shadow: own.shadow,
      shadowValid: own.shadowValid,
      mapped: common.mapped,
      pirq: pirqs.subarray(0, n),
      hostMasked: common.hostMasked,
      guestMasked: common.guestMasked,
      bound: common.bound,
      vector: vectors,
      gflags: common.gflags,
    },
    deviceModel: {
      ...deviceModel,
      latch: own.latch,
      updated: own.updated,
      message: own.message,
      pirq: pirqs.subarray(n),
    },
    vpci: { ...vpci, ...other },
    hardware: {
      ...hardware,
      table: common.hardwareTable,
      pending: common.pending,
      registers: new Map(hardware.registers),
    },
    crashed: from.crashed,
    held: from.held,
  };
  const signedWords = new Int32Array(words.buffer);
  return { state, words, signedWords, usedWords, vectors, bits, bitWords, usedBits, pirqs };
}

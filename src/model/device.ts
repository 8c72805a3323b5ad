/**
 * What we know of a PCI device before any access: its BARs and its MSI-X capability.
 * This is what the lspci reader, the catalogue and the vector reader all produce, and what layout.ts
 * turns into geometry. Values that the source did not tell are null, never guessed here.
 */

/** One base address register. Addresses and sizes are bytes; a 64-bit BAR is listed once, at its lower index. */
export interface Bar {
  /** 0 to 5. */
  readonly index: number;
  readonly kind: 'memory' | 'io';
  /** Physical address, or null when unassigned or not told. Below 2^52. */
  readonly address: number | null;
  /** Bytes, a power of two, or null when not told. */
  readonly size: number | null;
  readonly width: 32 | 64 | null;
  readonly prefetchable: boolean;
}

/** A place inside a BAR, in bytes from the BAR's start. */
export interface BarOffset {
  /** 0 to 5 (6 and 7 are reserved by the PCI specification; a broken capability can name them). */
  readonly bar: number;
  readonly offset: number;
}

/** PCI Local Bus 3.0, 6.8.2: the MSI-X capability as read from configuration space. */
export interface MsixCapability {
  /** Table size, 1 to 2048 entries of 16 bytes. */
  readonly entries: number;
  readonly table: BarOffset;
  readonly pba: BarOffset;
  /** Message Control at the time of the dump; null when not told. */
  readonly enabled: boolean | null;
  readonly masked: boolean | null;
}

/** A register that is known to live near the table, for naming bytes on the map. */
export interface NamedRegister {
  readonly bar: number;
  readonly offset: number;
  /** Bytes covered; more than 4 for a register array. */
  readonly size: number;
  readonly name: string;
  /** What it does, a few words of our own. */
  readonly purpose: string;
  /** Where the offset is written down (driver or header file). */
  readonly source: string;
}

/** A device as the rest of the app knows it. */
export interface DeviceDescription {
  /** `vvvv:dddd` in lower-case hex, or null when the source did not tell. */
  readonly id: string | null;
  /** `[domain:]bus:device.function`, or null. */
  readonly slot: string | null;
  readonly name: string;
  readonly bars: readonly Bar[];
  readonly msix: MsixCapability;
  readonly registers: readonly NamedRegister[];
}

/** Bytes in one table entry: address low, address high, data, vector control. */
export const ENTRY_SIZE = 16;

/** Most entries the 11-bit Table Size field can name. */
export const MAX_ENTRIES = 2048;

/** Bytes of a pending bit array for `entries` vectors: one bit each, in whole qwords. */
export const pbaBytes = (entries: number): number => Math.ceil(entries / 64) * 8;

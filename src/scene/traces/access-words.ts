import { hex, hex64 } from '#model/base/hex.ts';
import { SIZE_KNOWN, VALUE_KNOWN, WRITE } from '#model/replay/access-source.ts';
import { firstFrom } from './density.ts';

/** The columns of a recording that tell what an access is. */
export interface AccessParts {
  /** Bytes from the table BAR. */
  readonly offset: Float64Array;
  readonly size: Uint8Array;
  readonly flags: Uint8Array;
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** Elements of a REP access. */
  readonly count: Uint32Array;
}

/** Item `n` in words: `write 4 bytes at 0x200c: 0x1`. */
export function accessWords({ offset, size, flags, lo, hi, count }: AccessParts, n: number): string {
  const bits = flags[n]!;
  const assumed = (bits & SIZE_KNOWN) === 0 ? ' (assumed)' : '';
  const bytes = `${size[n]!} ${size[n] === 1 ? 'byte' : 'bytes'}${assumed}`;
  const times = count[n]! > 1 ? `, ${count[n]!} times` : '';
  const what = `${(bits & WRITE) === 0 ? 'read' : 'write'} ${bytes} at ${offsetWords(offset[n]!)}${times}`;
  if ((bits & VALUE_KNOWN) === 0) return `${what}, value not recorded`;
  return `${what}: ${size[n] === 8 ? hex64(lo[n]!, hi[n]!) : hex(lo[n]!)}`;
}

/** Bytes from the table BAR; other BARs can lie before it. */
export const offsetWords = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : hex(offset));

/** Seconds as the recording has them; "no time" where it has none. */
export const timeWords = (seconds: number): string =>
  Number.isNaN(seconds) ? 'no time' : `${seconds.toFixed(6)} s`;

/** Seconds since the recording's first access to the device. */
export const sinceWords = (seconds: number, start: number): string =>
  Number.isNaN(seconds - start) ? 'no time' : `+${(seconds - start).toFixed(3)} s`;

/** The item of rising `positions` after `cursor`, or the one before it; null when there is none. */
export function neighbourOf(positions: Uint32Array, cursor: number, by: 1 | -1): number | null {
  return by === 1
    ? (positions[firstFrom(positions, cursor + 1)] ?? null)
    : (positions[firstFrom(positions, cursor) - 1] ?? null);
}

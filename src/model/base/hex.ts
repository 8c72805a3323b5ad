/** `value` as `0x…`, lower case, no padding: the one spelling of addresses, offsets and values. */
export function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

/** The 64-bit value whose halves are `lo` and `hi` (each an unsigned 32-bit number), as `0x…`. */
export function hex64(lo: number, hi: number): string {
  return hi === 0 ? hex(lo) : `0x${hi.toString(16)}${lo.toString(16).padStart(8, '0')}`;
}

/** The halves of a non-negative value below 2^64. */
export function halves(value: bigint): { lo: number; hi: number } {
  return { lo: Number(value & 0xffffffffn), hi: Number((value >> 32n) & 0xffffffffn) };
}

/** Unsigned 64-bit value of two unsigned 32-bit halves. */
export function join64(lo: number, hi: number): bigint {
  return (BigInt(hi) << 32n) | BigInt(lo);
}

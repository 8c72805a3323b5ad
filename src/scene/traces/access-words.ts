import { hex, hex64 } from '#model/base/hex.ts';
import { SIZE_KNOWN, VALUE_KNOWN, WRITE } from '#model/replay/access-source.ts';

/** The columns of a recording that tell what an access is. */
export interface AccessParts {
  readonly offset: Float64Array;
  readonly size: Uint8Array;
  readonly flags: Uint8Array;
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
}

/** Access `n` in words: `write 4 bytes at 0x200c: 0x1`. */
export function accessWords({ offset, size, flags, lo, hi }: AccessParts, n: number): string {
  const bits = flags[n]!;
  const bytes = `${size[n]!} ${size[n] === 1 ? 'byte' : 'bytes'}${(bits & SIZE_KNOWN) === 0 ? ' (assumed)' : ''}`;
  const what = `${(bits & WRITE) === 0 ? 'read' : 'write'} ${bytes} at ${hex(offset[n]!)}`;
  if ((bits & VALUE_KNOWN) === 0) return `${what}, value not recorded`;
  return `${what}: ${size[n] === 8 ? hex64(lo[n]!, hi[n]!) : hex(lo[n]!)}`;
}

/** The first item of rising `positions` after `cursor`, or null. */
export function nextOf(positions: Uint32Array, cursor: number): number | null {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! > cursor) high = middle;
    else low = middle + 1;
  }
  return positions[low] ?? null;
}

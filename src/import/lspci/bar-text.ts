/** `Region 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]` and its many relatives. */
import type { Bar } from '#model/device.ts';

export interface RegionText {
  /** As printed by -vv; null from -v, which prints no numbers. */
  readonly index: number | null;
  readonly kind: 'memory' | 'io';
  readonly address: number | null;
  readonly size: number | null;
  readonly width: 32 | 64 | null;
  readonly prefetchable: boolean;
  /** The kernel's address, which the device's own register does not hold. */
  readonly isVirtual: boolean;
  /** A size that no BAR can have (sysfs shows such for firmware quirks), as printed; null when all is well. */
  readonly oddSize: string | null;
}

const REGION =
  /^(?:\[virtual\] ?)?(?:Region (\d{1,2}): ?)?(?:\[virtual\] ?)?(Memory|I\/O ports) at (?:(?:0x)?([0-9a-f]{1,16})(?![0-9a-f])|(<[^>]{1,40}>))? ?(?:\(([^)]{0,80})\))?(.{0,400})$/i;

/** lspci prints "16K"; people retype it as "16 KiB", and "1024" as "1,024". */
const SIZE = /\bsize ?= ?(\d{1,3}(?:[., '’]\d{3})+|\d{1,7}) ?([KMGTP]?)(?:i?B)?(?=\]|\s|$)/i;

const UNITS: Readonly<Record<string, number>> = { '': 0, K: 10, M: 20, G: 30, T: 40, P: 50 };

/** The BAR that `text` tells of, or null when it tells of none. `isLast`: the text may be cut inside a number. */
export function parseRegion(text: string, isLast: boolean): RegionText | null {
  const found = REGION.exec(whole(text));
  if (found === null) return null;
  const [, index, what = '', digits, , traits, rest = ''] = found;
  const wasCut = isLast && traits === undefined && rest.trim() === '' && what.toLowerCase() === 'memory';
  const size = parseSize(rest);
  return {
    index: index === undefined ? null : Number(index),
    kind: what.toLowerCase() === 'memory' ? 'memory' : 'io',
    address: digits === undefined || wasCut ? null : barAddress(digits),
    size: size.bytes,
    width: widthOf(traits ?? ''),
    prefetchable: /(?:^|[ ,])prefetchable/i.test(traits ?? ''),
    isVirtual: /\[virtual\]/i.test(text),
    oddSize: size.odd,
  };
}

/** `text` with the numbers and words together that a line break parted. */
function whole(text: string): string {
  return text
    .replace(/( at (?:0x)?[0-9a-f]{1,15}) (?=[0-9a-f]{1,15} ?\()/i, '$1')
    .replace(/(\[size=\d{0,6}) (?=\d{0,6}[KMGTP]?\])/i, '$1')
    .replace('non- prefetchable', 'non-prefetchable');
}

/** `digits` (hex) as an address: null for 0 (unassigned) and for what no machine has (2^52 and up). */
export function barAddress(digits: string): number | null {
  const value = BigInt(`0x${digits}`);
  return value === 0n || value >= 1n << 52n ? null : Number(value);
}

/** BARs in the order of -v get the lowest register they can have had: the even ones for 64 bits, as devices do. */
export function deriveIndices(regions: readonly RegionText[]): (number | null)[] {
  let next = 0;
  return regions.map((region) => {
    const index = region.width === 64 ? next + (next % 2) : next;
    next = index + (region.width === 64 ? 2 : 1);
    return index <= 5 ? index : null;
  });
}

export function toBar(region: RegionText, index: number): Bar {
  const { kind, address, size, width, prefetchable } = region;
  return { index, kind, address, size, width: kind === 'io' ? null : width, prefetchable };
}

function widthOf(traits: string): 32 | 64 | null {
  if (/64-bit/i.test(traits)) return 64;
  return /32-bit|low-1M/i.test(traits) ? 32 : null;
}

function parseSize(rest: string): { bytes: number | null; odd: string | null } {
  const [, digits, unit = ''] = SIZE.exec(rest) ?? [];
  if (digits === undefined) return { bytes: null, odd: null };
  const bytes = Number(digits.replace(/\D/g, '')) * 2 ** (UNITS[unit.toUpperCase()] ?? 0);
  return bytes > 0 && Number.isInteger(Math.log2(bytes))
    ? { bytes, odd: null }
    : { bytes: null, odd: `${digits}${unit}` };
}

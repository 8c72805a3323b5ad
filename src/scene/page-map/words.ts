import { format } from './number-text.ts';
import type { ZoneKind } from './zones.ts';

/** The word that stands beside a zone's colour and pattern. */
export const ZONE_WORD: Readonly<Record<ZoneKind, string>> = {
  table: 'MSI-X table',
  pba: 'PBA',
  adjacent: 'adjacent',
  plain: 'not trapped',
  outside: 'outside the BARs',
};

/** `1,792 bytes`. */
export const bytesText = (count: number): string => `${format(count)} ${count === 1 ? 'byte' : 'bytes'}`;

/** `16 KiB`, `1 MiB`, `256 B`. */
export function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const)
    if (bytes >= size && bytes % size === 0) return `${format(bytes / size)} ${unit}`;
  return `${format(bytes)} B`;
}

/** `1 entry`, `12 entries`. */
export const countText = (count: number, one: string, many: string): string =>
  `${format(count)} ${count === 1 ? one : many}`;

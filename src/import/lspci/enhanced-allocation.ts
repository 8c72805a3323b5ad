/**
 * BARs that a device announces by the Enhanced Allocation capability, as old kernels leave them out of the Region
 * lines: `Entry 0: Enable+ … BAR Equivalent Indicator: BAR 0 PrimaryProperties: … Base: … MaxOffset: …`.
 */
import type { Bar } from '#model/device.ts';
import { barAddress } from './bar-text.ts';

const ENTRY =
  /BAR Equivalent Indicator: BAR ([0-5])\b(.{0,400}?)Base: ([0-9a-f]{8,16}) MaxOffset: ([0-9a-f]{8,16})\b/gi;

export function isEnhancedAllocation(text: string): boolean {
  return /^Capabilities: ?\[[0-9a-f]{2,3}\] ?Enhanced Allocation/i.test(text);
}

/** The device's own BARs among the entries of an EA capability record. */
export function enhancedBars(text: string): Bar[] {
  return [...text.matchAll(ENTRY)].map(([, index, properties = '', base = '0', last = '0']) => {
    const size = Number(BigInt(`0x${last}`) + 1n);
    return {
      index: Number(index),
      kind: /I\/O/i.test(properties.split('SecondaryProperties')[0] ?? '') ? 'io' : 'memory',
      address: barAddress(base),
      size: Number.isInteger(Math.log2(size)) ? size : null,
      width: base.length > 8 ? 64 : 32,
      prefetchable: /memory space, prefetchable/i.test(properties),
    };
  });
}

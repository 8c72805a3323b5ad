/**
 * BAR sizes from sysfs, when they were pasted with the dump: `/sys/bus/pci/devices/SLOT/resource` holds one row
 * `start end flags` per resource, BAR 0 to 5 first (`drivers/pci/pci-sysfs.c`; flags of `include/linux/ioport.h`).
 * lspci knows no sizes when it decodes a saved hex dump.
 */
import type { Bar } from '#model/device.ts';
import { barAddress } from './bar-text.ts';

const MARKER =
  /resource.{0,8}?((?:[0-9a-f]{4,8}:)[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])|((?:[0-9a-f]{4,8}:)[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\/resource\b/i;
const ROW = /^0x([0-9a-f]{16}) 0x([0-9a-f]{16}) 0x([0-9a-f]{16})$/i;

const IO = 0x100;
const MEMORY = 0x200;
const PREFETCH = 0x2000;
const MEMORY_64 = 0x100000;

/** True for a line that names a `resource` file and its device: `==> …/0000:04:00.0/resource <==`. */
export function isResourceMarker(text: string): boolean {
  return text.length < 200 && /^(?:==|--|\/sys|#|\$)/.test(text) && MARKER.test(text);
}

export function isResourceRow(text: string): boolean {
  return ROW.test(text);
}

/** The slot a marker names, with its domain. */
export function resourceSlot(text: string): string | null {
  const found = MARKER.exec(text);
  return (found?.[1] ?? found?.[2])?.toLowerCase() ?? null;
}

/** The BAR of row `index` (0 to 5), or null for an empty row or one that is no BAR. */
export function resourceBar(text: string, index: number): Bar | null {
  const [, start = '0', end = '0', flagText = '0'] = ROW.exec(text) ?? [];
  const flags = Number.parseInt(flagText, 16) % 2 ** 32;
  const size = Number(BigInt(`0x${end}`) - BigInt(`0x${start}`)) + 1;
  if (index > 5 || (flags & (IO | MEMORY)) === 0 || size < 2) return null;
  const isMemory = (flags & MEMORY) !== 0;
  return {
    index,
    kind: isMemory ? 'memory' : 'io',
    address: barAddress(start),
    size: Number.isInteger(Math.log2(size)) ? size : null,
    width: isMemory ? ((flags & MEMORY_64) !== 0 ? 64 : 32) : null,
    prefetchable: (flags & PREFETCH) !== 0,
  };
}

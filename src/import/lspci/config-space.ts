/**
 * Configuration space → what lspci would have printed of it. Layout: PCI Local Bus 3.0, 6.1 (header), 6.2.5 (BARs),
 * 6.7 (capability list), 6.8.2 (MSI-X). The sizes of BARs are not in there: they take writes to find out.
 */
import type { Bar } from '#model/device.ts';
import { barAddress } from './bar-text.ts';
import type { ConfigBytes } from './hex-dump.ts';
import type { MsixFacts } from './msix-text.ts';

/** How the walk along the capability list ended. */
export type ListEnd =
  | { readonly kind: 'complete' }
  /** The status register says that there is no list. */
  | { readonly kind: 'no-list' }
  /** Status or header type are not shown, or the header is not one we know. */
  | { readonly kind: 'not-shown' }
  /** The list goes on at an offset that the dump does not show. */
  | { readonly kind: 'beyond'; readonly offset: number }
  /** The list leads back to itself, or into the header. */
  | { readonly kind: 'broken'; readonly offset: number };

export interface ConfigSpace {
  /** `vvvv:dddd`, or null when the bytes are not shown or read as "no device". */
  readonly id: string | null;
  /** Every byte shown of the first four is ff: the device did not answer. */
  readonly isAsleep: boolean;
  /** Header type without the multi-function bit: 0 device, 1 bridge, 2 CardBus. */
  readonly headerType: number | null;
  readonly bars: readonly Bar[];
  readonly msix: MsixFacts | null;
  /** Where the MSI-X capability stands, bytes from the start of configuration space; null when there is none. */
  readonly msixAt: number | null;
  readonly listEnd: ListEnd;
}

const STATUS = 0x06;
const STATUS_CAPABILITIES = 0x10;
const HEADER_TYPE = 0x0e;
const FIRST_BAR = 0x10;
const MSIX_ID = 0x11;
/** 192 bytes of list in steps of four: a longer walk has met itself. */
const MOST_CAPABILITIES = 48;
const FIRST_CAPABILITY_OFFSET = 0x40;
const BAR_COUNT: Readonly<Record<number, number>> = { 0: 6, 1: 2, 2: 1 };

/** Decodes what is shown; parts that are not shown are null or absent. */
export function decodeConfigSpace(bytes: ConfigBytes): ConfigSpace {
  const identity = dword(bytes, 0);
  const type = bytes.get(HEADER_TYPE);
  const headerType = type === undefined || type === 0xff ? null : type & 0x7f;
  const isAsleep = identity === 0xffffffff;
  const walk = walkCapabilities(bytes, headerType);
  return {
    id: identity === null || isAsleep || identity === 0 ? null : idOf(identity),
    isAsleep,
    headerType,
    bars: decodeBars(bytes, BAR_COUNT[headerType ?? -1] ?? 0),
    msix: walk.msixAt === null ? null : decodeMsix(bytes, walk.msixAt),
    msixAt: walk.msixAt,
    listEnd: walk.end,
  };
}

function idOf(identity: number): string {
  const half = (value: number): string => value.toString(16).padStart(4, '0');
  return `${half(identity & 0xffff)}:${half(identity >>> 16)}`;
}

function walkCapabilities(
  bytes: ConfigBytes,
  headerType: number | null,
): { msixAt: number | null; end: ListEnd } {
  const status = bytes.get(STATUS);
  const isKnown = headerType !== null && BAR_COUNT[headerType] !== undefined;
  if (status === undefined || !isKnown) return { msixAt: null, end: { kind: 'not-shown' } };
  if ((status & STATUS_CAPABILITIES) === 0) return { msixAt: null, end: { kind: 'no-list' } };
  let msixAt: number | null = null;
  let pointerAt = headerType === 2 ? 0x14 : 0x34;
  for (let steps = 0; steps <= MOST_CAPABILITIES; steps += 1) {
    const pointer = bytes.get(pointerAt);
    if (pointer === undefined) return { msixAt, end: { kind: 'beyond', offset: pointerAt } };
    const at = pointer & 0xfc;
    if (at === 0) return { msixAt, end: { kind: 'complete' } };
    if (at < FIRST_CAPABILITY_OFFSET) return { msixAt, end: { kind: 'broken', offset: at } };
    const id = bytes.get(at);
    if (id === undefined) return { msixAt, end: { kind: 'beyond', offset: at } };
    if (id === 0xff) return { msixAt, end: { kind: 'broken', offset: at } };
    if (id === MSIX_ID && msixAt === null) msixAt = at;
    pointerAt = at + 1;
  }
  return { msixAt, end: { kind: 'broken', offset: pointerAt - 1 } };
}

function decodeMsix(bytes: ConfigBytes, at: number): MsixFacts {
  const low = bytes.get(at + 2);
  const high = bytes.get(at + 3);
  const control = low === undefined || high === undefined ? null : low | (high << 8);
  return {
    entries: control === null ? null : (control & 0x7ff) + 1,
    enabled: control === null ? null : (control & 0x8000) !== 0,
    masked: control === null ? null : (control & 0x4000) !== 0,
    table: placeOf(dword(bytes, at + 4)),
    pba: placeOf(dword(bytes, at + 8)),
  };
}

/** Table Offset/Table BIR and its sister: BAR number in the low three bits, the rest is the offset. */
function placeOf(value: number | null): { bar: number; offset: number } | null {
  return value === null ? null : { bar: value & 7, offset: (value & ~7) >>> 0 };
}

function decodeBars(bytes: ConfigBytes, count: number): Bar[] {
  const bars: Bar[] = [];
  for (let index = 0; index < count; index += 1) {
    const low = dword(bytes, FIRST_BAR + 4 * index);
    // All ones is a device that did not answer; zero is no BAR, or one that was never given an address.
    if (low === null || low === 0 || low === 0xffffffff) continue;
    if ((low & 1) === 1) {
      bars.push({
        index,
        kind: 'io',
        address: barAddress(((low & ~3) >>> 0).toString(16)),
        size: null,
        width: null,
        prefetchable: false,
      });
      continue;
    }
    const isWide = (low & 6) === 4 && index + 1 < count;
    const high = isWide ? (dword(bytes, FIRST_BAR + 4 * index + 4) ?? 0) : 0;
    const digits = high.toString(16) + ((low & ~0xf) >>> 0).toString(16).padStart(8, '0');
    bars.push({
      index,
      kind: 'memory',
      address: barAddress(digits),
      size: null,
      width: isWide ? 64 : 32,
      prefetchable: (low & 8) !== 0,
    });
    if (isWide) index += 1;
  }
  return bars;
}

function dword(bytes: ConfigBytes, at: number): number | null {
  const parts = [0, 1, 2, 3].map((step) => bytes.get(at + step));
  const [a, b, c, d] = parts;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

/** What a recording holds once it has been read: accesses, what was understood besides, and what was not. */
import type { Diagnostic } from '#import/diagnostics.ts';
import type { AccessColumns } from './access-columns.ts';
import type { ConfigEvent, ConfigFunction } from './config-space.ts';
import type { LineKind } from './tally.ts';
import type { XenAccess, XenShape } from './xen-access.ts';

export type Producer = 'mmiotrace' | 'qemu' | 'xenalyze' | 'csv';

export const PRODUCER_TITLES: Readonly<Record<Producer, string>> = {
  mmiotrace: 'Linux mmiotrace',
  qemu: 'QEMU trace log',
  xenalyze: 'xenalyze -a',
  csv: 'CSV',
};

/** A memory region, mapping or vCPU that accesses are ascribed to. */
export interface TraceSource {
  readonly name: string;
  /** What tells two sources of one name apart: host pointer, mapping id, vCPU; null where there is no such thing. */
  readonly key: number | null;
  /** Lowest and highest address accessed, and the number of accesses. */
  lowest: number;
  highest: number;
  count: number;
}

/** A PCIDEV line of mmiotrace. */
export interface TracedDevice {
  readonly slot: string;
  /** `vvvv:dddd`. */
  readonly id: string;
  readonly bars: readonly {
    readonly index: number;
    readonly kind: 'memory' | 'io';
    readonly address: number;
    readonly size: number;
    readonly width: 32 | 64 | null;
    readonly prefetchable: boolean;
  }[];
  readonly driver: string | null;
}

/** A MAP line of mmiotrace, with what was seen of the accesses through it. */
export interface TracedMapping {
  readonly id: number;
  readonly address: number;
  readonly length: number;
  /** Row of the first access after the mapping was made, and after it was undone. */
  readonly fromRow: number;
  untilRow: number;
  /** Writes of 0 or 1 to a fourth dword of 16 bytes, and of anything else there. */
  controlWrites: number;
  otherWrites: number;
  /** The last fourth dword inside the mapping was written with 1. */
  lastMasked: boolean;
  /** The first access was a read of a fourth dword. */
  firstIsControl: boolean | null;
}

/** A REP access: how often, which way, and the values as far as the recording tells them. */
export interface Repeat {
  readonly count: number;
  /** Addresses fall. */
  readonly df: boolean;
  /** The operand lies in RAM; otherwise one value is stored many times. */
  readonly inRam: boolean;
  readonly values: { readonly lo: number; readonly hi: number }[];
}

export interface Trace {
  readonly producer: Producer;
  /** Addresses are offsets from the table BAR, not guest-physical. */
  readonly relative: boolean;
  /** Bytes of text (after decompression), and lines. */
  readonly bytes: number;
  readonly lines: number;
  readonly accesses: AccessColumns;
  /** Lines that hold an access; fewer than accesses when records are glued together. */
  readonly accessLines: number;
  readonly contextLines: number;
  readonly notUnderstoodLines: number;
  readonly context: readonly LineKind[];
  readonly notUnderstood: readonly LineKind[];
  readonly sources: readonly TraceSource[];
  readonly repeats: ReadonlyMap<number, Repeat>;
  /** Changes of Message Control, in order. */
  readonly config: readonly ConfigEvent[];
  /** What configuration space accesses told about each PCI function. */
  readonly functions: readonly ConfigFunction[];
  readonly devices: readonly TracedDevice[];
  readonly mappings: readonly TracedMapping[];
  /** xenalyze only: accesses to anything but the interrupt controllers and timers, with what their exits looked like. */
  readonly xen: readonly XenAccess[];
  readonly xenShape: XenShape | null;
  /** Requests to a device model that lack a part which others of the same log have. */
  readonly brokenRequests: number;
  /** Places where the recorder itself says that it lost something. */
  readonly lossMarks: readonly { readonly line: number; readonly row: number }[];
  readonly messages: readonly Diagnostic[];
}

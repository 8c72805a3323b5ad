/** Records → one block per device: which statements belong to which device, not yet what they mean. */
import { parseHeader, type DeviceHeader } from './header.ts';
import { parseHexRow, type HexRow } from './hex-dump.ts';
import type { TextRecord } from './records.ts';

export interface DeviceBlock {
  /** Line of the header, or of the first hex row when there is no header. */
  readonly line: number;
  readonly header: DeviceHeader | null;
  /** BARs of the device itself. */
  readonly regions: readonly TextRecord[];
  /** BARs that the SR-IOV capability gives to virtual functions: not the device's own. */
  readonly vfRegions: readonly TextRecord[];
  readonly capabilities: readonly TextRecord[];
  readonly hexRows: readonly HexRow[];
  readonly asleepLine: number | null;
  /** More than names was told: an entry of a plain listing (`lspci`, `lspci -nn`, `lspci -k`) says nothing of MSI-X. */
  readonly hasDetail: boolean;
  readonly isBridge: boolean;
}

interface OpenBlock {
  line: number;
  header: DeviceHeader | null;
  regions: TextRecord[];
  vfRegions: TextRecord[];
  capabilities: TextRecord[];
  hexRows: HexRow[];
  asleepLine: number | null;
  hasDetail: boolean;
  isBridge: boolean;
}

/** Statements that only -v and up print. */
const VERBOSE = /^(?:Control|Status|Flags|Latency|Interrupt|Bus|BridgeCtl): /;

export interface Blocks {
  readonly devices: readonly DeviceBlock[];
  /** Lines that belong to no device. */
  readonly foreign: readonly TextRecord[];
  readonly resources: readonly TextRecord[];
}

/** Sorts `records` into devices. A hex dump that begins anew under the same header is a device of its own. */
export function blocksOf(records: readonly TextRecord[]): Blocks {
  const devices: OpenBlock[] = [];
  const foreign: TextRecord[] = [];
  const resources: TextRecord[] = [];
  let current: OpenBlock | null = null;
  const open = (line: number, header: DeviceHeader | null): OpenBlock => {
    const block: OpenBlock = {
      line,
      header,
      regions: [],
      vfRegions: [],
      capabilities: [],
      hexRows: [],
      asleepLine: null,
      hasDetail: false,
      isBridge: false,
    };
    devices.push(block);
    return block;
  };
  for (const record of records) {
    if (record.kind === 'header') {
      current = open(record.line, parseHeader(record.text));
    } else if (record.kind === 'bytes') {
      const row = parseHexRow(record.text);
      if (current === null || (row.offset === 0 && current.hexRows.length > 0))
        current = open(record.line, null);
      current.hexRows.push(row);
      current.hasDetail = true;
    } else if (record.kind === 'resource-marker' || record.kind === 'resource-row') {
      resources.push(record);
    } else if (record.kind === 'foreign' || current === null) {
      foreign.push(record);
    } else {
      addDetail(current, record);
    }
  }
  return { devices, foreign, resources };
}

function addDetail(device: OpenBlock, record: TextRecord): void {
  if (record.kind !== 'detail' || VERBOSE.test(record.text)) device.hasDetail = true;
  if (record.text.startsWith('Bus: primary=')) device.isBridge = true;
  if (record.kind === 'capability') device.capabilities.push(record);
  if (record.kind === 'asleep') device.asleepLine ??= record.line;
  if (record.kind === 'region') {
    const inside = device.capabilities.at(-1)?.text ?? '';
    (/SR-IOV|Single Root I\/O/i.test(inside) ? device.vfRegions : device.regions).push(record);
  }
}

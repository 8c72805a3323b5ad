/** Records → one block per device: which statements belong to which device, not yet what they mean. */
import { parseRegion } from './bar-text.ts';
import { parseHeader, parseUnknownHeader, type DeviceHeader } from './header.ts';
import { parseHexRow, type HexRow } from './hex-dump.ts';
import { isMsix } from './msix-text.ts';
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

const SR_IOV = /SR-IOV|Single Root I\/O/i;
/** Statements that only -v and up print. */
const VERBOSE = /^(?:Control|Status|Flags|Latency|Interrupt|Bus|BridgeCtl): /;

export interface Blocks {
  readonly devices: readonly DeviceBlock[];
  /** Lines that belong to no device. */
  readonly foreign: readonly TextRecord[];
  readonly resources: readonly TextRecord[];
}

/** What of the device one is in, while records are read. */
interface Place {
  readonly device: OpenBlock;
  /** The first MSI-X capability of the device. */
  msix: string | null;
  /** Addresses of its numbered BARs. */
  readonly addresses: Map<number, number | null>;
  /** In the SR-IOV capability, whose regions belong to virtual functions. */
  inVirtualFunctions: boolean;
}

/**
 * Sorts `records` into devices. A hex dump that begins anew under the same header is a device of its own, and so is
 * what tells a BAR or a capability before any header, or tells one anew: people leave headers out.
 */
export function blocksOf(records: readonly TextRecord[]): Blocks {
  const devices: OpenBlock[] = [];
  const foreign: TextRecord[] = [];
  const resources: TextRecord[] = [];
  let place: Place | null = null;
  const open = (line: number, header: DeviceHeader | null): Place => {
    const device = emptyBlock(line, header);
    devices.push(device);
    return { device, msix: null, addresses: new Map(), inVirtualFunctions: false };
  };
  for (const record of records) {
    switch (record.kind) {
      case 'header':
        place = open(record.line, parseHeader(record.text) ?? parseUnknownHeader(record.text));
        break;
      case 'bytes': {
        const row = parseHexRow(record.text);
        if (place === null || (row.offset === 0 && place.device.hexRows.length > 0))
          place = open(record.line, null);
        place.device.hexRows.push(row);
        place.device.hasDetail = true;
        break;
      }
      case 'resource-marker':
      case 'resource-row':
        resources.push(record);
        break;
      case 'slot':
        place = null;
        foreign.push(record);
        break;
      case 'foreign':
        foreign.push(record);
        break;
      case 'region':
      case 'capability':
      case 'asleep':
      case 'detail':
        if (place === null ? tellsOfDevice(record) : tellsAnew(place, record))
          place = open(record.line, null);
        if (place === null) foreign.push(record);
        else addDetail(place, record);
    }
  }
  return { devices, foreign, resources };
}

function emptyBlock(line: number, header: DeviceHeader | null): OpenBlock {
  return {
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
}

/** Enough to be sure that an excerpt without header is about a device, and not prose that begins like one. */
function tellsOfDevice({ kind, text, isLast }: TextRecord): boolean {
  if (kind === 'capability') return isMsix(text) || /^Capabilities: ?\[[0-9a-f]{2,3}\b/i.test(text);
  const region = kind === 'region' ? parseRegion(text, isLast) : null;
  return region !== null && (region.index !== null || region.width !== null || region.size !== null);
}

/** True for a second MSI-X capability, or a BAR told again with another address after the capabilities. */
function tellsAnew(place: Place, { kind, text, isLast }: TextRecord): boolean {
  const { device, msix, addresses, inVirtualFunctions } = place;
  if (kind === 'capability') return msix !== null && msix !== text && isMsix(text);
  if (kind !== 'region' || inVirtualFunctions || device.capabilities.length === 0) return false;
  const region = parseRegion(text, isLast);
  return region?.index != null && (addresses.get(region.index) ?? region.address) !== region.address;
}

function addDetail(place: Place, record: TextRecord): void {
  const { device } = place;
  if (record.kind !== 'detail' || VERBOSE.test(record.text)) device.hasDetail = true;
  if (record.text.startsWith('Bus: primary=')) device.isBridge = true;
  if (record.kind === 'asleep') device.asleepLine ??= record.line;
  if (record.kind === 'capability') {
    device.capabilities.push(record);
    if (isMsix(record.text)) place.msix ??= record.text;
    place.inVirtualFunctions = SR_IOV.test(record.text);
  } else if (record.kind === 'region') {
    (place.inVirtualFunctions ? device.vfRegions : device.regions).push(record);
    const region = place.inVirtualFunctions ? null : parseRegion(record.text, record.isLast);
    if (region?.index != null && !place.addresses.has(region.index))
      place.addresses.set(region.index, region.address);
  } else if (/^IOV(?:Cap|Ctl|Sta):/.test(record.text)) {
    place.inVirtualFunctions = true;
  }
}

/** Which devices with an MSI-X table a recording concerns, and where their BARs lie. */
import type { DeviceDescription } from '#model/device.ts';
import { PORT } from './access-columns.ts';
import { slotOf, type ConfigFunction } from './config-space.ts';
import type { Trace, TracedDevice, TracedMapping } from './trace.ts';

/** A device that fits a recording. */
export interface FittingDevice {
  readonly description: DeviceDescription;
  readonly from: 'given' | 'recording' | 'catalogue';
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

const PAGE = 4096;
const LONGEST_TABLE = 2048 * 16;

/**
 * The devices of `trace`, found in this order: those of `given` (a pasted lspci, or one the user chose) whose BARs are
 * accessed; those the recording itself describes; failing that, those of `catalogue` that would fit the place of a
 * region named msix-table, one of which the user has to choose.
 */
export function fittingDevices(
  trace: Trace,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
): FittingDevice[] {
  const placed = given.flatMap((description) => {
    const device = placeGiven(trace, description);
    return device && isAccessed(trace, device.description) ? [device] : [];
  });
  if (placed.length > 0 || given.length > 0) return placed;
  const own = [
    ...mappedDevices(trace, catalogue),
    ...trace.functions.flatMap((f) => functionDevice(f, catalogue)),
  ];
  const accessed = own.filter(({ description }) => isAccessed(trace, description));
  if (accessed.length > 0) return accessed;
  return tablePlaces(trace).flatMap((place) => chosenFor(place, catalogue));
}

/** A description without addresses gets those of the recording's device of the same id, or of a table's region. */
function placeGiven(trace: Trace, description: DeviceDescription): FittingDevice | null {
  const { table } = description.msix;
  const tableBar = description.bars.find(({ index }) => index === table.bar);
  if (tableBar?.address != null) return { description, from: 'given', assumptions: [] };
  const traced = trace.devices.find(({ id }) => id === description.id);
  if (traced) return { description: withBars(description, traced.bars), from: 'given', assumptions: [] };
  const found = trace.functions.find(({ id, bars }) => id === description.id && bars.length > 0);
  if (found) return { description: withBars(description, found.bars), from: 'given', assumptions: [] };
  if (trace.relative)
    return {
      description: withBars(description, [{ index: table.bar, address: 0 }]),
      from: 'given',
      assumptions: [],
    };
  for (const place of tablePlaces(trace)) {
    const device = atPlace(place, description);
    if (device) return { ...device, from: 'given' };
  }
  return null;
}

function withBars(
  description: DeviceDescription,
  bars: readonly { readonly index: number; readonly address: number; readonly size?: number }[],
): DeviceDescription {
  const kept = new Map(description.bars.map((bar) => [bar.index, bar]));
  for (const { index, address, size } of bars) {
    const old = kept.get(index);
    kept.set(index, {
      index,
      kind: old?.kind ?? 'memory',
      width: old?.width ?? null,
      prefetchable: old?.prefetchable ?? false,
      address,
      size: size ?? old?.size ?? null,
    });
  }
  return { ...description, bars: [...kept.values()].sort((a, b) => a.index - b.index) };
}

/** Devices of PCIDEV lines with a MAP line that is a table. */
function mappedDevices(trace: Trace, catalogue: readonly DeviceDescription[]): FittingDevice[] {
  return trace.devices.flatMap((device) => {
    const mapping = tableMapping(trace, device);
    if (!mapping) return [];
    const bar = device.bars.find((b) => contains(b, mapping.address))!;
    const entries = mapping.length / 16;
    const table = { bar: bar.index, offset: mapping.address - bar.address };
    return [
      described(
        {
          id: device.id,
          slot: device.slot,
          bars: device.bars.map((b) => ({ ...b, address: b.address })),
          entries,
          table,
          pba: null,
        },
        catalogue,
      ),
    ];
  });
}

const contains = (bar: { kind?: string; address: number; size: number }, address: number): boolean =>
  bar.kind !== 'io' && address >= bar.address && address < bar.address + bar.size;

/**
 * The mapping of `device` that is its table: the driver core maps exactly 16 bytes an entry, first reads a vector
 * control, and masks every entry up to the last.
 */
export function tableMapping(trace: Trace, device: TracedDevice): TracedMapping | null {
  const inside = trace.mappings.filter(
    ({ address, length }) =>
      length % 16 === 0 &&
      length > 0 &&
      length <= LONGEST_TABLE &&
      address % 8 === 0 &&
      device.bars.some((bar) => contains(bar, address)),
  );
  const score = (m: TracedMapping) =>
    m.otherWrites > 0
      ? -1
      : (m.lastMasked ? 4 : 0) + (m.firstIsControl === true ? 2 : 0) + (m.length % PAGE === 0 ? 0 : 1);
  const best = inside.sort((a, b) => score(b) - score(a))[0];
  return best && score(best) >= 2 ? best : null;
}

function functionDevice(found: ConfigFunction, catalogue: readonly DeviceDescription[]): FittingDevice[] {
  const { table, entries, bdf, id, bars, pba } = found;
  if (!table || entries === null || !bars.some(({ index }) => index === table.bar)) return [];
  return [
    described(
      {
        id,
        slot: slotOf(bdf),
        bars: bars.map(({ index, address, wide }) => ({
          index,
          kind: 'memory' as const,
          address,
          size: null,
          width: wide ? (64 as const) : (32 as const),
          prefetchable: false,
        })),
        entries,
        table,
        pba,
      },
      catalogue,
    ),
  ];
}

interface Described {
  readonly id: string | null;
  readonly slot: string | null;
  readonly bars: DeviceDescription['bars'];
  readonly entries: number;
  readonly table: { readonly bar: number; readonly offset: number };
  readonly pba: { readonly bar: number; readonly offset: number } | null;
}

/** What a recording does not tell (the PBA's place, a name, BAR sizes) comes from the catalogue or is assumed. */
function described(found: Described, catalogue: readonly DeviceDescription[]): FittingDevice {
  const { id, slot, entries, table } = found;
  const known = catalogue.find(
    (item) =>
      item.id === id &&
      item.msix.entries === entries &&
      item.msix.table.bar === table.bar &&
      item.msix.table.offset === table.offset,
  );
  const end = table.offset + 16 * entries;
  const pba = found.pba ?? known?.msix.pba ?? { bar: table.bar, offset: Math.ceil(end / PAGE) * PAGE };
  const assumptions =
    found.pba || known
      ? []
      : [
          `The recording does not tell where the pending bits of ${id ?? 'the device'} are; they are taken to begin on the page after the table.`,
        ];
  const description: DeviceDescription = {
    id,
    slot,
    name: known?.name ?? `Device ${id ?? slot ?? 'of the recording'}`,
    bars: found.bars.map((bar) => ({
      ...bar,
      size: bar.size ?? known?.bars.find(({ index }) => index === bar.index)?.size ?? null,
    })),
    msix: { entries, table, pba, enabled: null, masked: null },
    registers: known?.registers ?? [],
  };
  return { description, from: 'recording', assumptions };
}

interface TablePlace {
  readonly lowest: number;
  readonly highest: number;
  readonly pba: number | null;
}

/** Regions that QEMU calls a table: one each, or a region of the Xen device model. */
function tablePlaces(trace: Trace): TablePlace[] {
  const pba = trace.sources.find(({ name }) => name === 'msix-pba');
  return trace.sources
    .filter(({ name, count }) => (name === 'msix-table' || name === 'xen-pci-pt-msix') && count > 0)
    .map(({ lowest, highest }) => ({ lowest, highest, pba: pba?.lowest ?? null }));
}

const chosenFor = (place: TablePlace, catalogue: readonly DeviceDescription[]): FittingDevice[] =>
  catalogue.flatMap((description) => {
    const device = atPlace(place, description);
    return device ? [{ ...device, from: 'catalogue' as const }] : [];
  });

/** `description` with its table on the page of `place`, if it can lie there. */
function atPlace(place: TablePlace, description: DeviceDescription): Omit<FittingDevice, 'from'> | null {
  const { table, entries } = description.msix;
  const within = table.offset % PAGE;
  const page = Math.floor(place.lowest / PAGE) * PAGE;
  const start = page + within;
  if (place.highest >= start + 16 * entries || place.lowest < start) return null;
  const address = start - table.offset;
  const bar = description.bars.find(({ index }) => index === table.bar);
  const step = Math.max(bar?.size ?? PAGE, 16);
  if (address < 0 || address % Math.min(step, PAGE) !== 0) return null;
  if (bar?.size != null && address % bar.size !== 0) return null;
  return {
    description: withBars(description, [{ index: table.bar, address }]),
    assumptions: [
      `The table was taken to begin at 0x${start.toString(16)}, where its page is accessed first.`,
    ],
  };
}

/** Whether any access falls into a memory BAR of the device. */
function isAccessed(trace: Trace, { bars }: DeviceDescription): boolean {
  const ranges = bars.filter((bar) => bar.kind === 'memory' && bar.address !== null);
  if (ranges.length === 0) return false;
  const { address, flags, length } = trace.accesses;
  for (let row = 0; row < length; row++) {
    if ((flags[row]! & PORT) !== 0) continue;
    const at = address[row]!;
    for (const { address: start, size } of ranges)
      if (at >= start! && at < start! + (size ?? PAGE * 16)) return true;
  }
  return false;
}

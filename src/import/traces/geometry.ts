/** Which devices with an MSI-X table a recording concerns, and where their BARs lie. */
import type { DeviceDescription } from '#model/device.ts';
import { hex } from '#model/base/hex.ts';
import { pbaBytes } from '#model/device.ts';
import { PORT } from './access-columns.ts';
import { sizedBars } from './bar-sizes.ts';
import { slotOf, type ConfigFunction } from './config-space.ts';
import { tablePlaces, type TablePlace } from './places.ts';
import type { Trace, TracedDevice, TracedMapping } from './trace.ts';

/** A device that fits a recording. */
export interface FittingDevice {
  readonly description: DeviceDescription;
  /** `region`: made up from the place of a table, of which the recording tells nothing else. */
  readonly from: 'given' | 'recording' | 'region' | 'catalogue';
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

const PAGE = 4096;
const LONGEST_TABLE = 2048 * 16;

/**
 * The devices of `trace`, found in this order: those of `given` (a pasted lspci, or one the user chose) that can be
 * placed; those the recording itself describes; failing that, for every place of a table, one made up from what is
 * accessed there and those of `catalogue` that would fit, of which the user has to choose.
 */
export function fittingDevices(
  trace: Trace,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
): FittingDevice[] {
  if (given.length > 0) {
    const known = given.flatMap((description) => withKnownAddresses(trace, description) ?? []);
    return known.length > 0 ? known : given.flatMap((description) => atSomePlace(trace, description) ?? []);
  }
  const own = [
    ...mappedDevices(trace, catalogue),
    ...trace.functions.flatMap((found) => functionDevice(trace, found, catalogue)),
  ];
  const accessed = own.filter(({ description }) => isAccessed(trace, description));
  if (accessed.length > 0) return accessed;
  return tablePlaces(trace).flatMap((place) => [
    ...madeUp(place),
    ...catalogue.flatMap((description) => {
      const device = atPlace(place, description);
      return device ? [{ ...device, from: 'catalogue' as const }] : [];
    }),
  ]);
}

/**
 * `description` with the addresses of this recording: its own, where they are accessed; else those of the recording's
 * device of the same slot or id.
 */
function withKnownAddresses(trace: Trace, description: DeviceDescription): FittingDevice | null {
  const { table } = description.msix;
  if (trace.relative)
    return {
      description: withOnly(description, table.bar, 0),
      from: 'given',
      assumptions: ['The recording has offsets: they are taken to be from the beginning of the table’s BAR.'],
    };
  if (isAccessed(trace, description)) return sized(trace, { description, from: 'given', assumptions: [] });
  const functions = trace.functions
    .filter(({ bars }) => bars.some(({ index }) => index === table.bar))
    .map((found) => ({ ...found, slot: slotOf(found.bdf) }));
  const alike = [...trace.devices, ...functions].filter(({ id }) => id !== null && id === description.id);
  const same = alike.find(({ slot }) => description.slot?.endsWith(slot) === true) ?? alike[0];
  if (!same) return null;
  const placed = withBars(description, same.bars);
  return isAccessed(trace, placed)
    ? sized(trace, { description: placed, from: 'given', assumptions: [] })
    : null;
}

/** `description` on the page of some table: a dom0 sees a device at other addresses than its guest. */
function atSomePlace(trace: Trace, description: DeviceDescription): FittingDevice | null {
  for (const place of tablePlaces(trace)) {
    const device = atPlace(place, description);
    if (device) return { ...device, from: 'given' };
  }
  return null;
}

/** The same with BAR sizes that were not told, as far as the accesses show them. */
function sized(trace: Trace, { description, from, assumptions }: FittingDevice): FittingDevice {
  const { table, pba, entries } = description.msix;
  const tableEnd = table.offset + 16 * entries;
  const reach = pba.bar === table.bar ? Math.max(tableEnd, pba.offset + pbaBytes(entries)) : tableEnd;
  const found = sizedBars(trace, description.bars, { bar: table.bar, reach });
  return {
    description: { ...description, bars: found.bars },
    from,
    assumptions: [...assumptions, ...found.assumptions],
  };
}

/** `description` with its table BAR at `address`; where its other BARs lie is not known. */
function withOnly(description: DeviceDescription, tableBar: number, address: number): DeviceDescription {
  const bars = description.bars.map((bar) => (bar.kind === 'memory' ? { ...bar, address: null } : bar));
  return withBars({ ...description, bars }, [{ index: tableBar, address }]);
}

function withBars(
  description: DeviceDescription,
  bars: readonly { readonly index: number; readonly address: number; readonly size?: number | null }[],
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

function functionDevice(
  trace: Trace,
  found: ConfigFunction,
  catalogue: readonly DeviceDescription[],
): FittingDevice[] {
  const { table, entries, bdf, id, bars, pba } = found;
  if (!table || entries === null || !bars.some(({ index }) => index === table.bar)) return [];
  const device = described(
    {
      id,
      slot: slotOf(bdf),
      bars: bars.map(({ index, address, wide, size }) => ({
        index,
        kind: 'memory' as const,
        address,
        size,
        width: wide ? (64 as const) : (32 as const),
        prefetchable: false,
      })),
      entries,
      table,
      pba,
    },
    catalogue,
  );
  return [sized(trace, device)];
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

/** `description` with its table on the page of `place`, if it can lie there. */
function atPlace(place: TablePlace, description: DeviceDescription): Omit<FittingDevice, 'from'> | null {
  const { table, entries } = description.msix;
  const start = pageOf(place.lowest) + (table.offset % PAGE);
  const end = start + 16 * entries;
  const [first, last] = place.exact ? [start, end - 1] : [pageOf(start), pageOf(end - 1) + PAGE - 1];
  if (place.lowest < first || place.highest > last) return null;
  const address = start - table.offset;
  const bar = description.bars.find(({ index }) => index === table.bar);
  const step = Math.max(bar?.size ?? PAGE, 16);
  if (address < 0 || address % Math.min(step, PAGE) !== 0) return null;
  if (bar?.size != null && address % bar.size !== 0) return null;
  return {
    description: withOnly(description, table.bar, address),
    assumptions: [
      `The recording does not tell where the device’s BARs are: the table was taken to begin at ${hex(start)}, on the page that is accessed.`,
    ],
  };
}

const pageOf = (address: number): number => Math.floor(address / PAGE) * PAGE;

/** A device of which only its table's accesses are known. */
function madeUp({ lowest, highest, exact, pba }: TablePlace): FittingDevice[] {
  if (!exact) return [];
  const address = pageOf(lowest);
  const entries = Math.floor((highest - address) / 16) + 1;
  const tableEnd = 16 * entries;
  const pbaAt = pba !== null && pba >= address + tableEnd ? pba - address : Math.ceil(tableEnd / PAGE) * PAGE;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2 * PAGE, pbaAt + pbaBytes(entries))));
  return [
    {
      description: {
        id: null,
        slot: null,
        name: `The table at ${hex(address)}`,
        bars: [{ index: 0, kind: 'memory', address, size, width: null, prefetchable: false }],
        msix: {
          entries,
          table: { bar: 0, offset: 0 },
          pba: { bar: 0, offset: pbaAt },
          enabled: null,
          masked: null,
        },
        registers: [],
      },
      from: 'region',
      assumptions: [
        `The recording does not tell the device: its table is taken to begin at ${hex(address)} and to have ${entries} entries, as many as are accessed${pba === null ? ', and its pending bits to be on the page after it' : ''}.`,
      ],
    },
  ];
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

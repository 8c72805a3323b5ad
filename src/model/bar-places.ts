/** Where the memory BARs of a device lie: where the source told no address, one is assumed that no other BAR has. */
import type { Bar, DeviceDescription } from './device.ts';

/** A memory BAR besides the table's. */
export interface BarPlace {
  readonly index: number;
  /** Bytes from the table BAR's start to this one's; negative when it lies below. */
  readonly start: number;
  /** True when the source did not tell both addresses, and the distance is our own choice. */
  readonly assumed: boolean;
}

interface Taken {
  readonly start: number;
  readonly end: number;
}

const ASSUMED_BASE = 0xf2000000;
/** Assumed places begin at multiples of this, so that BARs stand apart on the map. */
const APART = 0x100000;
const PAGE = 4096;

/** Address of the table BAR, `size` bytes long: told, or assumed where no other BAR lies. */
export function tableBase(device: DeviceDescription, size: number): number {
  const own = device.bars.find(({ index }) => index === device.msix.table.bar);
  return addressOf(own) ?? freePlace(toldPlaces(device), ASSUMED_BASE, size);
}

/**
 * The other memory BARs with their distances, in the order of the device. None when the table is said to be in I/O
 * ports, which is another space. `pbaReach` is the least size of the PBA's BAR that holds the PBA.
 */
export function barPlaces(
  device: DeviceDescription,
  table: { readonly base: number; readonly size: number },
  pbaReach: number,
): BarPlace[] {
  const { bars, msix } = device;
  const own = bars.find(({ index }) => index === msix.table.bar);
  if (own?.kind !== 'memory') return [];
  const taken = [...toldPlaces(device), { start: table.base, end: table.base + table.size }];
  return bars
    .filter((bar) => bar.kind === 'memory' && bar.index !== msix.table.bar)
    .map((bar) => {
      const told = addressOf(bar);
      const size = Math.max(bar.size ?? PAGE, bar.index === msix.pba.bar ? pbaReach : 0);
      const address = told ?? freePlace(taken, table.base + table.size, size);
      if (told === null) taken.push({ start: address, end: address + size });
      return {
        index: bar.index,
        start: address - table.base,
        assumed: told === null || addressOf(own) === null,
      };
    });
}

/** An address in memory that the source told, or null. */
function addressOf(bar: Bar | undefined): number | null {
  return bar?.kind === 'memory' ? bar.address : null;
}

function toldPlaces({ bars, msix }: DeviceDescription): Taken[] {
  return bars.flatMap((bar) => {
    const start = addressOf(bar);
    return start === null || bar.index === msix.table.bar
      ? []
      : [{ start, end: start + Math.max(bar.size ?? 0, PAGE) }];
  });
}

/** The first address from `from` on for `size` bytes, aligned as a BAR is, on pages that nothing of `taken` is on. */
function freePlace(taken: readonly Taken[], from: number, size: number): number {
  const step = Math.max(APART, 2 ** Math.ceil(Math.log2(Math.max(1, size))));
  const above = (address: number) => Math.ceil(address / step) * step;
  // A large BAR begins below the usual place, so that a 32-bit one still has an address.
  const below = Math.floor(from / step) * step;
  let at = from === ASSUMED_BASE && below > 0 ? below : above(from);
  for (;;) {
    const end = at + Math.max(size, PAGE);
    const clash = taken.filter((other) => at < other.end + PAGE && other.start - PAGE < end);
    if (clash.length === 0) return at;
    at = above(Math.max(...clash.map((other) => other.end + PAGE)));
  }
}

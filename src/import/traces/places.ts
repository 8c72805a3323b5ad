/** Where a recording that does not name its devices shows the page of an MSI-X table. */
import { MEMORY_FLOOR, PORT, REQUEST } from './access-columns.ts';
import type { Trace, TraceSource } from './trace.ts';

const PAGE = 4096;
/** Bytes. */
const LONGEST_ACCESS = 8;
/** Pointers of a device's table and PBA regions are this close in QEMU's memory. */
const SAME_DEVICE = 0x1000;

export interface TablePlace {
  /** Addresses accessed, the first and the last byte's. */
  readonly lowest: number;
  readonly highest: number;
  /** Only the table is accessed there; otherwise its whole pages are. */
  readonly exact: boolean;
  /** Lowest address accessed in the PBA of the same device, or null. */
  readonly pba: number | null;
}

/**
 * Regions that QEMU calls a table; the pages that the Xen device model intercepts; failing both, the pages for which
 * Xen asked the device model, or which it did not find mapped.
 */
export function tablePlaces(trace: Trace): TablePlace[] {
  const regions = trace.sources.filter(({ count }) => count > 0);
  const tables = regions.filter(({ name }) => name === 'msix-table');
  if (tables.length > 0)
    return tables.map((table) => ({
      lowest: table.lowest,
      highest: table.highest,
      exact: true,
      pba: pbaOf(table, regions),
    }));
  const intercepted = regions.filter(({ name }) => name === 'xen-pci-pt-msix');
  if (intercepted.length > 0)
    return intercepted.map(({ lowest, highest }) => ({ lowest, highest, exact: false, pba: null }));
  return clusters(trace.producer === 'xenalyze' ? trace.xen.map(({ address }) => address) : requested(trace));
}

function pbaOf({ key, lowest }: TraceSource, regions: readonly TraceSource[]): number | null {
  const near = regions.filter(
    (region) =>
      region.name === 'msix-pba' &&
      key !== null &&
      region.key !== null &&
      Math.abs(region.key - key) < SAME_DEVICE,
  );
  const [first] = near.sort((a, b) => Math.abs(a.lowest - lowest) - Math.abs(b.lowest - lowest));
  return first?.lowest ?? null;
}

function requested({ accesses: { length, address, flags } }: Trace): number[] {
  const found: number[] = [];
  for (let row = 0; row < length; row++)
    if ((flags[row]! & (PORT | REQUEST)) === REQUEST && address[row]! >= MEMORY_FLOOR)
      found.push(address[row]!);
  return found;
}

/** Runs of neighbouring pages among `addresses`. */
function clusters(addresses: readonly number[]): TablePlace[] {
  const found: { lowest: number; highest: number; exact: false; pba: null }[] = [];
  const sorted = withoutOverhang([...addresses].sort((a, b) => a - b));
  for (const address of sorted) {
    const last = found.at(-1);
    if (last && Math.floor(address / PAGE) - Math.floor(last.highest / PAGE) <= 1) last.highest = address;
    else found.push({ lowest: address, highest: address, exact: false, pba: null });
  }
  return found;
}

/**
 * `sorted` without pages of which only the bytes at the border of an accessed page are accessed: they show the part of
 * a longer access that reaches beyond the table’s page.
 */
function withoutOverhang(sorted: readonly number[]): readonly number[] {
  const pages = new Map<number, number[]>();
  for (const address of sorted) {
    const page = Math.floor(address / PAGE);
    const own = pages.get(page);
    if (own) own.push(address);
    else pages.set(page, [address]);
  }
  const isOverhang = (page: number, own: readonly number[]): boolean =>
    (pages.has(page + 1) && own[0]! % PAGE >= PAGE - LONGEST_ACCESS) ||
    (pages.has(page - 1) && own.at(-1)! % PAGE < LONGEST_ACCESS);
  const kept = [...pages].flatMap(([page, own]) => (isOverhang(page, own) ? [] : own));
  return kept.length > 0 ? kept : sorted;
}

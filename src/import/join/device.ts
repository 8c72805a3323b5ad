/** The device of a join, as far as the recordings tell it. */
import type { DeviceDescription } from '#model/device.ts';
import { MEMORY_FLOOR } from '#import/traces/access-columns.ts';
import { fittingDevices } from '#import/traces/geometry.ts';
import type { Trace } from '#import/traces/trace.ts';
import type { Facts } from './facts.ts';

const PAGE = 4096;
const ENTRIES_ON_A_PAGE = 256;

export interface JoinDevice {
  readonly description: DeviceDescription;
  /** What the recordings do not tell and was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

/**
 * The devices that the joined accesses can be of, the best founded first: given by the user, described by either
 * recording (the driver read configuration space), or else made up from the page QEMU intercepts, once for every
 * place at which the table could end.
 */
export function joinDevices(
  facts: Facts,
  xen: Trace,
  log: Trace,
  hardware: Trace | null,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
): JoinDevice[] {
  const fitting = [...fittingDevices(log, given, catalogue), ...fittingDevices(xen, given, catalogue)];
  const found = fitting.filter(({ from }) => from !== 'catalogue');
  if (found.length > 0) return found.slice(0, 1);
  const page = tablePage(facts, log);
  if (page === null) return [];
  const told = new Set(
    [...log.functions, ...xen.functions].flatMap(({ entries, table }) =>
      entries !== null && table ? [entries] : [],
    ),
  );
  const bounds = told.size === 1 ? [...told] : tableBounds(facts, page, hardware);
  return bounds.map((entries) => madeUp(page, entries, bounds.length === 1));
}

/** The page that QEMU intercepts, or else the one with most accesses. */
function tablePage(facts: Facts, log: Trace): number | null {
  const region = log.sources.find(({ name, count }) => name === 'xen-pci-pt-msix' && count > 0);
  if (region) return Math.floor(region.lowest / PAGE);
  const counts = new Map<number, number>();
  for (const { address } of facts.accesses) {
    const page = Math.floor(address / PAGE);
    counts.set(page, (counts.get(page) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Numbers of entries that would each treat some access differently, the most likely first. */
function tableBounds(facts: Facts, page: number, hardware: Trace | null): number[] {
  let least = 1;
  let most = ENTRIES_ON_A_PAGE;
  for (const { name, lowest, highest, count } of hardware?.sources ?? []) {
    if (count === 0 || lowest < MEMORY_FLOOR) continue;
    if (name === 'msix-table') least = Math.max(least, Math.floor((highest % PAGE) / 16) + 1);
    // Pending bits that begin a page are on a page of their own, for the table begins its page too.
    if (name === 'msix-pba' && lowest % PAGE >= 16) most = Math.min(most, Math.floor((lowest % PAGE) / 16));
  }
  const slots = new Set([least]);
  for (const { address } of facts.accesses) {
    const offset = address - page * PAGE;
    if (offset < 0 || offset >= PAGE) continue;
    const entry = Math.floor(offset / 16);
    for (const entries of [entry, entry + 1])
      if (entries >= least && entries <= Math.max(least, most)) slots.add(entries);
  }
  return [...slots].sort((a, b) => b - a);
}

function madeUp(page: number, entries: number, isCertain: boolean): JoinDevice {
  const size = 2 * PAGE;
  return {
    description: {
      id: null,
      slot: null,
      name: 'Device of the recording',
      bars: [{ index: 0, kind: 'memory', address: page * PAGE, size, width: null, prefetchable: false }],
      msix: {
        entries,
        table: { bar: 0, offset: 0 },
        pba: { bar: 0, offset: PAGE },
        enabled: null,
        masked: null,
      },
      registers: [],
    },
    assumptions: isCertain
      ? []
      : [
          `The recordings do not tell the device: its table is taken to begin with the page at 0x${(page * PAGE).toString(16)} and to have ${entries} entries, the largest number with which the model agrees best. Give --lspci or --device to be exact.`,
        ],
  };
}

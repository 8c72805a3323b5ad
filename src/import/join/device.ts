/** The device of a join, as far as the recordings tell it. */
import { listOf } from '#import/diagnostics.ts';
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { DeviceDescription } from '#model/device.ts';
import { MEMORY_FLOOR } from '#import/traces/access-columns.ts';
import { fittingDevices } from '#import/traces/geometry.ts';
import type { Trace } from '#import/traces/trace.ts';
import type { Facts } from './facts.ts';
import { firstRegister } from './hardware.ts';

const PAGE = 4096;
const ENTRIES_ON_A_PAGE = 256;

export interface JoinDevice {
  readonly description: DeviceDescription;
  /** What the recordings do not tell and was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

/**
 * The devices that the joined accesses can be of: those given by the user, placed where either recording shows a
 * table; or described by a recording (the driver read configuration space); or else made up from the page QEMU
 * intercepts, once for every place at which the table could end. Fails when none of the given ones can be placed.
 */
export function joinDevices(
  facts: Facts,
  xen: Trace,
  log: Trace,
  hardware: Trace | null,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
): Result<JoinDevice[]> {
  if (given.length > 0) {
    const inLog = fittingDevices(log, given, []);
    const placed = inLog.length > 0 ? inLog : fittingDevices(xen, given, []);
    return placed.length > 0
      ? success(placed.map((device) => oneOf(device, placed.length)))
      : failure(notPlaced(facts, given));
  }
  const told = [...fittingDevices(log, [], catalogue), ...fittingDevices(xen, [], catalogue)];
  const own = told.find(({ from }) => from === 'recording');
  if (own) return success([own]);
  const page = tablePage(facts, log);
  if (page === null) return success([]);
  const sizes = new Set(
    [...log.functions, ...xen.functions].flatMap(({ entries, table }) =>
      entries !== null && table ? [entries] : [],
    ),
  );
  const bounds = sizes.size === 1 ? [...sizes] : tableBounds(facts, page, hardware);
  return success(bounds.map((entries) => madeUp(page, entries, bounds.length === 1)));
}

/** One of several given devices that fit: the model decides, and that is said. */
const oneOf = ({ description, assumptions }: JoinDevice, count: number): JoinDevice => ({
  description,
  assumptions:
    count === 1
      ? assumptions
      : [
          ...assumptions,
          `${count} of the given devices can be the one; taken is ${description.slot ?? description.id ?? description.name}, the first with which the model agrees best.`,
        ],
});

function notPlaced({ pages }: Facts, given: readonly DeviceDescription[]): string {
  const names = given.map(({ slot, id, name }) => slot ?? id ?? name);
  const shown = pages.map((page) => hex(page * PAGE));
  return `The recordings cannot be of ${listOf(names)}: its table does not fit the ${shown.length === 1 ? 'page' : 'pages'} that are accessed (${shown.length === 0 ? 'there is none' : listOf(shown)}).`;
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
  if (hardware) most = Math.min(most, Math.floor(firstRegister(facts.accesses, page, hardware) / 16));
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

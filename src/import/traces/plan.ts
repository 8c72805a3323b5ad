/** A recording and a device → what the replay needs, with what had to be assumed said in sentences. */
import { layoutOf, type Layout } from '#model/layout.ts';
import type { ConfigChange } from '#model/replay/access-source.ts';
import type { ReplayPlan } from '#model/replay/replay.ts';
import type { DeviceDescription } from '#model/device.ts';
import { WRITE } from './access-columns.ts';
import { slotOf } from './config-space.ts';
import { tableMapping } from './geometry.ts';
import { assignRegions, type Assignment } from './regions.ts';
import type { Trace } from './trace.ts';

export interface PlannedDevice {
  readonly plan: ReplayPlan;
  readonly counts: Assignment['counts'];
  readonly assumptions: readonly string[];
}

/** A recording made ready for `devices`. */
export interface PlannedTrace {
  readonly assignment: Assignment;
  readonly devices: readonly PlannedDevice[];
}

/** One plan for each of `devices`, which must not overlap. At most 255 of them. */
export function planReplay(trace: Trace, devices: readonly DeviceDescription[]): PlannedTrace {
  const layouts = devices.map(layoutOf);
  const assignment = assignRegions(trace.accesses, layouts);
  const planned = layouts.map((layout, n): PlannedDevice => {
    const { rows, counts } = assignment.devices[n]!;
    const { config, assumptions } = configOf(trace, layout, rows, devices.length === 1);
    const plan: ReplayPlan = {
      source: trace.accesses,
      layout,
      rows,
      messages: assignment.messages,
      config,
      repeats: trace.repeats,
      start: [],
    };
    return { plan, counts, assumptions };
  });
  return { assignment, devices: planned };
}

interface Config {
  readonly config: readonly ConfigChange[];
  readonly assumptions: readonly string[];
}

function configOf(trace: Trace, layout: Layout, rows: Uint32Array, isOnly: boolean): Config {
  const { slot, msix } = layout.device;
  const short = slot === null ? null : slot.replace(/^[0-9a-f]{4,8}:(?=[0-9a-f]{2}:)/, '');
  const own = trace.config.filter(
    ({ bdf, entries }) =>
      (short !== null && slotOf(bdf) === short) || (short === null && isOnly && entries === msix.entries),
  );
  if (own.length > 0) {
    const first = own[0]!;
    // Message Control that is written for the first time with MSI-X enabled was off before, or masked as a whole.
    return {
      config: own,
      assumptions: first.enabled ? [] : [before(slot)],
      ...withStart(own, first.enabled),
    };
  }
  const device = trace.devices.find(({ slot: s }) => s === short);
  const mapped = device ? mappedConfig(trace, layout, rows) : null;
  if (mapped) return mapped;
  return {
    config: [{ row: 0, enabled: true, maskall: false }],
    assumptions: [
      `The recording does not show configuration space of ${slot ?? layout.device.name}: MSI-X is taken to be enabled from the start.`,
    ],
  };
}

const before = (slot: string | null): string =>
  `The recording begins with MSI-X of ${slot ?? 'the device'} enabled: what was programmed before is not known.`;

function withStart(own: readonly ConfigChange[], startsOff: boolean): Partial<Config> {
  return startsOff ? {} : { config: [{ row: 0, enabled: true, maskall: false }, ...own] };
}

/** Linux enables with Function Mask before it maps the table, and drops the mask once every entry is masked. */
function mappedConfig(trace: Trace, layout: Layout, rows: Uint32Array): Config | null {
  const device = trace.devices.find(({ slot }) => slot === layout.device.slot);
  const table = device ? tableMapping(trace, device) : null;
  if (!table) return null;
  const all = trace.mappings.filter(
    ({ address, length }) => address === table.address && length === table.length,
  );
  const { address, flags, lo } = trace.accesses;
  const lastControl = layout.base + layout.tableEnd - 4;
  const config: ConfigChange[] = [];
  for (const { fromRow, untilRow } of all) {
    config.push({ row: fromRow, enabled: true, maskall: true });
    let release = untilRow;
    for (const row of rows) {
      if (row < fromRow || (flags[row]! & WRITE) === 0) continue;
      if (row >= untilRow) break;
      if (address[row] === lastControl && lo[row] === 1) {
        release = row + 1;
        break;
      }
      const offset = address[row]! - layout.base - layout.tableStart;
      if (offset >= 0 && offset < 16 * layout.entries && offset % 16 === 12 && (lo[row]! & 1) === 0) {
        release = row;
        break;
      }
    }
    config.push({ row: release, enabled: true, maskall: false });
    config.push({ row: untilRow, enabled: false, maskall: false });
  }
  return {
    config,
    assumptions: [
      `mmiotrace does not show configuration space: MSI-X is taken to be enabled, with Function Mask, when the table is mapped, the mask to be dropped after the last entry has been masked, and MSI-X disabled when the table is unmapped, as Linux does.`,
    ],
  };
}

/**
 * Several recordings of one run → facts about each access, and where a design of the model would differ. See the
 * README beside this file for what is proven by what, and for differences that are known.
 */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { slotOf } from '#import/traces/config-space.ts';
import type { Trace } from '#import/traces/trace.ts';
import { joinDevices, type JoinDevice } from './device.ts';
import { joinFacts, type Facts } from './facts.ts';
import { guestFacts, type GuestFacts } from './guest.ts';
import { hardwareFacts, type HardwareFacts } from './hardware.ts';
import type { JoinedAccess } from './joined-access.ts';
import { runModel, type ModelRun, type PlacedConfig } from './model-run.ts';
import { StartSearch, type StatedStart } from './start-search.ts';
import type { StartState } from './start-state.ts';

export interface JoinInput {
  /** `xenalyze -a`. */
  readonly xen: Trace;
  /** The device model's log. */
  readonly log: Trace;
  /** The log of the emulated hardware below Xen. */
  readonly hardware: Trace | null;
  /** The guest's own mmiotrace. */
  readonly guest?: Trace | null;
  /** Devices that it can be of; none: the recordings tell. */
  readonly devices: readonly DeviceDescription[];
  /** Tells what a recording leaves open about a device that it names. */
  readonly catalogue: readonly DeviceDescription[];
  /** Entries with bound vectors when the recording begins; null: found out. */
  readonly bound?: StatedStart | null;
}

export interface Join {
  readonly facts: Facts;
  readonly hardware: HardwareFacts | null;
  readonly guest: GuestFacts | null;
  readonly device: JoinDevice | null;
  readonly layout: Layout | null;
  readonly start: StartState | null;
  /** Every start state found that fits as well, `start` first. */
  readonly starts: readonly StartState[];
  readonly model: ModelRun | null;
}

/** Joins the recordings, and compares them with `design`. Fails when a side is not of the kind it has to be. */
export function joinRun(input: JoinInput, design: Design): Result<Join> {
  const problem = problemWith(input);
  if (problem !== null) return failure(problem);
  const { xen, log, hardware } = input;
  const joined = joinFacts(xen, log, null);
  const guest = input.guest ? guestFacts(joined.accesses, input.guest) : null;
  const facts = guest ? { ...joined, accesses: guest.accesses } : joined;
  const candidates = joinDevices(facts, xen, log, hardware, input.devices, input.catalogue);
  if (!candidates.ok) return candidates;
  const tried = candidates.value.map((device) => tryDevice(input, facts, device, design));
  const stated = input.bound?.find((entry) => tried.every(({ layout }) => entry >= layout.entries));
  if (stated !== undefined && tried.length > 0)
    return failure(
      `Entry ${stated} cannot have been bound: the table has ${Math.max(...tried.map(({ layout }) => layout.entries))} entries.`,
    );
  const [first, ...others] = tried;
  const nothing = { facts, guest, device: null, layout: null, start: null, starts: [], model: null };
  if (!first)
    return success({ ...nothing, hardware: hardware && hardwareFacts(facts.accesses, hardware, null) });
  const best = others.reduce(
    (so, one) => (one.model.disagreements.length < so.model.disagreements.length ? one : so),
    first,
  );
  const { search, start, model, device, layout } = best;
  const starts = input.bound ? [start] : search.alike({ start, model });
  return success({ facts, guest, hardware: best.hardware, device, layout, start, starts, model });
}

function problemWith({ xen, log, hardware, guest }: JoinInput): string | null {
  if (xen.producer !== 'xenalyze') return 'The first recording has to be what xenalyze -a prints.';
  if (log.producer !== 'qemu') return 'The second recording has to be the log of the device model (QEMU).';
  if (hardware && hardware.producer !== 'qemu')
    return 'The hardware’s recording has to be a log of memory_region_ops events (QEMU).';
  if (guest && guest.producer !== 'mmiotrace') return 'The guest’s recording has to be an mmiotrace.';
  const stopped = xen.messages.find(({ code }) => code === 'svm-mode');
  return stopped ? `Xen’s recording cannot be used. ${stopped.message}` : null;
}

function tryDevice(input: JoinInput, { accesses }: Facts, device: JoinDevice, design: Design) {
  const layout = layoutOf(device.description);
  const hardware = input.hardware && hardwareFacts(accesses, input.hardware, layout);
  const facts = {
    accesses,
    hardware: hardware?.facts ?? [],
    config: placedConfig(input, accesses, device.description),
  };
  const search = new StartSearch(accesses, layout, (start) => runModel(facts, layout, design, start));
  const found = input.bound ? search.stated(input.bound) : search.best();
  return { device, layout, hardware, search, ...found };
}

/** Changes of Message Control, by Xen's recording where it has them, by the device model's log otherwise. */
function placedConfig(
  { xen, log }: JoinInput,
  accesses: readonly JoinedAccess[],
  { slot, msix }: DeviceDescription,
): PlacedConfig[] {
  const own = (trace: Trace) =>
    trace.config.filter(({ bdf, entries }) =>
      slot === null ? entries === msix.entries : slot.endsWith(slotOf(bdf)) || entries === msix.entries,
    );
  const inXen = own(xen);
  const inLog = own(log);
  const useXen = inXen.length >= inLog.length;
  return (useXen ? inXen : inLog).map((change) => {
    const before = accesses.findIndex((access) =>
      useXen
        ? access.xen !== null && access.xen.row >= change.row
        : access.request !== null && access.request.row >= change.row,
    );
    return { ...change, before: before < 0 ? accesses.length : before };
  });
}

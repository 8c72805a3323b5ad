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
import { joinFacts, type Facts, type JoinedAccess } from './facts.ts';
import { guestFacts, type GuestFacts } from './guest.ts';
import { hardwareFacts, type HardwareFacts } from './hardware.ts';
import { runModel, type ModelRun, type PlacedConfig } from './model-run.ts';
import { startState, type Before, type StartState } from './start-state.ts';

export interface JoinInput {
  /** `xenalyze -a`. */
  readonly xen: Trace;
  /** The device model's log. */
  readonly log: Trace;
  /** The log of the emulated hardware below Xen. */
  readonly hardware: Trace | null;
  /** The guest's own mmiotrace. */
  readonly guest?: Trace | null;
  readonly devices: readonly DeviceDescription[];
  readonly catalogue: readonly DeviceDescription[];
}

export interface Join {
  readonly facts: Facts;
  readonly hardware: HardwareFacts | null;
  readonly guest: GuestFacts | null;
  readonly device: JoinDevice | null;
  readonly layout: Layout | null;
  readonly start: StartState | null;
  readonly model: ModelRun | null;
}

/** Rounds in which a start state is made to fit what the recording shows. */
const MOST_ROUNDS = 40;

/** Joins the recordings, and compares them with `design`. Fails when a side is not of the kind it has to be. */
export function joinRun(input: JoinInput, design: Design): Result<Join> {
  const { xen, log, hardware } = input;
  if (xen.producer !== 'xenalyze') return failure('The first recording has to be what xenalyze -a prints.');
  if (log.producer !== 'qemu')
    return failure('The second recording has to be the log of the device model (QEMU).');
  if (hardware && hardware.producer !== 'qemu')
    return failure('The hardware’s recording has to be a log of memory_region_ops events (QEMU).');
  const joined = joinFacts(xen, log, null);
  const guest = input.guest ? guestFacts(joined.accesses, input.guest) : null;
  const facts = guest ? { ...joined, accesses: guest.accesses } : joined;
  const candidates = joinDevices(facts, xen, log, hardware, input.devices, input.catalogue);
  let best: { device: JoinDevice; layout: Layout; start: StartState; model: ModelRun } | null = null;
  for (const device of candidates) {
    const layout = layoutOf(device.description);
    const config = placedConfig(input, facts.accesses, device.description);
    const found = bestStart(facts.accesses, config, layout, design);
    if (!best || found.model.disagreements.length < best.model.disagreements.length)
      best = { device, layout, ...found };
  }
  return success({
    facts,
    guest,
    hardware: hardware ? hardwareFacts(facts.accesses, hardware, best?.layout ?? null) : null,
    device: best?.device ?? null,
    layout: best?.layout ?? null,
    start: best?.start ?? null,
    model: best?.model ?? null,
  });
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

interface Started {
  readonly start: StartState;
  readonly model: ModelRun;
}

/**
 * A recording can begin in any state. Tried are: nothing done before, a driver unloaded before, and a loaded one whose
 * bound entries are those that Xen's own handling gives away; the first that agrees best is taken.
 */
function bestStart(
  accesses: readonly JoinedAccess[],
  config: readonly PlacedConfig[],
  layout: Layout,
  design: Design,
): Started {
  const attempt = (before: Before, bound: readonly number[]): Started => {
    const start = startState(layout, before, bound, accesses);
    return { start, model: runModel(accesses, config, layout, design, start) };
  };
  let best = attempt('nothing', []);
  const consider = (found: Started) => {
    if (found.model.disagreements.length < best.model.disagreements.length) best = found;
  };
  if (best.model.disagreements.length === 0) return best;
  consider(attempt('unloaded', []));
  consider(attempt('unloaded-counted', []));
  const tried = new Set<number>();
  let bound: number[] = [];
  for (let round = 0; round < MOST_ROUNDS && best.model.disagreements.length > 0; round++) {
    const current = round === 0 ? attempt('nothing', []) : attempt('loaded', bound);
    consider(current);
    const wanted = current.model.disagreements
      .filter(({ kind, model }) => kind === 'forwarding' && model.startsWith('goes'))
      .map(({ index }) => entryOf(accesses[index]!, layout))
      .find((entry) => !tried.has(entry));
    if (wanted === undefined) break;
    tried.add(wanted);
    bound = [...bound, wanted];
  }
  return best;
}

/** The entry of an access; a register next to the table stands for the last one, which is the least in the way. */
function entryOf({ address }: JoinedAccess, layout: Layout): number {
  const entry = Math.floor((address - layout.base - layout.tableStart) / 16);
  return entry >= 0 && entry < layout.entries ? entry : layout.entries - 1;
}

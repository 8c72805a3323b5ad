/** The sides of one run, told apart by content and joined. */
import type { JoinDevice } from '#import/join/device.ts';
import { joinFacts } from '#import/join/facts.ts';
import { guestFacts } from '#import/join/guest.ts';
import { joinRun, type Join } from '#import/join/join.ts';
import { joinedTrace, planFromStart } from '#import/join/joined-plan.ts';
import { joinReport, verdictOf, type JoinReport } from '#import/join/report.ts';
import { REQUEST } from '#import/traces/access-columns.ts';
import type { PlannedDevice } from '#import/traces/plan.ts';
import { PRODUCER_TITLES, type Trace } from '#import/traces/trace.ts';
import type { Step } from '#model/access.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { Design } from '#model/context.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';

export type SideName = 'xen' | 'log' | 'hardware' | 'guest';

/** Names of the files by what they are. */
export type JoinedSides = Readonly<Partial<Record<SideName, string>>>;

export interface JoinRequest {
  readonly designId: string;
  /** The device to take, where the recordings do not tell; null: what they tell. */
  readonly device: DeviceDescription | null;
  /** Entries bound at the start; null: found out. */
  readonly bound: readonly number[] | null;
}

export interface JoinAnswer {
  readonly report: JoinReport;
  readonly verdict: string;
  /** The device that it was compared with, or null. */
  readonly device: JoinDevice | null;
}

export interface JoinedOpening {
  readonly device: DeviceDescription;
  readonly steps: readonly Step[];
  /** What the steps cannot set up, in a sentence; null when they set up everything. */
  readonly remark: string | null;
}

export class JoinedRun {
  /** Xen's recording, with what the others tell of its accesses. */
  readonly trace: Trace;
  readonly sides: JoinedSides;
  private readonly traces: Readonly<Partial<Record<SideName, Trace>>>;
  private readonly catalogue: readonly DeviceDescription[];
  private last: Join | null = null;

  private constructor(
    traces: Readonly<Partial<Record<SideName, Trace>>>,
    sides: JoinedSides,
    catalogue: readonly DeviceDescription[],
  ) {
    this.traces = traces;
    this.sides = sides;
    this.catalogue = catalogue;
    const { xen, log, guest } = traces;
    const { accesses } = joinFacts(xen!, log!, null);
    this.trace = joinedTrace(xen!, guest ? guestFacts(accesses, guest).accesses : accesses);
  }

  /** `traces` in any order; fails when they are not the sides of one run. */
  static of(
    traces: readonly Trace[],
    names: readonly string[],
    catalogue: readonly DeviceDescription[],
  ): Result<JoinedRun> {
    const found: Partial<Record<SideName, Trace>> = {};
    const sides: Partial<Record<SideName, string>> = {};
    for (const [n, trace] of traces.entries()) {
      const side = sideOf(trace);
      const name = names[n]!;
      if (side === null)
        return failure(
          `“${name}” is ${PRODUCER_TITLES[trace.producer]}, which cannot be joined. Open it alone.`,
        );
      if (found[side])
        return failure(
          `“${sides[side]!}” and “${name}” are both ${SIDE_TITLES[side]}; only one of a kind can be joined.`,
        );
      found[side] = trace;
      sides[side] = name;
    }
    if (!found.xen || !found.log)
      return failure(
        `To join files, one has to be ${SIDE_TITLES.xen} and one ${SIDE_TITLES.log}; ${found.xen ? SIDE_TITLES.log : SIDE_TITLES.xen} is missing. Open one file alone to look at it.`,
      );
    return success(new JoinedRun(found, sides, catalogue));
  }

  report({ designId, device, bound }: JoinRequest): Result<JoinAnswer> {
    const design = designById(designId);
    if (!design.ok) return design;
    const join = this.join(design.value, device, bound);
    if (!join.ok) return join;
    this.last = join.value;
    const report = joinReport(join.value, design.value);
    return success({ report, verdict: verdictOf(report, design.value.title), device: join.value.device });
  }

  /** `planned` for `request.device` from the start that fits the facts best; as it is where none is found. */
  planFrom(planned: PlannedDevice, { designId, device, bound }: JoinRequest): PlannedDevice {
    const design = designById(designId);
    const join = design.ok ? this.join(design.value, device, bound) : design;
    return join.ok ? planFromStart(planned, join.value) : planned;
  }

  private join(
    design: Design,
    device: DeviceDescription | null,
    bound: readonly number[] | null,
  ): Result<Join> {
    const { xen, log, hardware = null, guest = null } = this.traces;
    const { catalogue } = this;
    const devices = device ? [device] : [];
    return joinRun({ xen: xen!, log: log!, hardware, guest, devices, catalogue, bound }, design);
  }

  open(index: number): Result<JoinedOpening> {
    const { device, start, model } = this.last ?? {};
    if (!device || !start || !model) return failure('Nothing was compared with the model.');
    const steps = [...start.steps, ...model.script.slice(0, (model.places[index] ?? -1) + 1)];
    return success({
      device: device.description,
      steps,
      remark:
        start.extraReferences > 0
          ? 'That Xen’s record of the table has one reference too many cannot be set up by steps: the state is otherwise the same.'
          : null,
    });
  }
}

export const SIDE_TITLES: Readonly<Record<SideName, string>> = {
  xen: 'what xenalyze -a prints',
  log: 'a device model’s log of requests',
  hardware: 'a log of the hardware’s memory regions',
  guest: 'the guest’s mmiotrace',
};

function sideOf({ producer, accesses }: Trace): SideName | null {
  switch (producer) {
    case 'xenalyze':
      return 'xen';
    case 'mmiotrace':
      return 'guest';
    case 'qemu':
      return accesses.flags.some((bits) => (bits & REQUEST) !== 0) ? 'log' : 'hardware';
    case 'csv':
      return null;
    default:
      return producer satisfies never;
  }
}

/** Reads recordings and replays them away from the page: progress and counts come out, accesses only on request. */
import { transfer } from 'comlink';
import { fittingDevices, type FittingDevice } from '#import/traces/geometry.ts';
import { planReplay } from '#import/traces/plan.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { heatOf, type PageHeat } from '#model/replay/heat.ts';
import { nearWritesOf } from '#model/replay/near-writes.ts';
import { openingOf, stretchOf, type Opening } from '#model/replay/opening.ts';
import { partingsOf, type Partings } from '#model/replay/parting.ts';
import { outcomeCounts, Replay } from '#model/replay/replay.ts';
import { Search, type TraceQuery } from '#model/replay/search.ts';
import { arisen, type ViewChanges } from '#model/replay/view-log.ts';
import type { MachineState } from '#model/state.ts';
import { serve } from './serve.ts';
import { JoinedRun, type JoinRequest, type JoinedSides } from './trace-join.ts';
import { readFile, TELL_EVERY, type TraceProgress } from './trace-reading.ts';
import { positionOfLine, rowsOf, type AccessRows } from './trace-rows.ts';

export interface TraceSummary {
  readonly trace: Pick<
    Trace,
    | 'producer'
    | 'lines'
    | 'accessLines'
    | 'contextLines'
    | 'notUnderstoodLines'
    | 'context'
    | 'notUnderstood'
    | 'messages'
  >;
  readonly accesses: number;
  /** Devices that fit the recording by itself, then those of the page that do; the user chooses where they come from the catalogue and are several. */
  readonly devices: readonly FittingDevice[];
  /** Which files were joined, or null. */
  readonly sides: JoinedSides | null;
}

/** One device's replay under one design: what a timeline draws. */
export interface ReplaySummary {
  /** Index into REPLAY_OUTCOMES, by position. */
  readonly outcomes: Uint8Array;
  readonly lost: Uint32Array;
  readonly views: ViewChanges;
  /** How often the parties come to disagree, by what about. */
  readonly disagreements: ReturnType<typeof arisen>;
  /** Messages by entry; the last item counts those that no entry explains. */
  readonly deliveries: Uint32Array;
  readonly roundTrips: number;
  /** Seconds of the first access to the device on the recording's clock; NaN where it has none. */
  readonly firstTime: number;
  readonly counts: ReturnType<typeof outcomeCounts>;
  readonly assumptions: readonly string[];
}

/** How far a replay has come. */
export interface ReplayProgress {
  readonly done: number;
  readonly all: number;
  readonly secondsLeft: number | null;
}

/** Accesses replayed, or searched, between two looks at whether to go on. */
const SLICE = 50_000;
const MILLISECONDS = 1000;

let trace: Trace | null = null;
let joined: JoinedRun | null = null;
const replays = new Map<string, Replay>();
let cancelled = false;
/** Number of the newest search; an older one stops. */
let search = 0;

/** Lets messages in, so that a cancel is heard while work goes on. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Asked anew every time: it changes while the work waits. */
const isCancelled = (): boolean => cancelled;

/** Reads one recording, or the sides of one run, told apart by their content. */
async function read(
  files: readonly File[],
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
  onProgress: (progress: TraceProgress, name: string) => void,
): Promise<Result<TraceSummary>> {
  cancelled = false;
  trace = joined = null;
  replays.clear();
  const found: Trace[] = [];
  for (const file of files) {
    const one = await readFile(file, (progress) => onProgress(progress, file.name), isCancelled);
    if (!one.ok) return files.length === 1 ? one : failure(`“${file.name}”: ${one.error}`);
    found.push(one.value);
  }
  if (found.length > 1) {
    const run = JoinedRun.of(
      found,
      files.map(({ name }) => name),
      catalogue,
    );
    if (!run.ok) return run;
    joined = run.value;
  }
  trace = joined?.trace ?? found[0]!;
  return success(summaryOfTrace(trace, given, catalogue));
}

function summaryOfTrace(
  read_: Trace,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
): TraceSummary {
  const { producer, lines, accessLines, contextLines, notUnderstoodLines } = read_;
  const { context, notUnderstood, messages } = read_;
  return {
    trace: {
      producer,
      lines,
      accessLines,
      contextLines,
      notUnderstoodLines,
      context,
      notUnderstood,
      messages,
    },
    accesses: read_.accesses.length,
    devices: [
      ...fittingDevices(read_, [], catalogue),
      ...(given.length === 0 ? [] : fittingDevices(read_, given, catalogue)),
    ],
    sides: joined?.sides ?? null,
  };
}

/** A joined run begins as the join under `joinedAs.designId` does. */
async function replay(
  device: DeviceDescription,
  designId: string,
  joinedAs: Omit<JoinRequest, 'device'>,
  onProgress: (progress: ReplayProgress) => void,
): Promise<Result<ReplaySummary>> {
  cancelled = false;
  if (!trace) return failure('No recording has been read.');
  const design = designById(designId);
  if (!design.ok) return design;
  const planned = planReplay(trace, [device]).devices[0]!;
  const chosen = joined ? joined.planFrom(planned, { ...joinedAs, device }) : planned;
  const run = new Replay(chosen.plan, design.value);
  const start = performance.now();
  let told = start;
  while (!run.advance(SLICE)) {
    const now = performance.now();
    if (now - told >= TELL_EVERY) {
      told = now;
      const seconds = (now - start) / MILLISECONDS;
      const { position: done, length: all } = run;
      onProgress({ done, all, secondsLeft: (seconds * (all - done)) / done });
    }
    await pause();
    if (isCancelled()) return failure('The replay was cancelled.');
  }
  // Now, so that the first access that is opened need not wait for it.
  nearWritesOf(run);
  replays.set(designId, run);
  const views = run.views.changes();
  const summary: ReplaySummary = {
    outcomes: run.outcomes.slice(),
    lost: Uint32Array.from(run.lost),
    views,
    disagreements: arisen(views),
    deliveries: run.deliveries.slice(),
    roundTrips: run.roundTrips,
    firstTime: trace.accesses.time[run.plan.rows[0] ?? -1] ?? NaN,
    counts: outcomeCounts(run),
    assumptions: chosen.assumptions,
  };
  return transfer(success(summary), [
    summary.outcomes.buffer as ArrayBuffer,
    summary.lost.buffer as ArrayBuffer,
  ]);
}

/** Positions that match `query`, or null when a later search has begun. */
async function find(designId: string, query: TraceQuery): Promise<Uint32Array | null> {
  const own = ++search;
  const run = replayOf(designId);
  const looked = new Search(run, trace!.accesses.time, query);
  const found: number[] = [];
  for (let from = 0; from < run.length; from += SLICE) {
    looked.collect(from, Math.min(run.length, from + SLICE), found);
    await pause();
    if (search !== own) return null;
  }
  const positions = Uint32Array.from(found);
  return transfer(positions, [positions.buffer]);
}

function replayOf(designId: string): Replay {
  const run = replays.get(designId);
  if (!run) throw new Error(`not replayed under ${designId}`);
  return run;
}

const api = {
  read,
  replay,
  /** Stops what is being read or replayed, at its next look. */
  cancel: (): void => {
    cancelled = true;
  },
  find,
  heat: (designId: string, positions: Uint32Array | null): PageHeat[] =>
    heatOf(replayOf(designId), positions),
  rows: (designId: string, positions: Uint32Array): AccessRows =>
    rowsOf(trace!, replayOf(designId), positions),
  positionOfLine: (designId: string, line: number): number | null =>
    positionOfLine(trace!, replayOf(designId), line),
  /** The state after access `position`. */
  stateAfter: (designId: string, position: number): MachineState => replayOf(designId).stateAt(position + 1),
  /** Access `position` at the end of a scenario, in the state in which the recording reaches it. */
  open: (designId: string, position: number): Result<Opening> => openingOf(replayOf(designId), position),
  /** A stretch as a scenario that begins in its state. */
  stretch: (designId: string, from: number, to: number): Result<Opening> =>
    stretchOf(replayOf(designId), from, to),
  /** Where two designs that were replayed part. */
  partings: (a: string, b: string): Partings => partingsOf(replayOf(a), replayOf(b)),
  /** The facts of a joined run against a design. */
  join: (request: JoinRequest): ReturnType<JoinedRun['report']> =>
    joined ? joined.report(request) : failure('No run has been joined.'),
  /** Joined access `index` as the end of a scenario. */
  openJoined: (index: number): ReturnType<JoinedRun['open']> =>
    joined ? joined.open(index) : failure('No run has been joined.'),
};

/** What the page sees of this worker. */
export type TraceWorker = typeof api;

serve(api);

/** Reads recordings and replays them away from the page: progress and columns come out, hops only on request. */
import { expose, transfer } from 'comlink';
import { fittingDevices, type FittingDevice } from '#import/traces/geometry.ts';
import { planReplay, type PlannedTrace } from '#import/traces/plan.ts';
import { LARGEST_TRACE, TraceReader } from '#import/traces/trace-reader.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { openingOf, stretchOf, type Opening } from '#model/replay/opening.ts';
import { partingsOf } from '#model/replay/parting.ts';
import { outcomeCounts, Replay } from '#model/replay/replay.ts';
import type { ViewChanges } from '#model/replay/view-log.ts';

/** Largest file read, in bytes; a gzipped one is also held to it unpacked. */
export const LARGEST_FILE = LARGEST_TRACE;

/** How far reading has come. */
export interface TraceProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly lines: number;
  /** Seconds until the end at the speed so far; null before there is one. */
  readonly secondsLeft: number | null;
}

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
}

/** One device's replay under one design: what a timeline draws. */
export interface ReplaySummary {
  readonly rows: Uint32Array;
  /** Index into REPLAY_OUTCOMES. */
  readonly outcomes: Uint8Array;
  readonly offset: Float64Array;
  readonly time: Float64Array;
  readonly line: Uint32Array;
  readonly flags: Uint8Array;
  readonly size: Uint8Array;
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  readonly lost: Uint32Array;
  readonly views: ViewChanges;
  readonly deliveries: Uint32Array;
  readonly roundTrips: number;
  readonly counts: ReturnType<typeof outcomeCounts>;
  readonly assumptions: readonly string[];
}

/** Accesses replayed between two looks at whether to go on. */
const SLICE = 50_000;
const MILLISECONDS = 1000;
/** Milliseconds between two reports of progress. */
const TELL_EVERY = 100;

let trace: Trace | null = null;
let planned: PlannedTrace | null = null;
const replays = new Map<string, Replay>();
let cancelled = false;

/** Lets messages in, so that a cancel is heard while work goes on. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function read(
  file: File,
  given: readonly DeviceDescription[],
  catalogue: readonly DeviceDescription[],
  onProgress: (progress: TraceProgress) => void,
): Promise<Result<TraceSummary>> {
  cancelled = false;
  trace = planned = null;
  replays.clear();
  if (file.size > LARGEST_FILE)
    return failure(
      `The file is ${file.size} bytes long; at most ${LARGEST_FILE} (1,536 MiB) are read. Cut out the part in question.`,
    );
  const reader = new TraceReader();
  const stream = file.stream().getReader();
  const start = performance.now();
  let bytes = 0;
  let told = start;
  for (;;) {
    const { done, value } = await stream.read();
    if (done) break;
    if (isCancelled()) {
      await stream.cancel();
      return failure('Reading was cancelled.');
    }
    reader.push(value);
    bytes += value.length;
    const now = performance.now();
    if (now - told < TELL_EVERY) continue;
    told = now;
    const seconds = (now - start) / MILLISECONDS;
    onProgress({
      bytes,
      totalBytes: file.size,
      lines: reader.lines,
      secondsLeft: bytes === 0 ? null : (seconds * (file.size - bytes)) / bytes,
    });
  }
  const found = reader.end();
  if (!found.ok) return found;
  trace = found.value;
  const { producer, lines, accessLines, contextLines, notUnderstoodLines } = trace;
  const { context, notUnderstood, messages } = trace;
  return success({
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
    accesses: trace.accesses.length,
    devices: [
      ...fittingDevices(trace, [], catalogue),
      ...(given.length === 0 ? [] : fittingDevices(trace, given, catalogue)),
    ],
  });
}

/** Asked anew every time: it changes while the work waits. */
const isCancelled = (): boolean => cancelled;

async function replay(
  devices: readonly DeviceDescription[],
  device: number,
  designId: string,
  onProgress: (done: number, all: number) => void,
): Promise<Result<ReplaySummary>> {
  cancelled = false;
  if (!trace) return failure('No recording has been read.');
  const design = designById(designId);
  if (!design.ok) return design;
  planned = planReplay(trace, devices);
  const chosen = planned.devices[device];
  if (!chosen) return failure('There is no such device.');
  const run = new Replay(chosen.plan, design.value);
  while (!run.advance(SLICE)) {
    onProgress(run.position, run.length);
    await pause();
    if (isCancelled()) return failure('The replay was cancelled.');
  }
  replays.set(designId, run);
  const summary = summaryOf(trace, run, chosen.assumptions);
  const buffers = Object.values(summary).flatMap((value) =>
    ArrayBuffer.isView(value) ? [value.buffer] : [],
  );
  return transfer(success(summary), buffers as ArrayBuffer[]);
}

function summaryOf({ accesses }: Trace, run: Replay, assumptions: readonly string[]): ReplaySummary {
  const { rows, layout } = run.plan;
  return {
    rows: rows.slice(),
    outcomes: run.outcomes.slice(),
    offset: Float64Array.from(rows, (row) => accesses.address[row]! - layout.base),
    time: Float64Array.from(rows, (row) => accesses.time[row]!),
    line: Uint32Array.from(rows, (row) => accesses.line[row]!),
    flags: Uint8Array.from(rows, (row) => accesses.flags[row]!),
    size: Uint8Array.from(rows, (row) => accesses.size[row]!),
    lo: Uint32Array.from(rows, (row) => accesses.lo[row]!),
    hi: Uint32Array.from(rows, (row) => accesses.hi[row]!),
    lost: Uint32Array.from(run.lost),
    views: run.views.changes(),
    deliveries: run.deliveries.slice(),
    roundTrips: run.roundTrips,
    counts: outcomeCounts(run),
    assumptions,
  };
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
  /** Access `position` at the end of a scenario, in the state in which the recording reaches it. */
  open: (designId: string, position: number): Result<Opening> => openingOf(replayOf(designId), position),
  /** Accesses `from` to `to`, both included, as a scenario that begins in the state before them. */
  stretch: (designId: string, from: number, to: number): Result<Opening> =>
    stretchOf(replayOf(designId), from, to),
  /** Positions at which two designs that were replayed part: by outcome, by value, or by what is sent on. */
  differences: (a: string, b: string): Uint32Array => partingsOf(replayOf(a), replayOf(b)).positions,
};

/** What the page sees of this worker. */
export type TraceWorker = typeof api;

expose(api);

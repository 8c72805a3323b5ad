/** The recording that is looked at. It outlives the view: an access opened from it is looked at elsewhere. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { createStore } from 'zustand/vanilla';
import { failure, type Result } from '#model/base/result.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Opening } from '#model/replay/opening.ts';
import type { ReplaySummary, TraceProgress, TraceSummary, TraceWorker } from '#worker/trace.worker.ts';

export type { ReplaySummary, TraceSummary } from '#worker/trace.worker.ts';

export type TraceStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly name: string; readonly progress: TraceProgress | null }
  | { readonly kind: 'replaying'; readonly done: number; readonly all: number }
  | { readonly kind: 'failed'; readonly message: string };

/** One device of the recording under two designs. */
export interface Replayed {
  readonly device: number;
  readonly designId: string;
  readonly otherId: string;
  readonly mine: ReplaySummary;
  readonly other: ReplaySummary;
  /** Positions at which the two designs end differently, rising. */
  readonly differences: Uint32Array;
}

export interface TracesState {
  readonly status: TraceStatus;
  readonly name: string;
  readonly summary: TraceSummary | null;
  /** Index into `summary.devices`; null until one is chosen. */
  readonly device: number | null;
  readonly replayed: Replayed | null;
  readonly cursor: number;
  /** First and last position of the stretch. */
  readonly stretch: { readonly from: number; readonly to: number } | null;
}

export const traces = createStore<TracesState>(() => ({
  status: { kind: 'idle' },
  name: '',
  summary: null,
  device: null,
  replayed: null,
  cursor: 0,
  stretch: null,
}));

interface Hand {
  readonly worker: Worker;
  readonly api: Remote<TraceWorker>;
}

/** Holds the recording on screen. */
let keeper: Hand | null = null;
/** Reads the next one; what is on screen stays until it has succeeded. */
let reader: Hand | null = null;
let catalogue: readonly DeviceDescription[] = [];

function hire(): Hand {
  const worker = new Worker(new URL('../worker/trace.worker.ts', import.meta.url), { type: 'module' });
  return { worker, api: wrap<TraceWorker>(worker) };
}

function dismiss(hand: Hand | null): void {
  hand?.api[releaseProxy]();
  hand?.worker.terminate();
}

const fail = (message: string): void => traces.setState({ status: { kind: 'failed', message } });

/** Reads a recording; `onScreen` is the device that it may be about, besides those the recording tells of. */
export async function openRecording(file: File, onScreen: DeviceDescription): Promise<void> {
  dismiss(reader);
  const hand = hire();
  reader = hand;
  traces.setState({ status: { kind: 'reading', name: file.name, progress: null } });
  const died = new Promise<Result<TraceSummary>>((resolve) => {
    hand.worker.onerror = (event) => {
      event.preventDefault();
      resolve({ ok: false, error: `The background reader stopped: ${event.message || 'it did not start'}.` });
    };
  });
  const { DEVICES } = await import('#content/devices.ts');
  catalogue = DEVICES.map(({ description }) => description);
  const onProgress = (progress: TraceProgress) => {
    if (reader === hand) traces.setState({ status: { kind: 'reading', name: file.name, progress } });
  };
  const read = hand.api
    .read(file, [onScreen], [...catalogue], proxy(onProgress))
    .catch((reason: unknown): Result<TraceSummary> => ({ ok: false, error: String(reason) }));
  const found = await Promise.race([read, died]);
  if (reader !== hand) return;
  reader = null;
  if (!found.ok) {
    dismiss(hand);
    fail(`“${file.name}” was not opened. ${found.error}`);
    return;
  }
  dismiss(keeper);
  keeper = hand;
  const { devices } = found.value;
  const own = devices.filter(({ from }) => from === 'recording');
  const sure = own.length > 0 ? 0 : devices.length === 1 ? 0 : null;
  traces.setState({
    status: { kind: 'idle' },
    name: file.name,
    summary: found.value,
    device: sure,
    replayed: null,
    cursor: 0,
    stretch: null,
  });
}

/** Stops reading, at once: what was on screen stays. */
export function cancelReading(): void {
  dismiss(reader);
  reader = null;
  fail('Reading was cancelled.');
}

/** Replays the chosen device under both designs. */
export async function replayUnder(device: number, designId: string, otherId: string): Promise<void> {
  const hand = keeper;
  const { summary } = traces.getState();
  const chosen = summary?.devices[device];
  if (!hand || !chosen) return;
  const isStale = () => keeper !== hand || traces.getState().device !== device;
  let isEnded = false;
  const onProgress = (done: number, all: number) => {
    // Progress comes by a way of its own, and the last of it can be later than the result.
    if (!isEnded && !isStale()) traces.setState({ status: { kind: 'replaying', done, all } });
  };
  const run = (id: string) => hand.api.replay([chosen.description], 0, id, proxy(onProgress));
  const mine = await run(designId);
  const other = await run(otherId);
  if (isStale()) return;
  if (!mine.ok) {
    fail(mine.error);
    return;
  }
  if (!other.ok) {
    fail(other.error);
    return;
  }
  const differences = await hand.api.differences(designId, otherId);
  isEnded = true;
  if (isStale()) return;
  traces.setState(({ cursor, status }) => ({
    status: status.kind === 'replaying' ? { kind: 'idle' } : status,
    replayed: { device, designId, otherId, mine: mine.value, other: other.value, differences },
    cursor: Math.min(cursor, Math.max(0, mine.value.rows.length - 1)),
  }));
}

/** Access `position` as the end of a scenario. */
export async function openingAt(designId: string, position: number): Promise<Result<Opening>> {
  if (!keeper) return { ok: false, error: 'No recording is open.' };
  return keeper.api.open(designId, position);
}

/** The accesses from `from` to `to`, both included, with the steps that lead to the state before them. */
export async function stretchAt(designId: string, from: number, to: number): Promise<Result<Opening>> {
  return keeper ? keeper.api.stretch(designId, from, to) : failure('No recording is open.');
}

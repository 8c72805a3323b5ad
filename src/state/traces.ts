/** The recording that is looked at. It outlives the view: an access opened from it is looked at elsewhere. */
import { proxy } from 'comlink';
import { createStore } from 'zustand/vanilla';
import type { DeviceDescription } from '#model/device.ts';
import type { PageHeat } from '#model/replay/heat.ts';
import type { Partings } from '#model/replay/parting.ts';
import type { TraceQuery } from '#model/replay/search.ts';
import { NO_FIELDS, type QueryFields } from './forms/trace-query.ts';
import type { ReplayProgress, ReplaySummary, TraceSummary } from '#worker/trace.worker.ts';
import type { JoinAnswer } from '#worker/trace-join.ts';
import type { TraceProgress } from '#worker/trace-reading.ts';
import type { AccessRows } from '#worker/trace-rows.ts';
import { STOPPED } from './background.ts';
import { TraceHand } from './trace-hand.ts';

export type { ReplaySummary, TraceSummary } from '#worker/trace.worker.ts';
export type { AccessRows } from '#worker/trace-rows.ts';
export type { JoinedSides } from '#worker/trace-join.ts';

export type TraceStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly name: string; readonly progress: TraceProgress | null }
  | { readonly kind: 'replaying'; readonly designId: string; readonly progress: ReplayProgress | null }
  | { readonly kind: 'joining' }
  /** `again` reads the files once more, where what was read of them is lost. */
  | { readonly kind: 'failed'; readonly message: string; readonly again?: () => void };

/** One device of the recording under two designs. */
export interface Replayed {
  readonly device: number;
  readonly designId: string;
  readonly otherId: string;
  readonly bound: TracesState['bound'];
  readonly mine: ReplaySummary;
  readonly other: ReplaySummary;
  /** Where the two designs part. */
  readonly partings: Partings;
}

/** What was asked for, and the positions that have it, rising. */
export interface Found {
  readonly query: TraceQuery;
  readonly positions: Uint32Array;
}

export interface TracesState {
  readonly status: TraceStatus;
  /** How many were opened: two can have the same name. */
  readonly opened: number;
  readonly name: string;
  readonly summary: TraceSummary | null;
  /** Index into `summary.devices`; null until one is chosen. */
  readonly device: number | null;
  readonly replayed: Replayed | null;
  readonly cursor: number;
  /** First and last position of the stretch. */
  readonly stretch: { readonly from: number; readonly to: number } | null;
  /** The filter as it is written in the form. */
  readonly fields: QueryFields;
  /** Null without a filter. */
  readonly found: Found | null;
  /** Accesses around the cursor, or the found ones around it. */
  readonly near: AccessRows | null;
  /** Pages that are accessed (by what was found), or null before they are counted. */
  readonly heat: readonly PageHeat[] | null;
  /** Facts of a joined run, under the design on screen. */
  readonly join: JoinAnswer | null;
  /** Entries stated to be bound when a joined run begins; null: found out. */
  readonly bound: readonly number[] | null;
}

const EMPTY = {
  replayed: null,
  cursor: 0,
  stretch: null,
  fields: NO_FIELDS,
  found: null,
  near: null,
  heat: null,
} as const;

export const traces = createStore<TracesState>(() => ({
  status: { kind: 'idle' },
  opened: 0,
  name: '',
  summary: null,
  device: null,
  join: null,
  bound: null,
  ...EMPTY,
}));

/** Holds the recording on screen. */
let keeper: TraceHand | null = null;
/** Reads the next one; what is on screen stays until it has succeeded. */
let reader: TraceHand | null = null;

/** The worker that holds the recording on screen. */
export const handOf = (): TraceHand | null => keeper;

/** Reads the files of the recording on screen once more; null unless its worker stopped. */
let reread: (() => void) | null = null;

export const failWith = (message: string, again = reread): void =>
  traces.setState({ status: { kind: 'failed', message, ...(again && { again }) } });

/**
 * Reads a recording, or several of one run, which are then joined; `onScreen` is the device that it may be about,
 * besides those the recording tells of.
 */
export async function openRecordings(files: readonly File[], onScreen: DeviceDescription): Promise<void> {
  const [first] = files;
  if (!first) return;
  reader?.dismiss();
  const again = () => void openRecordings(files, onScreen);
  const hand: TraceHand = new TraceHand(() => {
    if (keeper !== hand) return;
    reread = again;
    failWith(STOPPED);
  });
  reader = hand;
  const name = files.map((file) => file.name).join(', ');
  traces.setState({ status: { kind: 'reading', name: first.name, progress: null } });
  const { DEVICES } = await import('#content/devices.ts');
  const catalogue = DEVICES.map(({ description }) => description);
  const onProgress = (progress: TraceProgress, file: string) => {
    if (reader === hand) traces.setState({ status: { kind: 'reading', name: file, progress } });
  };
  const found = await hand.ask(hand.api.read([...files], [onScreen], catalogue, proxy(onProgress)));
  if (reader !== hand) return;
  reader = null;
  if (!found.ok) {
    failWith(
      files.length === 1
        ? `“${name}” was not opened. ${found.error}`
        : `The files were not opened. ${found.error}`,
      found.error === STOPPED ? again : reread,
    );
    hand.dismiss();
    return;
  }
  keeper?.dismiss();
  keeper = hand;
  reread = null;
  const { devices } = found.value;
  const isSure =
    devices[0]?.from === 'recording' || (devices.length === 1 && devices[0]!.assumptions.length === 0);
  traces.setState(({ opened }) => ({
    status: { kind: 'idle' },
    opened: opened + 1,
    name,
    summary: found.value,
    device: isSure ? 0 : null,
    join: null,
    bound: null,
    ...EMPTY,
  }));
}

/** Stops reading or replaying, at once: what was on screen stays. */
export function cancelWork(): void {
  const { status } = traces.getState();
  if (status.kind === 'reading') {
    reader?.dismiss();
    reader = null;
    failWith('Reading was cancelled.');
  } else if (status.kind === 'replaying') void keeper?.api.cancel();
}

export function chooseDevice(device: number | null): void {
  traces.setState({ device, ...EMPTY });
}

/** Replays the chosen device under both designs. */
export async function replayUnder(device: number, designId: string, otherId: string): Promise<void> {
  const hand = keeper;
  const { summary, bound } = traces.getState();
  const chosen = summary?.devices[device];
  if (!hand || !chosen) return;
  const isStale = () => keeper !== hand || traces.getState().device !== device || wanted !== ticket;
  const ticket = ++wanted;
  const run = async (id: string) => {
    let isEnded = false;
    if (!isStale()) traces.setState({ status: { kind: 'replaying', designId: id, progress: null } });
    const onProgress = (progress: ReplayProgress) => {
      // Progress comes by a way of its own, and the last of it can be later than the result.
      if (!isEnded && !isStale()) traces.setState({ status: { kind: 'replaying', designId: id, progress } });
    };
    const done = await hand.ask(
      hand.api.replay(chosen.description, id, { designId, bound }, proxy(onProgress)),
    );
    isEnded = true;
    return done;
  };
  const mine = await run(designId);
  const other = mine.ok ? await run(otherId) : mine;
  if (isStale()) return;
  const partings = other.ok ? await hand.get(hand.api.partings(designId, otherId)) : other;
  if (isStale()) return;
  if (!mine.ok || !other.ok || !partings.ok) {
    failWith([mine, other, partings].map((one) => (one.ok ? '' : one.error)).find((error) => error !== '')!);
    return;
  }
  traces.setState(({ cursor }) => ({
    status: { kind: 'idle' },
    replayed: {
      device,
      designId,
      otherId,
      bound,
      mine: mine.value,
      other: other.value,
      partings: partings.value,
    },
    cursor: Math.min(cursor, Math.max(0, mine.value.outcomes.length - 1)),
    found: null,
    near: null,
    heat: null,
  }));
}

/** Number of the newest replay; an older one leaves no trace. */
let wanted = 0;

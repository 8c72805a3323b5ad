/** What the page asks about the recording on screen: accesses around the cursor, matches, heat, scenarios of parts. */
import { failure, type Result } from '#model/base/result.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Opening } from '#model/replay/opening.ts';
import { ANYTHING, type TraceQuery } from '#model/replay/search.ts';
import type { MachineState } from '#model/state.ts';
import type { JoinedOpening } from '#worker/trace-join.ts';
import type { AccessRows } from '#worker/trace-rows.ts';
import { failWith, handOf, traces } from './traces.ts';

export type { AccessRows } from '#worker/trace-rows.ts';

/** Accesses listed on each side of the current one. */
export const NEAR = 12;

const CLOSED = failure('No recording is open.');

/** Looks at access `position`; the list around it follows. */
export function goTo(position: number): void {
  traces.setState({ cursor: position });
  void showNear();
}

let newest = 0;

/** Brings the accesses around the cursor (of those found, where a filter is on) to the page. */
export async function showNear(): Promise<void> {
  const hand = handOf();
  const { replayed, cursor, found } = traces.getState();
  if (!hand || !replayed) return;
  const own = ++newest;
  const positions = found ? aroundIn(found.positions, cursor) : around(cursor, replayed.mine.outcomes.length);
  const rows = await hand.get(hand.api.rows(replayed.designId, positions));
  if (own !== newest || traces.getState().replayed !== replayed) return;
  if (rows.ok) traces.setState({ near: rows.value });
  else failWith(rows.error);
}

function around(cursor: number, length: number): Uint32Array {
  const first = Math.max(0, Math.min(cursor - NEAR, length - 2 * NEAR - 1));
  return Uint32Array.from({ length: Math.min(length, 2 * NEAR + 1) }, (_, n) => first + n);
}

function aroundIn(positions: Uint32Array, cursor: number): Uint32Array {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < cursor) low = middle + 1;
    else high = middle;
  }
  const first = Math.max(0, Math.min(low - NEAR, positions.length - 2 * NEAR - 1));
  return positions.slice(first, first + 2 * NEAR + 1);
}

/** Finds the accesses that match `query`, and goes to the first; a query for anything takes the filter away. */
export async function filterBy(query: TraceQuery): Promise<void> {
  const hand = handOf();
  const { replayed, cursor } = traces.getState();
  if (!hand || !replayed) return;
  const isEmpty = Object.keys(ANYTHING).every((key) => query[key as keyof TraceQuery] === null);
  const positions = isEmpty ? null : await hand.get(hand.api.find(replayed.designId, query));
  if (positions && !positions.ok) {
    failWith(positions.error);
    return;
  }
  if (traces.getState().replayed !== replayed || (positions && positions.value === null)) return;
  const found = positions?.value ? { query, positions: positions.value } : null;
  const first = found?.positions.find((position) => position >= cursor) ?? found?.positions[0];
  traces.setState({ found, ...(first === undefined ? {} : { cursor: first }) });
  await Promise.all([showNear(), showHeat()]);
}

/** Counts how often each place is accessed, among what was found. */
export async function showHeat(): Promise<void> {
  const hand = handOf();
  const { replayed, found } = traces.getState();
  if (!hand || !replayed) return;
  const heat = await hand.get(hand.api.heat(replayed.designId, found?.positions ?? null));
  if (heat.ok && traces.getState().replayed === replayed && traces.getState().found === found)
    traces.setState({ heat: heat.value });
}

/** Goes to the first access on a line of the text or after it; false when there is none. */
export async function goToLine(line: number): Promise<boolean> {
  const hand = handOf();
  const { replayed } = traces.getState();
  if (!hand || !replayed) return false;
  const position = await hand.get(hand.api.positionOfLine(replayed.designId, line));
  if (!position.ok || position.value === null) return false;
  goTo(position.value);
  return true;
}

/** Lines and times of some positions: for an axis. */
export async function rowsAt(positions: Uint32Array): Promise<AccessRows | null> {
  const { replayed } = traces.getState();
  const hand = handOf();
  if (!hand || !replayed) return null;
  const rows = await hand.get(hand.api.rows(replayed.designId, positions));
  return rows.ok ? rows.value : null;
}

/** Access `position` as the end of a scenario. */
export async function openingAt(designId: string, position: number): Promise<Result<Opening>> {
  const hand = handOf();
  return hand ? hand.ask(hand.api.open(designId, position)) : CLOSED;
}

/** The accesses from `from` to `to`, both included, as a scenario. */
export async function openingOfStretch(designId: string, from: number, to: number): Promise<Result<Opening>> {
  const hand = handOf();
  return hand ? hand.ask(hand.api.stretch(designId, from, to)) : CLOSED;
}

/** The state after access `position`. */
export async function stateAfter(designId: string, position: number): Promise<Result<MachineState>> {
  const hand = handOf();
  return hand ? hand.get(hand.api.stateAfter(designId, position)) : CLOSED;
}

/** Joins the files on screen once more, under `designId`. */
export async function joinUnder(
  designId: string,
  device: DeviceDescription | null,
  bound: readonly number[] | null,
): Promise<void> {
  const hand = handOf();
  if (!hand) return;
  traces.setState({ status: { kind: 'joining' }, bound });
  const join = await hand.ask(hand.api.join({ designId, device, bound }));
  if (handOf() !== hand) return;
  if (!join.ok) {
    failWith(join.error);
    return;
  }
  traces.setState({ join: join.value, status: { kind: 'idle' } });
  const { summary, device: chosen } = traces.getState();
  if (!summary || chosen !== null || !join.value.device) return;
  // The timeline below is of the same device, which Xen's recording alone does not tell.
  const devices = [...summary.devices, { ...join.value.device, from: 'recording' as const }];
  traces.setState({ summary: { ...summary, devices }, device: devices.length - 1 });
}

/** Joined access `index` as the end of a scenario. */
export async function openingOfJoined(index: number): Promise<Result<JoinedOpening>> {
  const hand = handOf();
  return hand ? hand.ask(hand.api.openJoined(index)) : CLOSED;
}

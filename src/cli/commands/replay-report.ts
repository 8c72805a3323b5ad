/** What `msixscope replay` prints, as JSON and as text. */
import type { FittingDevice } from '#import/traces/geometry.ts';
import type { PlannedTrace } from '#import/traces/plan.ts';
import { REGIONS, type RegionName } from '#import/traces/regions.ts';
import { PORT, WRITE } from '#import/traces/access-columns.ts';
import { PRODUCER_TITLES, type Trace } from '#import/traces/trace.ts';
import type { LineKind } from '#import/traces/tally.ts';
import type { BeliefLabel } from '#model/belief-flags.ts';
import { hex, hex64 } from '#model/base/hex.ts';
import type { DifferenceKind } from '#model/compare.ts';
import type { Design } from '#model/context.ts';
import { kindsIn, partingCounts, type Partings } from '#model/replay/parting.ts';
import { outcomeCounts, REPLAY_OUTCOMES, type Replay } from '#model/replay/replay.ts';
import { arisen, labelsIn } from '#model/replay/view-log.ts';
import type { Outcome } from '#model/route.ts';
import { lines } from '../command.ts';

/** One device of the recording under one design, and where a second one parts from it. */
export interface ReplayedDevice {
  readonly chosen: FittingDevice;
  readonly replay: Replay;
  readonly other: Replay | null;
  readonly partings: Partings | null;
}

export interface ReplayReport {
  readonly trace: Trace;
  readonly design: Design;
  readonly other: Design | null;
  readonly planned: PlannedTrace;
  readonly devices: readonly ReplayedDevice[];
  /** Examples of each kind. */
  readonly most: number;
}

/** Kinds of lines shown. */
const MOST_KINDS = 20;

interface Example {
  readonly line: number;
  /** 1-based among the device's own; null for an access that is of no device. */
  readonly access: number | null;
  readonly text: string;
}

export function replayJson(report: ReplayReport): object {
  const { trace, design, other, planned, devices } = report;
  const { assignment } = planned;
  return {
    lines: trace.lines,
    accesses: trace.accesses.length,
    context: trace.contextLines,
    notUnderstood: trace.notUnderstoodLines,
    outcomes: summed(devices.map(({ replay }) => outcomeCounts(replay))),
    regions: assignment.counts,
    producer: trace.producer,
    design: design.id,
    devices: devices.map((device, n) => deviceJson(report, device, n)),
    roundTrips: devices.reduce((sum, { replay }) => sum + replay.roundTrips, 0),
    messages: trace.messages.map(({ line, severity, code, message }) => ({ line, severity, code, message })),
    ...(other ? { parting: partingJson(report, other) } : {}),
    examples: {
      context: trace.context.slice(0, MOST_KINDS).map(kindJson),
      notUnderstood: trace.notUnderstood.slice(0, MOST_KINDS).map(kindJson),
      lost: devices.flatMap((device) => lostOf(report, device)).slice(0, report.most),
      outcomes: outcomeExamples(report),
      regions: regionExamples(report),
      disagreements: devices.flatMap((device) => disagreementsOf(report, device)).slice(0, report.most),
    },
  };
}

const kindJson = ({ kind, count, examples }: LineKind): object => ({ kind, count, examples });

function deviceJson({ planned }: ReplayReport, { chosen, replay }: ReplayedDevice, n: number): object {
  const { description, assumptions } = chosen;
  const views = replay.views.changes();
  const rows = arisen(views);
  return {
    slot: description.slot,
    id: description.id,
    name: description.name,
    regions: planned.devices[n]!.counts,
    outcomes: outcomeCounts(replay),
    roundTrips: replay.roundTrips,
    lost: replay.lost.length,
    viewsDiffer: total(rows),
    disagreements: rows,
    deliveries: [...replay.deliveries.subarray(0, -1)],
    unmatchedDeliveries: replay.deliveries.at(-1) ?? 0,
    assumptions: [...assumptions, ...planned.devices[n]!.assumptions],
  };
}

function partingJson(report: ReplayReport, other: Design): object {
  const all = report.devices.flatMap((device) => partingsOf(report, device));
  return {
    design: other.id,
    accesses: report.devices.reduce((sum, { partings }) => sum + (partings?.positions.length ?? 0), 0),
    byKind: summed(report.devices.map(({ partings }) => (partings ? partingCounts(partings) : {}))),
    first: all[0] ?? null,
    examples: all.slice(0, report.most),
  };
}

export function replayText(report: ReplayReport): string {
  const { trace, design, other, planned, devices } = report;
  const { counts } = planned.assignment;
  const regions = REGIONS.filter((name) => counts[name] > 0).map((name) => `${name} ${counts[name]}`);
  const outcomes = summed(devices.map(({ replay }) => outcomeCounts(replay)));
  return lines([
    `${PRODUCER_TITLES[trace.producer]}: ${trace.lines} lines, ${trace.accesses.length} accesses, ${trace.contextLines} lines of context, ${trace.notUnderstoodLines} not understood`,
    ...trace.messages.map(({ message }) => `  ${message}`),
    `places: ${regions.join(', ')}`,
    ...devices.flatMap((device, n) => deviceText(report, device, n)),
    ...(devices.length === 0 ? [] : [`under ${design.title}: ${listed(outcomes)}`]),
    ...(other && devices.length > 0 ? partingText(report, other) : []),
  ]);
}

function deviceText(report: ReplayReport, device: ReplayedDevice, n: number): string[] {
  const { chosen, replay } = device;
  const { description, assumptions } = chosen;
  const delivered = replay.deliveries.subarray(0, -1).reduce((sum, count) => sum + count, 0);
  const rows = arisen(replay.views.changes());
  return [
    `${description.slot ?? description.id ?? ''} ${description.name}: ${replay.length} accesses, ${replay.lost.length} lost, ${replay.roundTrips} round trips to the device model, ${delivered} interrupts delivered`.trim(),
    ...[...assumptions, ...report.planned.devices[n]!.assumptions].map((sentence) => `  ${sentence}`),
    ...lostOf(report, device).map((example) => `  lost: ${textOf(example)}`),
    ...(total(rows) === 0 ? [] : [`  the parties come to disagree ${total(rows)} times: ${listed(rows)}`]),
    ...disagreementsOf(report, device).map((example) => `  disagree: ${textOf(example)}`),
  ];
}

function partingText(report: ReplayReport, other: Design): string[] {
  const examples = report.devices.flatMap((device) => partingsOf(report, device)).slice(0, report.most);
  const count = report.devices.reduce((sum, { partings }) => sum + (partings?.positions.length ?? 0), 0);
  const kinds = summed(report.devices.map(({ partings }) => (partings ? partingCounts(partings) : {})));
  return count === 0
    ? [`${other.title} does the same with every access`]
    : [
        `${other.title} parts in ${count} accesses: ${listed(kinds)}`,
        ...examples.map((example) => `  parts: ${textOf(example)}`),
      ];
}

const textOf = ({ line, access, text }: Example): string =>
  `line ${line}${access === null ? '' : `, access ${access}`}: ${text}`;

const lostOf = (report: ReplayReport, { replay }: ReplayedDevice): Example[] =>
  replay.lost.slice(0, report.most).map((n) => exampleOf(report.trace, replay, n));

function disagreementsOf({ trace, most }: ReplayReport, { replay }: ReplayedDevice): Example[] {
  const { positions, entries, arose, length } = replay.views.changes();
  const found: Example[] = [];
  for (let n = 0; n < length && found.length < most; n++) {
    const rows = labelsIn(arose[n]!);
    if (rows.length === 0) continue;
    const at = Math.min(positions[n]!, replay.length - 1);
    found.push(exampleOf(trace, replay, at, ` (entry ${entries[n]!}: ${rows.join(', ')})`));
  }
  return found;
}

function partingsOf({ trace, most }: ReplayReport, { replay, other, partings }: ReplayedDevice): Example[] {
  if (!partings || !other) return [];
  return [...partings.positions.subarray(0, most)].map((n, at) => {
    const kinds = kindsIn(partings.kinds[at]!);
    const both = [replay, other].map((run) => run.routeAt(n));
    return exampleOf(trace, replay, n, ` (${kinds.map((kind) => kindText(kind, both)).join('; ')})`);
  });
}

function kindText(kind: DifferenceKind, [a, b]: ReturnType<Replay['routeAt']>[]): string {
  if (kind === 'outcome') return `${a!.outcome} against ${b!.outcome}`;
  if (kind === 'value')
    return `value ${a!.values?.map(hex).join(' ') ?? 'none'} against ${b!.values?.map(hex).join(' ') ?? 'none'}`;
  return kind === 'hardware' ? 'other writes reach the device' : 'other requests reach the device model';
}

function outcomeExamples({ trace, devices, most }: ReplayReport): Partial<Record<Outcome, Example[]>> {
  const found: Partial<Record<Outcome, Example[]>> = {};
  for (const { replay } of devices)
    for (let n = 0; n < replay.length; n++) {
      const outcome = REPLAY_OUTCOMES[replay.outcomes[n]!]!;
      const own = (found[outcome] ??= []);
      if (own.length < most) own.push(exampleOf(trace, replay, n));
    }
  return found;
}

function regionExamples({ trace, planned, most }: ReplayReport): Partial<Record<RegionName, Example[]>> {
  const { region } = planned.assignment;
  const found: Partial<Record<RegionName, Example[]>> = {};
  for (let row = 0; row < region.length; row++) {
    const own = (found[REGIONS[region[row]!]!] ??= []);
    if (own.length < most)
      own.push({ line: trace.accesses.line[row]!, access: null, text: rowText(trace, row) });
  }
  return found;
}

/** Access `n` of a device, at its offset in the table BAR. */
function exampleOf(trace: Trace, replay: Replay, n: number, remark = ''): Example {
  const row = replay.plan.rows[n]!;
  const text = rowText(trace, row, replay.plan.layout.base);
  return { line: trace.accesses.line[row]!, access: n + 1, text: `${text}${remark}` };
}

function rowText({ accesses, repeats }: Trace, row: number, base = 0): string {
  const { address, size, flags, lo, hi } = accesses;
  const op = (flags[row]! & WRITE) === 0 ? 'read' : 'write';
  const times = repeats.get(row)?.count ?? 1;
  const place = `${(flags[row]! & PORT) === 0 ? '' : 'port '}${signedHex(address[row]! - base)}`;
  const value =
    op === 'write' && times === 1 ? ` = ${hi[row] === 0 ? hex(lo[row]!) : hex64(lo[row]!, hi[row]!)}` : '';
  return `${op}${times > 1 ? ` ${times} times` : ''} of ${size[row]!} bytes at ${place}${value}`;
}

const signedHex = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : hex(offset));

const total = (counts: Partial<Record<BeliefLabel, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

function summed(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of all)
    for (const [name, count] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}

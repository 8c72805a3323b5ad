/** Accesses of a replayed recording that have what is asked for. */
import { regionAt, type Layout, type RegionKind } from '../layout.ts';
import type { Outcome } from '../route.ts';
import { REPEATED, VALUE_KNOWN, WRITE, type AccessSource } from './access-source.ts';
import { REPLAY_OUTCOMES, type Replay } from './replay.ts';

/** `other-bar`: outside the BAR that holds the table. */
export type SearchRegion = RegionKind | 'other-bar';

/** First and last of what is wanted, both included. */
export interface Range<T> {
  readonly from: T;
  readonly to: T;
}

/** Everything that is not null has to hold. */
export interface TraceQuery {
  /** Bytes from the table BAR; an access that touches any of them is meant. */
  readonly offset: Range<number> | null;
  readonly region: SearchRegion | null;
  /** The access touches this entry of the table. */
  readonly entry: number | null;
  readonly write: boolean | null;
  /** Bytes. */
  readonly size: number | null;
  /** What was written, or read by the recording; unsigned. */
  readonly value: Range<bigint> | null;
  /** Under the design of the replay. */
  readonly outcome: Outcome | null;
  /** Seconds on the recording's clock. */
  readonly time: Range<number> | null;
}

export const ANYTHING: TraceQuery = {
  offset: null,
  region: null,
  entry: null,
  write: null,
  size: null,
  value: null,
  outcome: null,
  time: null,
};

const HALF = 2 ** 32;

/** A query made ready for one replay: `matches(position)` looks at typed arrays only. */
export class Search {
  private readonly replay: Replay;
  private readonly source: AccessSource;
  private readonly time: Float64Array;
  private readonly query: TraceQuery;
  private readonly outcome: number;
  private readonly bytes: Range<number> | null;
  private readonly entryBytes: Range<number> | null;

  /** `time`: seconds by row of the recording. */
  constructor(replay: Replay, time: Float64Array, query: TraceQuery) {
    this.replay = replay;
    this.source = replay.plan.source;
    this.time = time;
    this.query = query;
    this.outcome = query.outcome === null ? -1 : REPLAY_OUTCOMES.indexOf(query.outcome);
    this.bytes = query.offset;
    const { tableStart } = replay.plan.layout;
    this.entryBytes =
      query.entry === null
        ? null
        : { from: tableStart + 16 * query.entry, to: tableStart + 16 * query.entry + 15 };
  }

  /** Adds the matching positions from `from` to before `to` to `found`. */
  collect(from: number, to: number, found: number[]): void {
    for (let position = from; position < to; position++) if (this.matches(position)) found.push(position);
  }

  matches(position: number): boolean {
    const { query, source, replay } = this;
    if (this.outcome >= 0 && replay.outcomes[position] !== this.outcome) return false;
    const row = replay.plan.rows[position]!;
    const flags = source.flags[row]!;
    if (query.write !== null && ((flags & WRITE) !== 0) !== query.write) return false;
    if (query.size !== null && source.size[row] !== query.size) return false;
    if (query.time !== null && !within(this.time[row]!, query.time)) return false;
    const { layout, repeats } = replay.plan;
    const offset = source.address[row]! - layout.base;
    const count = (flags & REPEATED) === 0 ? 1 : (repeats.get(row)?.count ?? 1);
    const length = source.size[row]! * count;
    const start = count > 1 && repeats.get(row)!.df ? offset - length + source.size[row]! : offset;
    if (this.bytes !== null && !touches(start, length, this.bytes)) return false;
    if (this.entryBytes !== null && !touches(start, length, this.entryBytes)) return false;
    if (query.region !== null && regionOf(layout, start, length, query.region) !== query.region) return false;
    return query.value === null || this.hasValue(row, flags, query.value);
  }

  private hasValue(row: number, flags: number, { from, to }: Range<bigint>): boolean {
    if ((flags & VALUE_KNOWN) === 0) return false;
    const { lo, hi } = this.source;
    const value = BigInt(hi[row]!) * BigInt(HALF) + BigInt(lo[row]!);
    return value >= from && value <= to;
  }
}

const within = (value: number, { from, to }: Range<number>): boolean => value >= from && value <= to;

const touches = (start: number, length: number, { from, to }: Range<number>): boolean =>
  start <= to && start + length > from;

/** `wanted` when any byte of the access lies there, so that one across a border is found in both; else the first byte's. */
function regionOf(layout: Layout, start: number, length: number, wanted: SearchRegion): SearchRegion {
  for (let at = start; at < start + length; at += 4) if (placeOf(layout, at) === wanted) return wanted;
  return placeOf(layout, start + length - 1) === wanted ? wanted : placeOf(layout, start);
}

const placeOf = (layout: Layout, offset: number): SearchRegion =>
  offset < 0 || offset >= layout.barSize
    ? regionAt(layout, offset) === 'plain'
      ? 'other-bar'
      : regionAt(layout, offset)
    : regionAt(layout, offset);

/** Single accesses of a replayed recording, as the page shows them. */
import type { Trace } from '#import/traces/trace.ts';
import type { Replay } from '#model/replay/replay.ts';

/** What is known of some accesses; item n is of `positions[n]`. */
export interface AccessRows {
  readonly positions: Uint32Array;
  /** Line of the text, counted from 1. */
  readonly line: Uint32Array;
  /** Seconds on the recording's clock; NaN where a line has none. */
  readonly time: Float64Array;
  /** Bytes from the table BAR. */
  readonly offset: Float64Array;
  readonly size: Uint8Array;
  readonly flags: Uint8Array;
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  /** Elements of a REP access. */
  readonly count: Uint32Array;
}

export function rowsOf({ accesses, repeats }: Trace, { plan }: Replay, positions: Uint32Array): AccessRows {
  const rows = Uint32Array.from(positions, (position) => plan.rows[position]!);
  const of = <T>(column: ArrayLike<T>) => Array.from(rows, (row) => column[row]!);
  return {
    positions,
    line: Uint32Array.from(of(accesses.line)),
    time: Float64Array.from(of(accesses.time)),
    offset: Float64Array.from(rows, (row) => accesses.address[row]! - plan.layout.base),
    size: Uint8Array.from(of(accesses.size)),
    flags: Uint8Array.from(of(accesses.flags)),
    lo: Uint32Array.from(of(accesses.lo)),
    hi: Uint32Array.from(of(accesses.hi)),
    count: Uint32Array.from(rows, (row) => repeats.get(row)?.count ?? 1),
  };
}

/** The position of the first access on `line` or after it; null when there is none. */
export function positionOfLine({ accesses }: Trace, { plan }: Replay, line: number): number | null {
  let low = 0;
  let high = plan.rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (accesses.line[plan.rows[middle]!]! < line) low = middle + 1;
    else high = middle;
  }
  return low < plan.rows.length ? low : null;
}

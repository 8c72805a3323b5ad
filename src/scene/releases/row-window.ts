/** The rows of a long table that are worth drawing: `from` to `to`, the latter exclusive. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Rows drawn beyond both edges, so that a scroll by a few rows shows no gap. */
const SPARE = 8;

export function rowWindow(scrollTop: number, height: number, rowHeight: number, rows: number): RowWindow {
  const first = Math.floor(Math.max(scrollTop, 0) / rowHeight);
  const shown = Math.ceil(height / rowHeight) + 1;
  const from = Math.max(0, Math.min(first, rows) - SPARE);
  return { from, to: Math.min(rows, first + shown + SPARE) };
}

/** At most `most` of the `rows`, with row `at` in their middle where the ends allow it. */
export function rowsAround(at: number, most: number, rows: number): RowWindow {
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), rows - most));
  return { from, to: Math.min(rows, from + most) };
}

/** What a map of a survey is drawn from, and its words. */
import { ACCESS_SIZES, type AccessSize } from '#model/access.ts';
import { PAGE_SIZE } from '#model/layout.ts';
import { OUTCOME_OF_CODE, surveyIndex, type PageSurvey } from '#model/page-survey.ts';
import type { Outcome } from '#model/route.ts';
import { ROW_BYTES, ROWS, type Plane } from './map-shape.ts';

/** Neighbouring bytes of one row with one outcome: `from` to `to`, the latter exclusive, counted in the row. */
export interface RowRun {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** The code of what is not drawn: where two surveys agree. */
const BLANK = 255;

/**
 * The runs of page `page` of one map, by outcome. With `marks` (see surveyDifference) only what is marked is in it.
 */
export function planeRuns(
  survey: PageSurvey,
  { size, write }: Pick<Plane, 'size' | 'write'>,
  page: number,
  marks: Uint8Array | null = null,
): Map<Outcome, RowRun[]> {
  const first = surveyIndex(survey, survey.start + page * PAGE_SIZE, size, write);
  const runs = new Map<Outcome, RowRun[]>();
  const codeAt = (i: number): number =>
    marks !== null && marks[first + i] === 0 ? BLANK : survey.codes[first + i]!;
  for (let row = 0; row < ROWS; row++) {
    let from = 0;
    for (let x = 1; x <= ROW_BYTES; x++) {
      const code = codeAt(row * ROW_BYTES + from);
      if (x < ROW_BYTES && codeAt(row * ROW_BYTES + x) === code) continue;
      const outcome = OUTCOME_OF_CODE[code];
      if (outcome !== undefined) {
        const known = runs.get(outcome) ?? [];
        known.push({ row, from, to: x });
        runs.set(outcome, known);
      }
      from = x;
    }
  }
  return runs;
}

/** Whole rows of one outcome one below the other, high enough for a letter. */
export interface LetterPlace {
  readonly outcome: Outcome;
  /** Rows, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

export function letterPlaces(
  runs: ReadonlyMap<Outcome, readonly RowRun[]>,
  leastRows: number,
): LetterPlace[] {
  const places: LetterPlace[] = [];
  for (const [outcome, list] of runs) {
    const rows = list.filter(({ from, to }) => from === 0 && to === ROW_BYTES).map(({ row }) => row);
    let start = 0;
    rows.forEach((row, n) => {
      if (rows[n + 1] === row + 1) return;
      const from = rows[start]!;
      if (row + 1 - from >= leastRows) places.push({ outcome, from, to: row + 1 });
      start = n + 1;
    });
  }
  return places;
}

/** A stretch of offsets whose accesses of one size, direction and alignment end alike. */
export interface SpokenRun {
  readonly size: AccessSize;
  readonly write: boolean;
  readonly aligned: boolean;
  /** First and last offset of such accesses, in bytes from the table BAR. */
  readonly first: number;
  readonly last: number;
  readonly outcome: Outcome;
}

/** The whole survey in words: reads before writes, small sizes first, aligned accesses before the others. */
export function spokenRuns(survey: PageSurvey): SpokenRun[] {
  const found: SpokenRun[] = [];
  for (const write of [false, true])
    for (const size of ACCESS_SIZES)
      for (const aligned of size === 1 ? [true] : [true, false])
        for (let offset = survey.start; offset < survey.end; offset++) {
          if (((offset - survey.start) % size === 0) !== aligned) continue;
          const outcome = OUTCOME_OF_CODE[survey.codes[surveyIndex(survey, offset, size, write)]!]!;
          const open = found.at(-1);
          const goesOn =
            open?.outcome === outcome &&
            open.size === size &&
            open.write === write &&
            open.aligned === aligned;
          if (goesOn) found[found.length - 1] = { ...open, last: offset };
          else found.push({ size, write, aligned, first: offset, last: offset, outcome });
        }
  return found;
}

/** The next offset, or the one before, at which the outcome is another one; null at the end. */
export function nextChange(
  survey: PageSurvey,
  offset: number,
  size: AccessSize,
  write: boolean,
  direction: 1 | -1,
): number | null {
  const codeAt = (at: number) => survey.codes[surveyIndex(survey, at, size, write)];
  const here = codeAt(offset);
  for (let at = offset + direction; at >= survey.start && at < survey.end; at += direction)
    if (codeAt(at) !== here) return at;
  return null;
}

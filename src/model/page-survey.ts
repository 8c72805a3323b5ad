/** What becomes of every access a guest could make to the pages of the table: the data of a heat map. */
import { REAL_WORLD, type Design, type World } from './context.ts';
import type { Layout } from './layout.ts';
import { ACCESS_SIZES, type AccessSize } from './access.ts';
import type { Outcome, Route } from './route.ts';
import { OUTCOMES } from './outcomes.ts';
import { verdict, type Verdict } from './narrate.ts';
import { Prober, type Preparation } from './prober.ts';

/** Outcome of each code of a survey, by index. */
export const OUTCOME_OF_CODE: readonly Outcome[] = Object.keys(OUTCOMES) as Outcome[];

const CODE_OF = Object.fromEntries(OUTCOME_OF_CODE.map((outcome, code) => [outcome, code])) as Record<
  Outcome,
  number
>;

/** Plain data, so that a worker can send it. */
export interface PageSurvey {
  readonly designId: string;
  readonly preparation: Preparation;
  /** Bytes from the table BAR: the table's pages, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** One outcome code for each direction (reads, then writes), size (1, 2, 4, 8) and offset; see surveyIndex. */
  readonly codes: Uint8Array;
}

/** Place of an access in `codes`. `offset` is in bytes from the table BAR, inside the survey. */
export function surveyIndex(
  { start, end }: Pick<PageSurvey, 'start' | 'end'>,
  offset: number,
  size: AccessSize,
  write: boolean,
): number {
  const plane = (write ? ACCESS_SIZES.length : 0) + ACCESS_SIZES.indexOf(size);
  return plane * (end - start) + (offset - start);
}

/** The outcome that a survey found for an access. */
export const outcomeAt = (survey: PageSurvey, offset: number, size: AccessSize, write: boolean): Outcome =>
  OUTCOME_OF_CODE[survey.codes[surveyIndex(survey, offset, size, write)]!]!;

/**
 * Tries every offset of the table's pages with 1, 2, 4 and 8 bytes, reads and writes, each from the same state. An
 * access at the end of the last page runs into the next page, and is cut there as any access is.
 */
export function surveyPages(
  design: Design,
  layout: Layout,
  preparation: Preparation,
  world: World = REAL_WORLD,
): PageSurvey {
  const prober = new Prober(design, layout, preparation, world);
  const { trapStart: start, trapEnd: end } = layout;
  const codes = new Uint8Array(2 * ACCESS_SIZES.length * (end - start));
  let at = 0;
  for (const write of [false, true])
    for (const size of ACCESS_SIZES)
      for (let offset = start; offset < end; offset++)
        codes[at++] = CODE_OF[prober.outcome(offset, size, write)];
  return { designId: design.id, preparation, start, end, codes };
}

/** How often an outcome occurs. */
export interface OutcomeCount {
  readonly outcome: Outcome;
  /** Accesses at any alignment. */
  readonly accesses: number;
  /** Bytes of the pages for which the naturally aligned access that holds them has this outcome. */
  readonly bytes: number;
}

/** Which accesses of a survey to count; a missing property means all. */
export interface Selection {
  readonly write?: boolean;
  readonly size?: AccessSize;
}

/**
 * Outcomes of the selected accesses, the commonest first. The accesses add up to their number, the bytes to the
 * pages' bytes times the directions and sizes selected.
 */
export function surveyCounts(survey: PageSurvey, selection: Selection = {}): OutcomeCount[] {
  const accesses = new Uint32Array(OUTCOME_OF_CODE.length);
  const bytes = new Uint32Array(OUTCOME_OF_CODE.length);
  eachSelected(survey, selection, (offset, size, index) => {
    const code = survey.codes[index]!;
    accesses[code]!++;
    if ((offset - survey.start) % size === 0) bytes[code]! += size;
  });
  return OUTCOME_OF_CODE.map((outcome, code) => ({ outcome, accesses: accesses[code]!, bytes: bytes[code]! }))
    .filter((count) => count.accesses > 0)
    .sort((a, b) => b.accesses - a.accesses);
}

function eachSelected(
  survey: PageSurvey,
  selection: Selection,
  visit: (offset: number, size: AccessSize, index: number) => void,
): void {
  for (const write of [false, true])
    for (const size of ACCESS_SIZES) {
      if (write !== (selection.write ?? write) || size !== (selection.size ?? size)) continue;
      const first = surveyIndex(survey, survey.start, size, write);
      for (let i = 0; i < survey.end - survey.start; i++) visit(survey.start + i, size, first + i);
    }
}

/** Where two surveys of the same pages part. */
export interface SurveyDifference {
  /** 1 where the outcomes differ, in the order of `codes`. */
  readonly marks: Uint8Array;
  readonly accesses: number;
  readonly bytes: number;
  /** From which outcome to which, the commonest change first. */
  readonly changes: readonly {
    readonly from: Outcome;
    readonly to: Outcome;
    readonly accesses: number;
    readonly bytes: number;
  }[];
}

/** `a` and `b` must cover the same pages; the selection narrows the counts, not the marks. */
export function surveyDifference(a: PageSurvey, b: PageSurvey, selection: Selection = {}): SurveyDifference {
  if (a.start !== b.start || a.end !== b.end) throw new RangeError('the surveys are of different pages');
  const kinds = OUTCOME_OF_CODE.length;
  const marks = a.codes.map((code, i) => (code === b.codes[i] ? 0 : 1));
  const accesses = new Uint32Array(kinds * kinds);
  const bytes = new Uint32Array(kinds * kinds);
  eachSelected(a, selection, (offset, size, index) => {
    if (marks[index] === 0) return;
    const pair = a.codes[index]! * kinds + b.codes[index]!;
    accesses[pair]!++;
    if ((offset - a.start) % size === 0) bytes[pair]! += size;
  });
  const changes = Array.from(accesses, (count, pair) => ({
    from: OUTCOME_OF_CODE[Math.floor(pair / kinds)]!,
    to: OUTCOME_OF_CODE[pair % kinds]!,
    accesses: count,
    bytes: bytes[pair]!,
  }))
    .filter((change) => change.accesses > 0)
    .sort((x, y) => y.accesses - x.accesses);
  const sum = (values: Uint32Array) => values.reduce((total, value) => total + value, 0);
  return { marks, accesses: sum(accesses), bytes: sum(bytes), changes };
}

/** Why an access of a survey ends as it does. */
export interface Reason {
  readonly verdict: Verdict;
  readonly route: Route;
}

/** Explains the accesses of a survey one at a time, by doing them again with every hop recorded. */
export function explainer(
  design: Design,
  layout: Layout,
  preparation: Preparation,
  world: World = REAL_WORLD,
): (offset: number, size: AccessSize, write: boolean) => Reason {
  const prober = new Prober(design, layout, preparation, world);
  return (offset, size, write) => {
    const route = prober.route(offset, size, write);
    return { route, verdict: verdict(route, layout, design) };
  };
}

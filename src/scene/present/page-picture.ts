/** The map of a whole page for a stage: eight maps, and a legend in words beside them. */
import { ACCESS_SIZES, type AccessSize } from '#model/access.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { surveyCounts, type PageSurvey, type SurveyDifference } from '#model/page-survey.ts';
import type { Outcome } from '#model/route.ts';
import type { Rect } from '../route/rect.ts';
import { textWidth, wrapText } from '../route/text-width.ts';
import { ROW_BYTES, ROWS } from '../survey/map-shape.ts';
import { letterPlaces, planeRuns, type RowRun } from '../survey/plane-runs.ts';
import { TYPE, type StageText } from './stage-layout.ts';

const LEGEND = 330;
const GAP = 16;
const TITLE = 34;
const LINE = 31;
const SWATCH = 46;
const PLATE = 30;

export interface PagePlane extends Rect {
  readonly key: string;
  readonly title: StageText;
  /** What is drawn of each outcome, as path data. */
  readonly areas: readonly { readonly outcome: Outcome; readonly path: string }[];
  /** Letters of outcomes, in the middle of where they are. */
  readonly letters: readonly { readonly outcome: Outcome; readonly x: number; readonly y: number }[];
}

export interface LegendItem {
  readonly key: string;
  /** The outcome, or what it was before and is now. */
  readonly outcomes: readonly Outcome[];
  /** Where their swatches stand. */
  readonly swatches: readonly { readonly outcome: Outcome; readonly x: number; readonly y: number }[];
  readonly texts: readonly StageText[];
}

export interface PagePicture {
  readonly planes: readonly PagePlane[];
  readonly legend: readonly LegendItem[];
  /** Said below the legend when it does not hold all. */
  readonly more: readonly StageText[];
}

/** The least height at which letters fit into the maps. */
export const LEAST_PAGE_HEIGHT = 430;

export interface PageInput {
  readonly survey: PageSurvey;
  readonly difference: SurveyDifference | null;
  /** Which of the survey's pages, from 0. */
  readonly page: number;
}

export function pagePicture({ survey, difference, page }: PageInput, area: Rect): PagePicture {
  const cell =
    Math.floor(
      100 *
        Math.min((area.width - LEGEND - 4 * GAP) / 4 / ROW_BYTES, ((area.height - GAP) / 2 - TITLE) / ROWS),
    ) / 100;
  const side = cell * ROW_BYTES;
  const planes = [false, true].flatMap((write, half) =>
    ACCESS_SIZES.map((size, n) => {
      const x = area.x + n * (side + GAP);
      const y = area.y + half * (side + TITLE + GAP) + TITLE;
      return planeAt(
        { survey, difference, page },
        { size, write },
        { x, y, width: side, height: side },
        cell,
      );
    }),
  );
  const left = area.x + 4 * (side + GAP) + GAP;
  const legendArea = { x: left, y: area.y, width: area.x + area.width - left, height: area.height };
  return { planes, ...legendOf(survey, difference, legendArea) };
}

function planeAt(
  { survey, difference, page }: PageInput,
  plane: { readonly size: AccessSize; readonly write: boolean },
  box: Rect,
  cell: number,
): PagePlane {
  const runs = planeRuns(survey, plane, page, difference?.marks ?? null);
  const name = `${plane.write ? 'Write' : 'Read'} ${plane.size}`;
  return {
    ...box,
    key: name,
    title: { text: name, x: box.x, y: box.y - 9, size: TYPE, face: 'text', anchor: 'start' },
    areas: [...runs].map(([outcome, list]) => ({ outcome, path: pathOf(list, box, cell) })),
    letters: letterPlaces(runs, Math.ceil((PLATE + 4) / cell)).map(({ outcome, from, to }) => ({
      outcome,
      x: box.x + box.width / 2,
      y: box.y + ((from + to) / 2) * cell,
    })),
  };
}

/** Runs one below the other that are as wide as each other are one rectangle. */
function pathOf(runs: readonly RowRun[], box: Rect, cell: number): string {
  const open = new Map<string, { from: number; to: number; top: number; bottom: number }>();
  const done: { from: number; to: number; top: number; bottom: number }[] = [];
  for (const { row, from, to } of runs) {
    const key = `${from} ${to}`;
    const above = open.get(key);
    if (above?.bottom === row) above.bottom = row + 1;
    else {
      if (above) done.push(above);
      open.set(key, { from, to, top: row, bottom: row + 1 });
    }
  }
  const number = (value: number) => Math.round(value * 100) / 100;
  return [...done, ...open.values()]
    .map(({ from, to, top, bottom }) => {
      const width = number((to - from) * cell);
      return `M${number(box.x + from * cell)},${number(box.y + top * cell)}h${width}v${number((bottom - top) * cell)}h${-width}z`;
    })
    .join('');
}

interface Entry {
  readonly outcomes: readonly Outcome[];
  readonly accesses: number;
}

const counted = (n: number): string => n.toLocaleString('en');

function entriesOf(survey: PageSurvey, difference: SurveyDifference | null): Entry[] {
  return difference === null
    ? surveyCounts(survey).map(({ outcome, accesses }) => ({ outcomes: [outcome], accesses }))
    : difference.changes.map(({ from, to, accesses }) => ({ outcomes: [from, to], accesses }));
}

/** As many entries as fit, the most frequent first; how many accesses the others are is said. */
function legendOf(
  survey: PageSurvey,
  difference: SurveyDifference | null,
  area: Rect,
): Pick<PagePicture, 'legend' | 'more'> {
  const entries = entriesOf(survey, difference);
  const total = difference === null ? survey.codes.length : difference.accesses;
  const head =
    difference === null
      ? `${counted(total)} accesses`
      : entries.length === 0
        ? 'Every access ends alike.'
        : `${counted(total)} accesses end otherwise:`;
  const legend: LegendItem[] = [];
  const headLines = linesAt(head, area.x, area.y, area.width);
  let y = area.y + headLines.length * LINE + 8;
  legend.push({ key: 'head', outcomes: [], swatches: [], texts: headLines });
  for (const [n, entry] of entries.entries()) {
    const item = itemAt(entry, area, y);
    const height = item.texts.length * LINE + 8;
    const rest = entries.slice(n);
    const left = n + 1 < entries.length ? LINE * 2 : 0;
    if (y + height + left > area.y + area.height) {
      const sum = rest.reduce((all, { accesses }) => all + accesses, 0);
      const what = difference === null ? 'outcomes' : 'changes';
      return {
        legend,
        more: linesAt(`${rest.length} other ${what}: ${counted(sum)}`, area.x, y, area.width),
      };
    }
    legend.push(item);
    y += height;
  }
  return { legend, more: [] };
}

function itemAt({ outcomes, accesses }: Entry, area: Rect, y: number): LegendItem {
  const words = outcomes.map((outcome, n) =>
    n === 0 ? OUTCOMES[outcome].word : `now ${OUTCOMES[outcome].word}`,
  );
  const lines = words.flatMap((word, n) =>
    wrapText(
      n === words.length - 1 ? `${word}: ${counted(accesses)}` : word,
      TYPE,
      'text',
      area.width - SWATCH,
    ).map((text, i) => ({ text, first: i === 0 ? n : null })),
  );
  return {
    key: outcomes.join(' '),
    outcomes,
    swatches: lines.flatMap(({ first }, i) =>
      first === null ? [] : [{ outcome: outcomes[first]!, x: area.x, y: y + i * LINE }],
    ),
    texts: lines.map(({ text }, i) => ({
      text,
      x: area.x + SWATCH,
      y: y + i * LINE + TYPE,
      size: TYPE,
      face: 'text',
      anchor: 'start',
    })),
  };
}

const linesAt = (text: string, x: number, y: number, width: number): StageText[] =>
  wrapText(text, TYPE, 'text', width).map((line, n) => ({
    text: line,
    x,
    y: y + n * LINE + TYPE,
    size: TYPE,
    face: 'text',
    anchor: 'start',
  }));

/** Width of the plate behind a letter. */
export const LETTER_PLATE = { width: Math.ceil(textWidth('W', TYPE, 'mono')) + 10, height: PLATE } as const;

/** The tour: lessons run by the model, answers that come from routes, and how far somebody has come. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { hex } from '#model/base/hex.ts';
import { hopSentence, verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Hop, Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { sourceOf, type SourceRef } from '#model/sources.ts';
import type { Lesson, LessonQuestion } from '#content/tour/lesson.ts';
import { documentOf, type SharedDocument } from '#share/document.ts';
import { parseScenario } from '#share/text/parse.ts';
import { routeOf, runOf } from './derived.ts';
import { CATALOGUE } from './sharing.ts';

/** The lesson's scenario, at the step of `question` under its design. Our own texts are right; a wrong one is a bug. */
export function lessonDocument(lesson: Lesson, question: LessonQuestion): SharedDocument {
  const { document, problems } = parseScenario(lesson.text, CATALOGUE);
  if (document === null || problems.length > 0)
    throw new Error(`lesson ${lesson.id}: ${problems[0]?.sentence ?? 'unreadable'}`);
  const { step, design } = question;
  return documentOf(document.scenario, [design], { step: step - 1, view: 'route' });
}

const runs = new WeakMap<LessonQuestion, Run>();

export function runOfQuestion(lesson: Lesson, question: LessonQuestion): Run {
  const known = runs.get(question);
  if (known) return known;
  const { scenario } = lessonDocument(lesson, question);
  const run = runOf(scenario, question.design);
  runs.set(question, run);
  return run;
}

export interface Choice {
  readonly id: string;
  readonly words: string;
}

/** What can be guessed, in the lesson's order. */
export function choicesOf(question: LessonQuestion): Choice[] {
  switch (question.kind) {
    case 'outcome':
      return question.choices.map((outcome) => ({
        id: outcome,
        words: `${OUTCOMES[outcome].word}. ${OUTCOMES[outcome].sentence}`,
      }));
    case 'seen-by-device-model':
      return [
        { id: 'yes', words: 'Yes, it sees the access.' },
        { id: 'no', words: 'No, it is not told.' },
      ];
    case 'value':
      return question.choices.map((value) => ({ id: hex(value), words: hex(value) }));
  }
}

export interface Answer {
  /** The id of the right choice. */
  readonly right: string;
  /** The verdict on the access, as everywhere in the app. */
  readonly headline: string;
  readonly detail: string;
  /** The hop that decided, with its place in the source. */
  readonly because: string;
  readonly source: SourceRef | null;
}

/** What happens, by the model, and the hop that decides it. */
export function answerOf(lesson: Lesson, question: LessonQuestion): Answer {
  const run = runOfQuestion(lesson, question);
  const route = routeOf(run, question.step - 1);
  if (route === null) throw new Error(`lesson ${lesson.id} has no step ${question.step}`);
  const { headline, detail } = verdict(route, run.layout, run.design);
  const hop = decidingHop(route);
  return {
    right: rightOf(question, route),
    headline,
    detail,
    because: hop ? hopSentence(hop, run.layout, run.design) : '',
    source: hop ? sourceOf(hop.rule, run.design) : null,
  };
}

function rightOf(question: LessonQuestion, route: Route): string {
  switch (question.kind) {
    case 'outcome':
      return route.outcome;
    case 'seen-by-device-model':
      return route.hops.some(({ party }) => party === 'device-model') ? 'yes' : 'no';
    case 'value':
      return hex(route.values?.[0] ?? 0n);
  }
}

/** The last answer of a handler of the page, in Xen; where there is none, the last decision of anybody. */
function decidingHop(route: Route): Hop | undefined {
  return (
    route.hops.findLast(({ rule }) => /^(msixtbl|adjacent|page|vpci)\./.test(rule)) ??
    route.hops.findLast(({ party }) => party !== 'guest')
  );
}

/** How far somebody has come: the choice made for each question, by lesson. */
export interface TourProgress {
  readonly answered: Readonly<Record<string, readonly (string | null)[]>>;
}

export type TourStore = StoreApi<TourProgress>;

export const createTour = (progress: TourProgress): TourStore => createStore(() => progress);

export const isDone = ({ answered }: TourProgress, { id, questions }: Lesson): boolean =>
  questions.every((_, n) => (answered[id]?.[n] ?? null) !== null);

/** With `choice` for question `n` of the lesson. The first answer counts: the second is no prediction. */
export function withAnswer(
  { answered }: TourProgress,
  lesson: Lesson,
  n: number,
  choice: string,
): TourProgress {
  const before = lesson.questions.map((_, at) => answered[lesson.id]?.[at] ?? null);
  if (before[n] !== null) return { answered };
  return { answered: { ...answered, [lesson.id]: before.with(n, choice) } };
}

/** Progress from what was stored; anything unknown or broken is left out. */
export function restoreTour(text: string | null): TourProgress {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '{}');
  } catch {
    stored = {};
  }
  const record = asRecord(asRecord(stored)['answered']);
  const answered = Object.fromEntries(
    Object.entries(record).flatMap(([id, choices]) =>
      Array.isArray(choices) && choices.every((one) => one === null || typeof one === 'string')
        ? [[id, choices as (string | null)[]]]
        : [],
    ),
  );
  return { answered };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** A run as numbered sentences, made by the generators of captions and figures: see docs/transcript.schema.json. */
import { hex } from '#model/base/hex.ts';
import { hopSentence, stepTitle, verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { sourceOf } from '#model/sources.ts';
import type { Transcript, TranscriptSentence, TranscriptStep } from './format.ts';
import { MARKDOWN, TEXT, WRITERS, type TranscriptFormat, type TranscriptWriter } from './write.ts';

export type { Transcript, TranscriptSentence, TranscriptStep } from './format.ts';

/** The transcript of steps `from` to `to` (counted from 0, `to` exclusive), all by default. */
export function transcriptOf(run: Run, from = 0, to = run.length): Transcript {
  const steps = [...run.routes(from, to)].map((route, n) => ({
    ...stepOf(run, route, from + n),
    sentences: [...sentencesOf(run, route, from + n)],
  }));
  return { ...headOf(run), steps };
}

function headOf({ scenario, design }: Run): Transcript {
  const { id, name } = scenario.device;
  return {
    format: 'msixscope transcript',
    version: 1,
    name: scenario.name,
    note: scenario.note,
    device: { id, name },
    design: { id: design.id, title: design.title },
    steps: [],
  };
}

/** A step but for its sentences, which can be many. */
function stepOf({ layout, design }: Run, route: Route, n: number): TranscriptStep {
  const { headline, detail } = verdict(route, layout, design);
  return {
    number: n + 1,
    title: stepTitle(route.step, layout),
    outcome: route.outcome,
    outcomeWord: OUTCOMES[route.outcome].word,
    roundTrips: route.roundTrips,
    values: route.values?.map(hex) ?? null,
    sentences: [],
    verdict: { headline, detail },
  };
}

function* sentencesOf({ layout, design }: Run, route: Route, n: number): Generator<TranscriptSentence> {
  let k = 0;
  for (const hop of route.hops)
    yield {
      number: `${n + 1}.${++k}`,
      party: hop.party,
      rule: hop.rule,
      sentence: hopSentence(hop, layout, design),
      source: sourceOf(hop.rule, design),
    };
}

/** As plain text that can be mailed: printable ASCII in lines of 72 columns at most. */
export const transcriptText = (transcript: Transcript): string => written(transcript, TEXT);

/** As Markdown: a heading a step, a numbered list of its decisions, links to the source. */
export const transcriptMarkdown = (transcript: Transcript): string => written(transcript, MARKDOWN);

function written(transcript: Transcript, { head, step, tail }: TranscriptWriter): string {
  const steps = transcript.steps.flatMap((one) => [...step(one, one.sentences)]);
  return [head(transcript), ...steps, tail(transcript.steps.length)].join('');
}

/** The whole transcript of a run in that format, in pieces of a sentence, so that a long one need not be made at once. */
export function* transcriptPieces(run: Run, format: TranscriptFormat): Generator<string> {
  const { head, step, tail } = WRITERS[format];
  yield head(headOf(run));
  let n = 0;
  for (const route of run.routes()) {
    yield* step(stepOf(run, route, n), sentencesOf(run, route, n));
    n++;
  }
  yield tail(n);
}

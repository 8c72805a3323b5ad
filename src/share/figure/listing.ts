import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import type { SharedDocument } from '../document.ts';
import { ascii, wrapped } from './ascii.ts';

/** Every step with what becomes of it under each design; the present one is marked. */
export function listing({ scenario, step }: SharedDocument, runs: readonly Run[], width: number): string[] {
  const [first] = runs;
  if (!first || scenario.steps.length === 0) return ['  The scenario has no steps.'];
  const digits = String(scenario.steps.length).length;
  const rows = scenario.steps.flatMap((one, n) => {
    const mark = n === step ? '*' : ' ';
    const outcomes = runs.map((run) => OUTCOMES[run.summaries[n]!.outcome].word).join(' | ');
    const title = ascii(stepTitle(one, first.layout));
    return row(`${mark}${String(n + 1).padStart(digits + 1)}. `, title, outcomes, width);
  });
  return [
    ...rows,
    '',
    ...runs.flatMap((run, n) => sum(run, runs.length > 1 ? `Design ${n + 1}: ` : 'In all: ', width)),
  ];
}

/** The outcome at the right edge; on lines of its own where both do not fit. */
function row(label: string, title: string, outcomes: string, width: number): string[] {
  const gap = width - label.length - title.length - outcomes.length;
  if (gap >= 2) return [`${label}${title}${' '.repeat(gap)}${outcomes}`];
  const indent = label.length + 2;
  return [...wrapped(title, width, label, indent), ...wrapped(outcomes, width, ' '.repeat(indent), indent)];
}

function sum(run: Run, label: string, width: number): string[] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of run.summaries) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const words = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${count} ${OUTCOMES[outcome].word}`);
  const trips = run.summaries.reduce((total, summary) => total + summary.roundTrips, 0);
  return wrapped(`${words.join(', ')}; ${trips} blocking round trips.`, width, label, 2);
}

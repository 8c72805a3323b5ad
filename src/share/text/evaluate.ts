import { hex } from '#model/base/hex.ts';
import { designById } from '#model/designs/catalogue.ts';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome, Party, Route } from '#model/route.ts';
import { Run } from '#model/run.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Claim, SharedDocument, Witness } from '../document.ts';
import { parseScenario } from './parse.ts';
import type { Problem } from './problem.ts';

/** An expectation that does not hold. */
export interface Difference {
  /** Line of the expectation in the text; 0 where there is no text. */
  readonly line: number;
  /** The step it is about, from 1. */
  readonly step: number;
  /** Id of the design under which it does not hold. */
  readonly design: string;
  /** What was expected and what came of it. */
  readonly sentence: string;
}

export interface Evaluation {
  /** What is wrong with the text itself: then the run says little. */
  readonly problems: readonly Problem[];
  /** What is no mistake and does not do what its line seems to say. */
  readonly notices: readonly Problem[];
  readonly differences: readonly Difference[];
  /** Expectations looked at, once for each design they are about. */
  readonly checked: number;
}

/** Reads a scenario text, runs it, and holds its `expect` lines against what happened. */
export function evaluate(text: string, catalogue: Catalogue): Evaluation {
  const { document, problems, notices, attachedLines } = parseScenario(text, catalogue);
  if (document === null) return { problems, notices, differences: [], checked: 0 };
  return { problems, notices, ...evaluateDocument(document, attachedLines) };
}

/** The same for a document; `lineNumbers` are those of its attached lines, where they came from a text. */
export function evaluateDocument(
  document: SharedDocument,
  lineNumbers: readonly number[] = [],
): Omit<Evaluation, 'problems' | 'notices'> {
  const runs = new Map<string, Run>();
  const runUnder = (id: string): Run | null => {
    const known = runs.get(id);
    if (known) return known;
    const design = designById(id);
    if (!design.ok) return null;
    const run = new Run(document.scenario, design.value);
    runs.set(id, run);
    return run;
  };
  const differences: Difference[] = [];
  let checked = 0;
  document.lines.forEach((line, n) => {
    if (line.kind !== 'expect') return;
    for (const id of line.under === null ? new Set(document.designs) : [line.under]) {
      const run = runUnder(id);
      const where = { line: lineNumbers[n] ?? 0, step: line.after, design: id };
      checked++;
      const wrong =
        run === null ? 'This design is not known.' : differenceAt(run, line.after - 1, line.claim);
      if (wrong !== null) differences.push({ ...where, sentence: wrong });
    }
  });
  return { differences, checked };
}

/** As it is written in a text, and as the app says it where that is another word. */
function inWords(outcome: Outcome): string {
  const { word } = OUTCOMES[outcome];
  return word === outcome ? outcome : `${outcome} (${word})`;
}

function differenceAt(run: Run, step: number, claim: Claim): string | null {
  const title = stepTitle(run.scenario.steps[step]!, run.layout);
  switch (claim.kind) {
    case 'outcome': {
      const { outcome } = run.summaries[step]!;
      return outcome === claim.outcome
        ? null
        : `${title}: expected ${inWords(claim.outcome)}, but it is ${inWords(outcome)}.`;
    }
    case 'value': {
      const { values } = run.routeAt(step);
      const found = values?.map(hex).join(', ');
      const wanted = claim.values.map(hex).join(', ');
      if (found === wanted) return null;
      return `${title}: expected the value ${wanted}, but ${found === undefined ? 'it gives no value' : `it gives ${found}`}.`;
    }
    case 'seen': {
      const seen = isSeenBy(run.routeAt(step), claim.by);
      if (seen === claim.seen) return null;
      return `${title}: expected ${claim.by} ${claim.seen ? 'to see it, but it never gets there' : 'not to see it, but it does'}.`;
    }
  }
}

const PARTY: Readonly<Record<Witness, Party>> = { xen: 'xen', qemu: 'device-model', hardware: 'hardware' };

/** True when a step had to do with that party: with one of its decisions, or with a cycle of the device. */
export function isSeenBy(route: Route, witness: Witness): boolean {
  return route.hops.some((hop) => hop.party === PARTY[witness]);
}

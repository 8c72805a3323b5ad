import { hopSentence, hopTitle, placeMeaning, stepTitle, verdict } from '#model/narrate.ts';
import { isAccess } from '#model/access.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Hop } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { sourceOf } from '#model/sources.ts';
import { wrapped } from './ascii.ts';
import { lanes } from './lanes.ts';

/** Decisions that are told one by one; behind them only their number is. */
const MOST_DECISIONS = 200;

/** The route of one step: what the guest does, the way as a picture, each decision, and what came of it. */
export function routeFigure(run: Run, step: number, width: number): string[] {
  const route = run.routeAt(step);
  const { hops, outcome } = route;
  const picture = lanes(hops, width, run.design.deviceModel.present);
  const { headline, detail } = verdict(route, run.layout, run.design);
  const access = route.step;
  const meaning = isAccess(access) ? ` (${placeMeaning(access.offset, run.layout)})` : '';
  const told = hops.slice(0, MOST_DECISIONS);
  return [
    ...wrapped(`${stepTitle(access, run.layout)}${meaning}`, width, '  '),
    ...(picture === null ? [] : ['', ...picture]),
    '',
    ...told.flatMap((hop, n) => decision(hop, n + 1, run, width)),
    ...(hops.length > told.length
      ? wrapped(`... and ${hops.length - told.length} decisions more.`, width, '     ', 5)
      : []),
    '',
    ...wrapped(`${OUTCOMES[outcome].word}. ${headline} ${detail}`, width, 'Verdict: '),
  ];
}

function decision(hop: Hop, number: number, run: Run, width: number): string[] {
  const source = sourceOf(hop.rule, run.design);
  const line = source?.line == null ? '' : `:${source.line}`;
  const place = source === null ? [] : [`${source.function}, ${source.file}${line}`, source.tag];
  return [
    ...wrapped(
      `${hopTitle(hop)}. ${hopSentence(hop, run.layout, run.design)}`,
      width,
      `${String(number).padStart(3)}. `,
      5,
    ),
    ...(place.length === 0 ? [] : wrapped(`[${place.join(', ')}]`, width, '     ', 5)),
  ];
}

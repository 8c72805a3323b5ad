/** What is said below and, without a sentence of the speaker's, above the route of a moment. */
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import { hopSentence, hopTitle, verdict } from '#model/narrate.ts';
import type { Route } from '#model/route.ts';
import { playheadAt } from '../route/route-scene.ts';

export interface RouteWords {
  readonly headline: string;
  readonly detail: string;
  /** All of it, and as much of it as says what happens, for where a sentence of the speaker's stands above. */
  readonly captions: readonly [string, string];
}

/** The words at `hop`: those of the hop while the token travels, the verdict at the end. */
export function routeWords(route: Route, layout: Layout, design: Design, hop: number): RouteWords {
  const { hops } = route;
  const head = playheadAt(hop, hops.length);
  const current = hops[head.index];
  if (current === undefined || head.arrived >= hops.length) {
    const { headline, detail } = verdict(route, layout, design);
    return { headline, detail, captions: [`${headline} ${detail}`, headline] };
  }
  const count = `Hop ${head.index + 1} of ${hops.length}`;
  const headline = `${count}: ${hopTitle(current)}`;
  const detail = hopSentence(current, layout, design);
  return { headline, detail, captions: [`${count}. ${detail}`, headline] };
}

/** Every headline of the route, for the room that they need. */
export const allHeadlines = (route: Route, layout: Layout, design: Design): string[] =>
  Array.from(
    { length: Math.min(route.hops.length, MOST_LOOKED_AT) + 1 },
    (_, n) => routeWords(route, layout, design, n === MOST_LOOKED_AT ? route.hops.length : n).headline,
  );

/** Titles of hops are short, and long routes say the same ones over and over. */
const MOST_LOOKED_AT = 40;

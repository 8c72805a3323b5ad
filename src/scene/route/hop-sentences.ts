import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import { hopSentence } from '#model/narrate.ts';
import type { Route } from '#model/route.ts';

/** The route hop by hop, with handlers that decline one after the other in one sentence. */
export function hopSentences(route: Route, layout: Layout, design: Design): string[] {
  const said: string[] = [];
  let declined: string[] = [];
  const close = () => {
    if (declined.length > 0) said.push(`Asked in order, and all decline: ${declined.join(', ')}.`);
    declined = [];
  };
  for (const hop of route.hops) {
    if (hop.rule === 'xen.decline' && hop.facts.handler !== undefined) declined.push(hop.facts.handler);
    else {
      close();
      said.push(hopSentence(hop, layout, design));
    }
  }
  close();
  return said;
}

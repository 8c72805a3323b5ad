/** `npm run bench`: every figure the README claims, in one run, with the machine's own beside it. */
import { benchExplore } from './explore.ts';
import { benchExport } from './export.ts';
import { benchFrames } from './frames.ts';
import { benchLinks } from './links.ts';
import { benchLoad } from './load.ts';
import { benchCompare } from './compare.ts';
import { benchPaint } from './paint.ts';
import { benchPeers } from './peers.ts';
import { benchRouting } from './routing.ts';
import { benchShare } from './share.ts';
import { benchSteps } from './steps.ts';
import { benchSurvey } from './survey.ts';
import { benchTracePage } from './trace-page.ts';
import { benchTraces } from './traces.ts';
import { machineLine } from './measure.ts';

/** In the order of the README's table. Each gives lines to print. */
const BENCHES: readonly (readonly [title: string, run: () => string[] | Promise<string[]>])[] = [
  ['Routing', benchRouting],
  ['Survey of the table’s pages', benchSurvey],
  ['Comparison', benchCompare],
  ['State-space search', benchExplore],
  ['Texts, links and figures', benchShare],
  ['Links in a browser', benchLinks],
  ['Stepping', benchSteps],
  ['From the key to the picture', benchPaint],
  ['Recordings', benchTraces],
  ['Recordings in the page', benchTracePage],
  ['First visit', benchLoad],
  ['Frames while playing', benchFrames],
  ['Exports', benchExport],
  ['Peers', benchPeers],
];

console.log(machineLine());
/** `npm run bench -- links` runs those whose titles have the word. */
const wanted = process.argv[2]?.toLowerCase() ?? '';
for (const [title, run] of BENCHES.filter(([title]) => title.toLowerCase().includes(wanted))) {
  console.log(`\n${title}`);
  for (const line of await run()) console.log(`  ${line}`);
}

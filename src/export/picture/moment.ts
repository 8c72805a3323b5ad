import type { MachineState } from '#model/state.ts';
import type { Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { stepTitle, verdict } from '#model/narrate.ts';
import { hopSentences } from '#scene/route/hop-sentences.ts';
import { playheadAt } from '#scene/route/route-scene.ts';
import type { ObstacleWords } from '#scene/obstacle.ts';

/** What a picture shows: one position of the playhead of one run. */
export interface Moment {
  readonly run: Run;
  /** 0-based; 0 where the scenario has no steps. */
  readonly step: number;
  /** From 0 to the number of the route's hops. */
  readonly hop: number;
  /** Route of the step; null where there is none. */
  readonly route: Route | null;
  /** What everyone holds after the hops that are done. */
  readonly state: MachineState;
  /** The state before the step, to mark what changed; null at the very start. */
  readonly previous: MachineState | null;
  /** Why none of this can happen where the device model runs; null where it can. */
  readonly obstacle: ObstacleWords | null;
}

/** True once every hop has arrived. */
export const isOver = ({ route, hop }: Moment): boolean => route !== null && hop >= route.hops.length;

/** `Access 34 of 43`. */
export const placeWords = ({ run, step }: Moment): string => `Access ${step + 1} of ${run.length}`;

/** `Intel Wi-Fi 6 AX210 (8086:2725)`. */
export function deviceWords({ run }: Moment): string {
  const { name, id } = run.scenario.device;
  return id === null ? name : `${name} (${id})`;
}

/** One line that names the moment, for titles of files and bookmarks. */
export function titleOf(moment: Moment): string {
  const { run, route } = moment;
  if (route === null) return `${run.scenario.name}: no access`;
  return `${run.scenario.name}, ${placeWords(moment).toLowerCase()}: ${stepTitle(route.step, run.layout)}`;
}

/** The moment in the sentences of captions and transcripts: what was done so far, and at the end the verdict. */
export function descriptionOf(moment: Moment): string {
  const { run, route, hop, obstacle } = moment;
  const { layout, design } = run;
  const where = `${deviceWords(moment)}, under ${design.title}.`;
  const barred = obstacle === null ? [] : [obstacle.head, obstacle.failing, obstacle.reason, obstacle.foot];
  if (route === null) return [where, ...barred, 'The scenario has no access.'].join(' ');
  const shown = isOver(moment) ? route.hops.length : playheadAt(hop, route.hops.length).index + 1;
  const said = hopSentences({ ...route, hops: route.hops.slice(0, shown) }, layout, design);
  const { headline, detail } = verdict(route, layout, design);
  return [where, ...barred, ...said, ...(isOver(moment) ? [headline, detail] : [])].join(' ').trim();
}

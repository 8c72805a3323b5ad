import type { DeviceDescription } from '#model/device.ts';
import type { Run } from '#model/run.ts';
import type { Scenario } from '#model/scenario.ts';
import { jointTrack, runOf, trackOf } from './derived.ts';
import type { AttachedLine } from '#share/document.ts';
import type { Lineage } from './document.ts';
import type { Edited } from './history.ts';
import type { Look } from './look.ts';
import type { LoopRange } from './playback.ts';
import type { Playhead, Track } from './playhead.ts';

/** Bytes of the table BAR. */
export interface Selection {
  readonly offset: number;
  readonly size: number;
}

/** A scenario under its name in links: that of a ready one, or `own-…`. */
export interface NamedScenario {
  readonly id: string;
  readonly scenario: Scenario;
  /** Where one's own came from; ready ones come from nowhere. */
  readonly from?: Lineage | null;
  /** What its text holds besides steps; ready ones hold nothing. */
  readonly lines?: readonly AttachedLine[];
}

export interface WorkbenchState extends Edited {
  /** The device that is looked at: that of the active scenario, which the ready ones are shown on. */
  readonly device: DeviceDescription;
  /** The ready scenarios on that device, then those of the document, which bring their own. Never empty. */
  readonly scenarios: readonly NamedScenario[];
  readonly activeId: string;
  readonly designId: string;
  readonly playhead: Playhead;
  readonly playing: boolean;
  /** Milliseconds rested at the end of the access, while playing. */
  readonly rested: number;
  /** 0.1 to 4. */
  readonly speed: number;
  readonly loop: LoopRange | null;
  /** What was picked on the map, or null to follow the access. */
  readonly selection: Selection | null;
  /** What the last edit, undo or redo did, in words; null before any. */
  readonly said: string | null;
  readonly look: Look;
}

function active({ scenarios, activeId }: WorkbenchState): NamedScenario {
  const found = scenarios.find(({ id }) => id === activeId) ?? scenarios[0];
  if (!found) throw new Error('a workbench always has a scenario');
  return found;
}

export const activeScenario = (state: WorkbenchState): Scenario => active(state).scenario;

const NO_LINES: readonly AttachedLine[] = [];

/** Comments, expectations and moments of the active scenario. */
export const activeLines = (state: WorkbenchState): readonly AttachedLine[] =>
  active(state).lines ?? NO_LINES;

export const activeRun = (state: WorkbenchState): Run => runOf(activeScenario(state), state.designId);

/** The same scenario under the design that the chosen one is compared with. */
export const otherRun = (state: WorkbenchState): Run =>
  runOf(activeScenario(state), state.look.otherDesignId);

/** What the playhead moves on: where two designs are compared, the longer of their routes. */
export const activeTrack = (state: WorkbenchState): Track =>
  state.look.view === 'compare' ? jointTrack(activeRun(state), otherRun(state)) : trackOf(activeRun(state));

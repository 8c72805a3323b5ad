/** Which talk is meant by “the talk”, ready talks, and going to a moment in the app. */
import { layoutOf } from '#model/layout.ts';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import type { ReadyTalk } from '#content/talks.ts';
import type { OwnScenario, ScenarioWithLines } from './document.ts';
import { hasTalk, withMoments, type Moment } from './talk.ts';
import type { ShownMoment } from './talk-stage.ts';
import { activeLines, activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

/** One's own scenarios that hold a talk. */
export const talksOf = ({ document }: Pick<WorkbenchState, 'document'>): readonly OwnScenario[] =>
  document.scenarios.filter(({ lines }) => hasTalk(lines));

/** The talk of the active scenario, else the one with the id `chosen`, else null. */
export function currentTalk(state: WorkbenchState, chosen: string | null): OwnScenario | null {
  const talks = talksOf(state);
  return talks.find(({ id }) => id === state.activeId) ?? talks.find(({ id }) => id === chosen) ?? null;
}

/** The active scenario as a home for moments that are not kept. */
export const activeText = (state: WorkbenchState): ScenarioWithLines => ({
  scenario: activeScenario(state),
  lines: activeLines(state),
});

/** A ready talk as a scenario with its moments, as if it had been opened from a text. */
export function readyTalkText(talk: ReadyTalk): ScenarioWithLines {
  const { description } = DEVICES.find((one) => one.description.id === talk.deviceId)!;
  const ready = SCENARIOS.find(({ id }) => id === talk.scenarioId)!;
  const scenario = { ...ready.on(layoutOf(description)), name: talk.name, note: talk.note };
  return { scenario, lines: withMoments([], talk.moments.map(momentOf)) };
}

const momentOf = ({
  step,
  hop,
  view,
  designs,
  elsewhere,
  sentence,
  notes,
}: ReadyTalk['moments'][number]): Moment => ({
  step,
  hop,
  view: view === 'route' ? null : view,
  designs,
  scenario: elsewhere?.scenario ?? null,
  device: elsewhere?.deviceId ?? null,
  text: sentence,
  notes: notes.join('\n'),
});

/** Shows in the app what `moment` of the talk in scenario `home` shows; the player stands still. */
export function goTo({ getState, actions }: Workbench, moment: ShownMoment, home: string): void {
  const { origin, designId, otherDesignId, picture, step, hop } = moment;
  if (origin.kind === 'ready' && getState().device !== origin.device) actions.openDevice(origin.device);
  actions.activate(origin.kind === 'home' ? home : origin.id);
  actions.setDesign(designId);
  actions.setLook({
    view: picture === 'map' ? 'route' : picture,
    ...(otherDesignId !== null && { otherDesignId }),
    ...(picture === 'page' && { map: otherDesignId === null ? 'design' : 'difference' }),
  });
  actions.seek({ step, hop });
}

/** What is looked at now as a document to be shared, and documents that come in. */
import { isSame } from '#model/base/same.ts';
import { layoutOf } from '#model/layout.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { documentOf, type SharedDocument } from '#share/document.ts';
import type { ScenarioWithLines } from './document.ts';
import { VIEWS, type Look } from './look.ts';
import { takenNames } from './taken-names.ts';
import { activeLines, activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

export { CATALOGUE } from './device-names.ts';
/** The scenarios that a figure may name where they would not fit its state line. */
export { SCENARIOS as READY } from '#content/scenarios.ts';

/** Views that show two designs. */
const isOfTwo = ({ view, map }: Look): boolean => view === 'compare' || (view === 'page' && map !== 'design');

/** Scenario, design or pair, step, hop, view and look of this moment. */
export function documentNow(state: WorkbenchState): SharedDocument {
  const { designId, look, playhead, selection } = state;
  const { environment, preparation, map, zoom } = look;
  const isPair = isOfTwo(look) && look.otherDesignId !== designId;
  return documentOf(activeScenario(state), isPair ? [designId, look.otherDesignId] : [designId], {
    step: playhead.step,
    hop: Math.round(playhead.hop),
    view: look.view,
    look: { environment, preparation, map, zoom, picked: selection },
    lines: activeLines(state),
  });
}

/** True when both are the same but for their names: one gets a number where another has its name already. */
const isSameText = (a: ScenarioWithLines, b: ScenarioWithLines): boolean =>
  isSame(
    { ...a.scenario, name: '', registers: sorted(a) },
    { ...b.scenario, name: '', registers: sorted(b) },
  ) && isSame(a.lines, b.lines);
const sorted = ({ scenario }: ScenarioWithLines) => [...scenario.registers].sort(([a], [b]) => a - b);

/**
 * Shows the document paused at its step: at its end, where no hop of it is named. A scenario that is ready, or that is
 * there already, is not added again, so that opening the same link twice leaves one. Returns what is to be told of it.
 */
export function openDocument(
  { getState, actions }: Workbench,
  { scenario, designs: [first, second], step, hop, view, look, lines }: SharedDocument,
): readonly string[] {
  const wanted = { scenario, lines };
  const own = getState().document.scenarios.find((one) => isSameText(one, wanted));
  const ready = SCENARIOS.find((one) =>
    isSameText({ scenario: one.on(layoutOf(scenario.device)), lines: [] }, wanted),
  );
  let notices: readonly string[] = [];
  if (own) actions.activate(own.id);
  else if (ready) {
    if (JSON.stringify(getState().device) !== JSON.stringify(scenario.device))
      actions.openDevice(scenario.device);
    actions.activate(ready.id);
  } else {
    actions.openScenario(scenario, lines);
    notices = takenNames([wanted], getState());
  }
  actions.setDesign(first);
  const shown = VIEWS.find((name) => name === view) ?? (second === undefined ? 'route' : 'compare');
  const { picked, ...looks } = look;
  actions.setLook({ ...looks, view: shown, ...(second !== undefined && { otherDesignId: second }) });
  actions.select(picked);
  actions.seek({ step, hop: step > 0 && hop === 0 ? Number.POSITIVE_INFINITY : hop });
  return notices;
}

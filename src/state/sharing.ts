/** What is looked at now as a document to be shared, and documents that come in. */
import { layoutOf } from '#model/layout.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { documentOf, type SharedDocument } from '#share/document.ts';
import { saveLines } from '#share/saved-lines.ts';
import { saveScenario } from '#share/saved-scenario.ts';
import type { ScenarioWithLines } from './document.ts';
import { VIEWS } from './look.ts';
import { activeLines, activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

export { CATALOGUE } from './device-names.ts';

/** Scenario, design or pair, step, hop and view of this moment. */
export function documentNow(state: WorkbenchState): SharedDocument {
  const { designId, look, playhead } = state;
  const isPair = look.view === 'compare' && look.otherDesignId !== designId;
  return documentOf(activeScenario(state), isPair ? [designId, look.otherDesignId] : [designId], {
    step: playhead.step,
    hop: Math.round(playhead.hop),
    view: look.view,
    lines: activeLines(state),
  });
}

/** All of a scenario but its name, which gets a number where another has it already. */
const sameText = ({ scenario, lines }: ScenarioWithLines): string =>
  JSON.stringify([saveScenario({ ...scenario, name: '' }), saveLines(lines)]);

/**
 * Shows the document paused at its step: at its end, where no hop of it is named. A scenario that is ready, or that is
 * there already, is not added again, so that opening the same link twice leaves one.
 */
export function openDocument(
  { getState, actions }: Workbench,
  { scenario, designs: [first, second], step, hop, view, lines }: SharedDocument,
): void {
  const wanted = sameText({ scenario, lines });
  const own = getState().document.scenarios.find((one) => sameText(one) === wanted);
  const ready = SCENARIOS.find(
    (one) => sameText({ scenario: one.on(layoutOf(scenario.device)), lines: [] }) === wanted,
  );
  if (own) actions.activate(own.id);
  else if (ready) {
    if (JSON.stringify(getState().device) !== JSON.stringify(scenario.device))
      actions.openDevice(scenario.device);
    actions.activate(ready.id);
  } else actions.openScenario(scenario, lines);
  actions.setDesign(first);
  const shown = VIEWS.find((name) => name === view) ?? (second === undefined ? 'route' : 'compare');
  actions.setLook({ view: shown, ...(second !== undefined && { otherDesignId: second }) });
  actions.seek({ step, hop: step > 0 && hop === 0 ? Number.POSITIVE_INFINITY : hop });
}

/** What is looked at now as a document to be shared, and documents that come in. */
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { documentOf, type SharedDocument } from '#share/document.ts';
import { saveScenario } from '#share/saved-scenario.ts';
import { VIEWS } from './look.ts';
import { activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

/** The devices that links and texts name instead of spelling them out. */
export const CATALOGUE: readonly DeviceDescription[] = DEVICES.map(({ description }) => description);

/** Scenario, design or pair, step, hop and view of this moment. */
export function documentNow(state: WorkbenchState): SharedDocument {
  const { designId, look, playhead } = state;
  const isPair = look.view === 'compare' && look.otherDesignId !== designId;
  return documentOf(activeScenario(state), isPair ? [designId, look.otherDesignId] : [designId], {
    step: playhead.step,
    hop: Math.round(playhead.hop),
    view: look.view,
  });
}

/** All of a scenario but its name, which gets a number where another has it already. */
const sameText = (scenario: Scenario): string => JSON.stringify(saveScenario({ ...scenario, name: '' }));

/**
 * Shows the document paused at its step: at its end, where no hop of it is named. A scenario that is ready, or that is
 * there already, is not added again, so that opening the same link twice leaves one. Gives back what the document
 * holds that the app has no place for, as sentences.
 */
export function openDocument(
  { getState, actions }: Workbench,
  { scenario, designs: [first, second], step, hop, view, lines }: SharedDocument,
): string[] {
  const wanted = sameText(scenario);
  const own = getState().document.scenarios.find((one) => sameText(one.scenario) === wanted);
  const ready = SCENARIOS.find((one) => sameText(one.on(layoutOf(scenario.device))) === wanted);
  if (own) actions.activate(own.id);
  else if (ready) {
    if (JSON.stringify(getState().device) !== JSON.stringify(scenario.device))
      actions.openDevice(scenario.device);
    actions.activate(ready.id);
  } else actions.openScenario(scenario);
  actions.setDesign(first);
  const shown = VIEWS.find((name) => name === view) ?? (second === undefined ? 'route' : 'compare');
  actions.setLook({ view: shown, ...(second !== undefined && { otherDesignId: second }) });
  actions.seek({ step, hop: step > 0 && hop === 0 ? Number.POSITIVE_INFINITY : hop });
  return lines.length === 0 ? [] : [leftOut(lines.length)];
}

const leftOut = (count: number): string =>
  `${count === 1 ? 'One line' : `${count} lines`} of comments, moments or expectations came with the scenario. The list of steps has no place for them: they were left out.`;

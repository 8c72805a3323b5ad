/** What the moments of a talk show, once scenarios, devices and designs are found by the names they give. */
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { catalogueNames, deviceNamed, isSameDevice } from '#share/catalogue.ts';
import { PICTURES, type Picture } from '#share/document.ts';
import { jointTrack, runOf, trackOf } from './derived.ts';
import type { ScenarioDocument, ScenarioWithLines } from './document.ts';
import { isAtEnd } from './playhead.ts';
import { CATALOGUE } from './device-names.ts';
import { EMPTY_MOMENT, type Moment } from './talk.ts';
import { ownNamed } from './talk-references.ts';
import { activeScenario, activeTrack, type WorkbenchState } from './workbench-state.ts';

export const PICTURE_NAMES = Object.keys(PICTURES) as readonly Picture[];

/** A longer sentence leaves the picture less room than it needs at its own size of type. */
export const LONGEST_SENTENCE = 200;

/** Where a moment's scenario is from. */
export type Origin =
  /** The text that the talk is in. */
  | { readonly kind: 'home' }
  | { readonly kind: 'own'; readonly id: string }
  | { readonly kind: 'ready'; readonly id: string; readonly device: DeviceDescription };

export interface ShownMoment {
  readonly kind: 'shown';
  readonly text: string;
  readonly notes: string;
  readonly picture: Picture;
  readonly origin: Origin;
  readonly scenario: Scenario;
  readonly designId: string;
  /** The design it is compared with, or null. */
  readonly otherDesignId: string | null;
  readonly step: number;
  readonly hop: number;
  /** What the person who edits the talk should know, or null. */
  readonly remark: string | null;
}

export interface BrokenMoment {
  readonly kind: 'broken';
  readonly text: string;
  readonly notes: string;
  /** What cannot be found, and what to do. */
  readonly problem: string;
}

export type StageMoment = ShownMoment | BrokenMoment;

/** What is open: what a moment means where it names none. */
export interface Surroundings {
  readonly document: ScenarioDocument;
  readonly designId: string;
  readonly otherDesignId: string;
}

export const surroundingsOf = ({ document, designId, look }: WorkbenchState): Surroundings => ({
  document,
  designId,
  otherDesignId: look.otherDesignId,
});

/** What `moment` of the talk in `home` shows. */
export function staged(moment: Moment, home: ScenarioWithLines, around: Surroundings): StageMoment {
  const { text, notes } = moment;
  const broken = (problem: string): StageMoment => ({ kind: 'broken', text, notes, problem });
  const found = scenarioOf(moment, home, around.document);
  if (!found.ok) return broken(found.error);
  const { scenario, origin } = found.value;
  const picture = PICTURE_NAMES.find((name) => name === (moment.view ?? 'route')) ?? null;
  const designs = designsOf(moment, picture ?? 'route', around);
  if (!designs.ok) return broken(designs.error);
  const [designId, otherDesignId] = designs.value;
  const { step } = moment;
  if (step === null)
    return broken('The step that this moment showed is gone. Choose another one for it in the Talk dialog.');
  const { length } = scenario.steps;
  if (step >= length && !(step === 0 && length === 0))
    return broken(
      `“${scenario.name}” has ${length} ${length === 1 ? 'step' : 'steps'}: there is no step ${step + 1}.`,
    );
  const run = runOf(scenario, designId);
  const track =
    picture === 'compare' && otherDesignId !== null
      ? jointTrack(run, runOf(scenario, otherDesignId))
      : trackOf(run);
  const hop = Math.min(moment.hop ?? Infinity, track.hopsOf(step));
  const remark = remarkOn(moment, picture);
  return {
    kind: 'shown',
    text,
    notes,
    picture: picture ?? 'route',
    origin,
    scenario,
    designId,
    otherDesignId,
    step,
    hop,
    remark,
  };
}

function remarkOn({ view, text }: Moment, picture: Picture | null): string | null {
  if (picture === null)
    return `There is no picture “${view}” for the stage (there are ${PICTURE_NAMES.join(', ')}): the route is shown.`;
  return text.length > LONGEST_SENTENCE
    ? `The sentence has ${text.length} characters: with more than ${LONGEST_SENTENCE} the picture is drawn smaller.`
    : null;
}

function designsOf(
  { designs }: Moment,
  picture: Picture,
  around: Surroundings,
): Result<readonly [string, string | null]> {
  const [first = around.designId, second] = designs;
  const other = second ?? (picture === 'compare' ? around.otherDesignId : null);
  for (const id of [first, other]) {
    const known = id === null ? null : designById(id);
    if (known?.ok === false) return failure(known.error);
  }
  return success([first, other]);
}

interface Found {
  readonly scenario: Scenario;
  readonly origin: Origin;
}

function scenarioOf(
  { scenario: name, device: deviceName }: Moment,
  home: ScenarioWithLines,
  document: ScenarioDocument,
): Result<Found> {
  if (name === null) return success({ scenario: home.scenario, origin: { kind: 'home' } });
  const own = deviceName === null ? ownNamed(document, name) : null;
  if (own) return success({ scenario: own.scenario, origin: { kind: 'own', id: own.id } });
  const ready = SCENARIOS.find((one) => one.name === name);
  if (!ready)
    return failure(
      deviceName === null
        ? `There is no scenario “${name}” here, neither among yours nor ready. Open it, or choose another for this moment.`
        : `No ready scenario is named “${name}”.`,
    );
  const device = deviceName === null ? home.scenario.device : deviceOf(deviceName);
  if (device === null)
    return failure(`The catalogue has no device “${deviceName}”, which this moment names.`);
  return success({
    scenario: readyOn(ready.id, device),
    origin: { kind: 'ready', id: ready.id, device },
  });
}

const PCI_ID = /^[0-9a-f]{4}:[0-9a-f]{4}$/i;

const deviceOf = (name: string): DeviceDescription | null =>
  deviceNamed(PCI_ID.test(name) ? { id: name, name: null } : { id: null, name }, CATALOGUE);

const readyScenarios = new WeakMap<DeviceDescription, Map<string, Scenario>>();

/** Always the same object for the same device: runs are remembered by it. */
function readyOn(id: string, device: DeviceDescription): Scenario {
  const known = readyScenarios.get(device) ?? new Map<string, Scenario>();
  readyScenarios.set(device, known);
  const scenario = known.get(id) ?? SCENARIOS.find((one) => one.id === id)!.on(layoutOf(device));
  known.set(id, scenario);
  return scenario;
}

/** What is looked at now as a moment of the talk in `home`, or why no talk can name it. */
export function momentNow(state: WorkbenchState, home: ScenarioWithLines | null): Result<Moment> {
  const named = scenarioNamed(state, home);
  if (!named.ok) return named;
  const { playhead, designId, look } = state;
  const { step, hop } = playhead;
  const isEnd = isAtEnd(playhead, activeTrack(state)) && hop > 0;
  const isPair = look.view === 'compare' || (look.view === 'page' && look.map === 'difference');
  const one = look.view === 'page' && look.map === 'other' ? look.otherDesignId : designId;
  return success({
    ...EMPTY_MOMENT,
    ...named.value,
    step,
    hop: isEnd ? null : Math.round(hop),
    view: look.view === 'compare' || look.view === 'page' ? look.view : null,
    designs: isPair ? [designId, look.otherDesignId] : [one],
  });
}

function scenarioNamed(
  state: WorkbenchState,
  home: ScenarioWithLines | null,
): Result<Pick<Moment, 'scenario' | 'device'>> {
  const scenario = activeScenario(state);
  const { name, device } = scenario;
  if (home === null || home.scenario === scenario) return success({ scenario: null, device: null });
  const own = ownNamed(state.document, name);
  if (own?.scenario === scenario) return success({ scenario: name, device: null });
  if (!SCENARIOS.some(({ id }) => id === state.activeId) || own !== null)
    return failure(
      `Several of your scenarios are named “${name}”: rename this one, so that the talk can name it.`,
    );
  if (isSameDevice(device, home.scenario.device)) return success({ scenario: name, device: null });
  const known = catalogueNames(device, CATALOGUE);
  const onDevice = known && (known.name ?? known.id);
  if (onDevice === null || !isSameDevice(deviceOf(onDevice) ?? home.scenario.device, device))
    return failure(
      `The talk is on another device, and “${device.name}” is not in the catalogue by a name of its own: duplicate the scenario, and show the copy.`,
    );
  return success({ scenario: name, device: onDevice });
}

/** The places of a scenario one after the other, for a talk without any moments: the end of each step. */
export const momentPerStep = ({ steps }: Scenario): readonly Moment[] =>
  steps.map((_, step) => ({ ...EMPTY_MOMENT, step }));

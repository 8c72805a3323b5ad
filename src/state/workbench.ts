/** What is looked at: device, scenario, design, and where the presentation stands. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import type { AttachedLine } from '#share/document.ts';
import { keptDesign } from './derived.ts';
import { EMPTY_DOCUMENT, type ScenarioDocument } from './document.ts';
import { editActionsOn, settled, type EditActions } from './editing.ts';
import type { Edited } from './history.ts';
import { advance, FASTEST, SLOWEST, SPEEDS, type LoopRange } from './playback.ts';
import { DEFAULT_LOOK, type Look } from './look.ts';
import * as move from './playhead.ts';
import type { KeptPlace } from './place-text.ts';
import type { Playhead, Track } from './playhead.ts';
import { activeTrack, type NamedScenario, type Selection, type WorkbenchState } from './workbench-state.ts';

export { activeLines, activeRun, activeScenario, activeTrack, otherRun } from './workbench-state.ts';
export type { NamedScenario, Selection, WorkbenchState } from './workbench-state.ts';

export interface WorkbenchActions extends EditActions {
  /** Adds a scenario and shows it from its start. */
  readonly openScenario: (scenario: Scenario, lines?: readonly AttachedLine[]) => void;
  /**
   * Takes over what was kept or what another tab did: no edit of this person, so nothing to undo. A scenario that got
   * another id stays the active one; one that is gone gives way to the first.
   */
  readonly adopt: (edited: Edited, rename?: { readonly from: string; readonly to: string }) => void;
  /** Goes back to where one was before a reload: no edit. A scenario that is gone gives way to the first. */
  readonly resume: (place: Partial<KeptPlace>) => void;
  /** Shows the scenario with that id from its start; an unknown id changes nothing. */
  readonly activate: (id: string) => void;
  /** Scenario and step stay. The hop stays the same part of its route; it is another one. */
  readonly setDesign: (id: string) => void;
  readonly nextDesign: () => void;
  /** Moves there, or to the nearest place that exists. Pauses nothing. */
  readonly seek: (playhead: Playhead) => void;
  readonly seekProgress: (progress: number) => void;
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  readonly hopForward: () => void;
  readonly hopBack: () => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  /** Plays; from the very end it begins again. */
  readonly play: () => void;
  readonly pause: () => void;
  /** `ms` of real time went by. */
  readonly tick: (ms: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly faster: () => void;
  readonly slower: () => void;
  readonly setLoop: (loop: LoopRange | null) => void;
  readonly select: (selection: Selection | null) => void;
  /** Changes what is looked at; the playhead stays at its step. */
  readonly setLook: (change: Partial<Look>) => void;
  /** The design and the one it is compared with change places. */
  readonly swapDesigns: () => void;
}

export type Workbench = StoreApi<WorkbenchState> & { readonly actions: WorkbenchActions };

const readyOn = (device: DeviceDescription): NamedScenario[] => {
  const layout = layoutOf(device);
  return SCENARIOS.map((ready) => ({ id: ready.id, scenario: ready.on(layout) }));
};

const scenariosOf = (device: DeviceDescription, { scenarios }: ScenarioDocument): NamedScenario[] => [
  ...readyOn(device),
  ...scenarios,
];

/** The ready ones of `scenarios` with those of a changed document. */
const withDocument = (
  scenarios: readonly NamedScenario[],
  document: ScenarioDocument,
): readonly NamedScenario[] => [...scenarios.slice(0, SCENARIOS.length), ...document.scenarios];

const isSameDevice = (a: DeviceDescription, b: DeviceDescription): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** `state` with the ready scenarios on the device that is looked at: the active scenario's own, else `device`. */
function shownOn(state: WorkbenchState, device: DeviceDescription): WorkbenchState {
  const { document, activeId } = state;
  const shown = document.scenarios.find(({ id }) => id === activeId)?.scenario.device ?? device;
  if (isSameDevice(shown, state.device)) return state;
  return { ...state, device: shown, scenarios: scenariosOf(shown, document), loop: null, selection: null };
}

/** `tab` sets the ids of scenarios that are made here apart from those of other tabs. */
export function createWorkbench(device: DeviceDescription, tab = 'here'): Workbench {
  const store = createStore<WorkbenchState>(() => ({
    device,
    document: EMPTY_DOCUMENT,
    past: [],
    future: [],
    said: null,
    scenarios: scenariosOf(device, EMPTY_DOCUMENT),
    activeId: SCENARIOS[0]?.id ?? '',
    designId: DESIGNS[0]?.id ?? '',
    playhead: move.START,
    playing: false,
    rested: 0,
    speed: 1,
    loop: null,
    selection: null,
    look: DEFAULT_LOOK,
  }));
  return Object.assign(store, { actions: actionsOn(store, tab) });
}

const AT_START = { playhead: move.START, playing: false, rested: 0, loop: null, selection: null };

function actionsOn(
  { getState: get, setState: set }: StoreApi<WorkbenchState>,
  tab: string,
): WorkbenchActions {
  const track = (): Track => activeTrack(get());
  const goTo = (next: (playhead: Playhead, on: Track) => Playhead) => {
    set({ playhead: next(get().playhead, track()), rested: 0 });
  };
  /** Moving by hand stops the player: the next look is at the place chosen. */
  const goByHand = (next: (playhead: Playhead, on: Track) => Playhead) => {
    set({ playing: false });
    goTo(next);
  };
  const setDesign = (id: string) => {
    const before = move.progressOf(get().playhead, track());
    const atStart = get().playhead.hop === 0;
    const { step } = get().playhead;
    set(({ designId, look }) => ({
      designId: keptDesign(id).id,
      // Compared with itself it would say nothing: the two change places.
      look: look.otherDesignId === id ? { ...look, otherDesignId: designId } : look,
    }));
    goTo((_, on) => (atStart ? move.clamped({ step, hop: 0 }, on) : move.placeAt(before, on)));
  };
  const setLook = (change: Partial<Look>) => {
    const atEnd = move.isAtEnd(get().playhead, track());
    set(({ look }) => ({ look: { ...look, ...change } }));
    goTo(({ step, hop }, on) => (atEnd && hop > 0 ? move.endOf(on, step) : move.clamped({ step, hop }, on)));
  };
  const setSpeed = (speed: number) => set({ speed: Math.min(Math.max(speed || 1, SLOWEST), FASTEST) });
  let made = 0;
  const edits = editActionsOn({
    get,
    newId: () => `own-${tab}-${++made}`,
    settle: ({ document, past, future }, place, said) => {
      set((now) => {
        const scenarios = withDocument(now.scenarios, document);
        const isSame = place.activeId === now.activeId;
        const kept = isSame ? {} : { loop: null, selection: null };
        const changed = {
          ...now,
          ...kept,
          document,
          past,
          future,
          said,
          scenarios,
          activeId: place.activeId,
        };
        const next = shownOn(changed, place.device);
        return { ...next, playing: false, rested: 0, playhead: settled(next, place.playhead) };
      });
    },
  });
  return {
    ...edits,
    openScenario: (scenario, lines = []) =>
      edits.addScenarios([{ scenario, lines }], `open ${scenario.name}`),
    adopt: ({ document, past, future }, rename) =>
      set((now) => {
        const scenarios = withDocument(now.scenarios, document);
        const wanted = now.activeId === rename?.from ? rename.to : now.activeId;
        const activeId = scenarios.some(({ id }) => id === wanted) ? wanted : (SCENARIOS[0]?.id ?? '');
        const next = shownOn({ ...now, document, past, future, scenarios, activeId }, now.device);
        return { ...next, playhead: settled(next, now.playhead) };
      }),
    resume: ({ device, designId, look, activeId, playhead }) =>
      set((now) => {
        const isThere = now.scenarios.some(({ id }) => id === activeId);
        const changed = {
          ...now,
          look: look ?? now.look,
          designId: designId === undefined ? now.designId : keptDesign(designId).id,
          activeId: isThere && activeId !== undefined ? activeId : now.activeId,
        };
        const next = shownOn(changed, device ?? now.device);
        return { ...next, playhead: settled(next, (isThere && playhead) || move.START) };
      }),
    activate: (id) =>
      set((now) =>
        now.scenarios.some((one) => one.id === id)
          ? shownOn({ ...now, ...AT_START, activeId: id }, now.device)
          : {},
      ),
    setDesign,
    nextDesign: () => {
      const at = DESIGNS.findIndex(({ id }) => id === get().designId);
      const next = DESIGNS[(at + 1) % DESIGNS.length];
      if (next) setDesign(next.id);
    },
    seek: (playhead) => goByHand((_, on) => move.clamped(playhead, on)),
    seekProgress: (progress) => goByHand((_, on) => move.placeAt(progress, on)),
    stepForward: () => goByHand(move.stepForward),
    stepBack: () => goByHand(move.stepBack),
    hopForward: () => goByHand(move.hopForward),
    hopBack: () => goByHand(move.hopBack),
    toStart: () => goByHand(() => move.START),
    toEnd: () => goByHand((_, on) => move.endOf(on, on.length - 1)),
    play: () =>
      set(({ playhead }) => ({
        playing: true,
        rested: 0,
        playhead: move.isAtVeryEnd(playhead, track()) ? move.START : playhead,
      })),
    pause: () => set({ playing: false }),
    tick: (ms) => {
      const { playing, playhead, rested, speed, loop } = get();
      if (playing) set(advance({ playing, playhead, rested }, track(), ms * speed, loop));
    },
    setSpeed,
    faster: () => setSpeed(SPEEDS.find((speed) => speed > get().speed) ?? FASTEST),
    slower: () => setSpeed(SPEEDS.findLast((speed) => speed < get().speed) ?? SLOWEST),
    setLoop: (loop) => set({ loop }),
    select: (selection) => set({ selection }),
    setLook,
    swapDesigns: () => {
      set(({ designId, look }) => ({
        designId: keptDesign(look.otherDesignId).id,
        look: { ...look, otherDesignId: designId },
      }));
      goTo(move.clamped);
    },
  };
}

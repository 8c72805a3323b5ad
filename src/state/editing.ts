/** What a person can do to the scenarios. A ready scenario is never changed: the first edit makes a copy of it. */
import type { Step } from '#model/access.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import type { AttachedLine } from '#share/document.ts';
import { linesOfFirst, type StepChange } from './attached-lines.ts';
import {
  freeName,
  type Label,
  type Lineage,
  type OwnScenario,
  type Patch,
  type ScenarioWithLines,
} from './document.ts';
import { done, redone, undone, type Edit, type Edited, type Place, type Travelled } from './history.ts';
import { clamped, endOf, START, type Playhead } from './playhead.ts';
import { linesAndMomentsAfter, referencesAfterText, referencesRenamed } from './talk-references.ts';
import { textPatches } from './text-patches.ts';
import { activeLines, activeScenario, activeTrack, type WorkbenchState } from './workbench-state.ts';

export interface EditActions {
  /** Shows the ready scenarios on `device`, the active one from its start; instead of one's own, the first. */
  readonly openDevice: (device: DeviceDescription) => void;
  /** Puts `steps` before step `at` (the number of steps: at the end), and shows the last of them. */
  readonly insertSteps: (at: number, steps: readonly Step[]) => void;
  readonly changeStep: (n: number, step: Step) => void;
  readonly deleteStep: (n: number) => void;
  readonly duplicateStep: (n: number) => void;
  /** Step `from` becomes step `to`. */
  readonly moveStep: (from: number, to: number) => void;
  /** A new scenario with the first `steps` steps of the active one, which stays as it is. */
  readonly branch: (steps: number) => void;
  readonly describeScenario: (id: string, label: Label) => void;
  readonly duplicateScenario: (id: string) => void;
  /** Only one's own; the active one's place is taken by the first ready scenario. */
  readonly deleteScenario: (id: string) => void;
  /** Adds scenarios and shows the first of them from its start. */
  readonly addScenarios: (
    scenarios: readonly (ScenarioWithLines & Partial<Pick<OwnScenario, 'from'>>)[],
    what: string,
  ) => void;
  /**
   * Puts `text` in the place of the active scenario, or of a copy of it. Shows the end of step `focus`; without one the
   * playhead stays as far as it can. Nothing is done, and nothing is to be undone, when the text says the same.
   */
  readonly replaceScenario: (text: ScenarioWithLines, focus?: number | null) => void;
  /**
   * Gives the active scenario, or a copy of it, these comments, expectations and moments; or one's own scenario with
   * that id, which need not be the active one.
   */
  readonly changeLines: (lines: readonly AttachedLine[], what: string, id?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface EditStore {
  readonly get: () => WorkbenchState;
  /** Takes over a changed document with what to look at. */
  readonly settle: (edited: Edited, place: Place, said: string) => void;
  readonly newId: () => string;
}

export function editActionsOn({ get, settle, newId }: EditStore): EditActions {
  const here = (): Place => {
    const { activeId, playhead, device } = get();
    return { activeId, playhead, device };
  };
  const layout = (): Layout => layoutOf(activeScenario(get()).device);

  const commit = (
    label: string,
    patches: readonly Patch[],
    activeId: string,
    playhead: Playhead,
    device = get().device,
  ) => {
    const edit: Edit = { label, patches, before: here(), after: { activeId, playhead, device } };
    settle(done(get(), edit), edit.after, `Done: ${label}.`);
  };

  const activeText = (): ScenarioWithLines => ({
    scenario: activeScenario(get()),
    lines: activeLines(get()),
  });

  /** The active scenario as one's own: itself, or a copy of it with the patch that adds the copy. */
  const ownActive = (): { id: string; patches: Patch[] } => {
    const { activeId, document } = get();
    if (document.scenarios.some(({ id }) => id === activeId)) return { id: activeId, patches: [] };
    const item = copyOf(activeId, activeText(), null);
    return { id: item.id, patches: [{ kind: 'add', at: document.scenarios.length, item }] };
  };

  const names = (): string[] => get().scenarios.map(({ scenario }) => scenario.name);

  const copyOf = (
    fromId: string,
    { scenario, lines }: ScenarioWithLines,
    steps: number | null,
  ): OwnScenario => {
    const from: Lineage = { id: fromId, name: scenario.name, steps };
    const suffix = steps === null ? 'copy' : `what if after ${steps}`;
    const name = freeName(scenario.name, names(), suffix);
    return { id: newId(), scenario: { ...scenario, name }, lines, from };
  };

  /** A change of the active scenario's steps; `focus` is the step to be shown at its end afterwards. */
  const editSteps = (label: string, patch: (id: string) => StepPatch, focus: number) => {
    const { id, patches } = ownActive();
    const done = patch(id);
    const lines = linesAndMomentsAfter(get().document, id, changeOf(done));
    commit(label, [...patches, done, ...lines], id, endAt(focus));
  };

  const steps = (): readonly Step[] => activeScenario(get()).steps;
  const travel = (to: Travelled | null, word: string) => {
    if (to !== null) settle(to, to.place, `${word}: ${to.label}.`);
  };

  return {
    openDevice: (device) => {
      const { activeId, document, scenarios } = get();
      const isOwn = document.scenarios.some(({ id }) => id === activeId);
      commit(`show ${device.name}`, [], isOwn ? (scenarios[0]?.id ?? '') : activeId, START, device);
    },
    insertSteps: (at, added) => {
      const [first] = added;
      if (!first) return;
      const title = added.length === 1 ? stepTitle(first, layout()) : `${added.length} steps`;
      const where = Math.min(Math.max(at, 0), steps().length);
      editSteps(
        `add ${title}`,
        (id) => ({ kind: 'splice', id, at: where, removed: [], added }),
        where + added.length - 1,
      );
    },
    changeStep: (n, step) => {
      const old = steps()[n];
      if (!old) return;
      const title = `change ${stepTitle(old, layout())} to ${stepTitle(step, layout())}`;
      editSteps(title, (id) => ({ kind: 'splice', id, at: n, removed: [old], added: [step] }), n);
    },
    deleteStep: (n) => {
      const old = steps()[n];
      if (!old) return;
      const focus = Math.min(n, steps().length - 2);
      editSteps(
        `delete ${stepTitle(old, layout())}`,
        (id) => ({ kind: 'splice', id, at: n, removed: [old], added: [] }),
        focus,
      );
    },
    duplicateStep: (n) => {
      const old = steps()[n];
      if (!old) return;
      editSteps(
        `duplicate ${stepTitle(old, layout())}`,
        (id) => ({ kind: 'splice', id, at: n + 1, removed: [], added: [old] }),
        n + 1,
      );
    },
    moveStep: (from, to) => {
      const old = steps()[from];
      if (!old || from === to || !(to >= 0 && to < steps().length)) return;
      editSteps(`move ${stepTitle(old, layout())}`, (id) => ({ kind: 'move', id, from, to }), to);
    },
    branch: (count) => {
      const { activeId, document } = get();
      const { scenario, lines } = activeText();
      const taken = { ...scenario, steps: scenario.steps.slice(0, count) };
      const item = copyOf(activeId, { scenario: taken, lines: linesOfFirst(lines, count) }, count);
      const patches: Patch[] = [{ kind: 'add', at: document.scenarios.length, item }];
      commit(`what if after step ${count} of ${scenario.name}`, patches, item.id, endAt(count - 1));
    },
    describeScenario: (id, after) => {
      const item = get().document.scenarios.find((one) => one.id === id);
      if (!item) return;
      const before: Label = { name: item.scenario.name, note: item.scenario.note };
      if (before.name === after.name && before.note === after.note) return;
      const { activeId, playhead } = here();
      const label =
        before.name === after.name ? `change the note of ${after.name}` : `rename to ${after.name}`;
      const references = before.name === after.name ? [] : referencesRenamed(get().document, id, after.name);
      commit(label, [...references, { kind: 'describe', id, before, after }], activeId, playhead);
    },
    duplicateScenario: (id) => {
      const found = get().scenarios.find((one) => one.id === id);
      if (!found) return;
      const item = copyOf(id, { scenario: found.scenario, lines: found.lines ?? [] }, null);
      const patches: Patch[] = [{ kind: 'add', at: get().document.scenarios.length, item }];
      commit(`duplicate ${found.scenario.name}`, patches, item.id, START);
    },
    deleteScenario: (id) => {
      const at = get().document.scenarios.findIndex((one) => one.id === id);
      const item = get().document.scenarios[at];
      if (!item) return;
      const { activeId, playhead } = here();
      const next = activeId === id ? (get().scenarios[0]?.id ?? '') : activeId;
      commit(
        `delete ${item.scenario.name}`,
        [{ kind: 'remove', at, item }],
        next,
        next === activeId ? playhead : START,
      );
    },
    addScenarios: (scenarios, what) => {
      const taken = names();
      const patches = scenarios.map(({ scenario, lines, from = null }, n): Patch => {
        const name = freeName(scenario.name, taken);
        taken.push(name);
        const item: OwnScenario = { id: newId(), scenario: { ...scenario, name }, lines, from };
        return { kind: 'add', at: get().document.scenarios.length + n, item };
      });
      const [first] = patches;
      if (first?.kind === 'add') commit(what, patches, first.item.id, START);
    },
    replaceScenario: (text, focus = null) => {
      const { activeId, document, playhead } = get();
      const at = document.scenarios.findIndex(({ id }) => id === activeId);
      const own = document.scenarios[at];
      const shown: OwnScenario = own ?? { id: activeId, ...activeText(), from: null };
      if (textPatches(shown, at, text).length === 0) return;
      const item = own ?? copyOf(activeId, shown, null);
      // A copy that was not named otherwise is told apart from the ready scenario by its name.
      const { name } = text.scenario.name === activeScenario(get()).name ? item.scenario : text.scenario;
      const after = { ...text, scenario: { ...text.scenario, name } };
      const changes = own ? textPatches(own, at, after) : [];
      const patches: Patch[] = own
        ? [...referencesAfterText(document, own.id, changes), ...changes]
        : [{ kind: 'add', at: document.scenarios.length, item: { ...item, ...after } }];
      commit(`change the text of ${name}`, patches, item.id, focus === null ? playhead : endAt(focus));
    },
    changeLines: (after, what, of) => {
      const item = get().document.scenarios.find(({ id }) => id === of);
      if (item) {
        const { activeId, playhead } = here();
        commit(what, [{ kind: 'lines', id: item.id, before: item.lines, after }], activeId, playhead);
        return;
      }
      const { id, patches } = ownActive();
      const patch: Patch = { kind: 'lines', id, before: activeLines(get()), after };
      commit(what, [...patches, patch], id, get().playhead);
    },
    undo: () => travel(undone(get()), 'Undone'),
    redo: () => travel(redone(get()), 'Done again'),
  };
}

type StepPatch = Extract<Patch, { kind: 'splice' | 'move' }>;

const changeOf = (patch: StepPatch): StepChange =>
  patch.kind === 'move'
    ? patch
    : { kind: 'splice', at: patch.at, removed: patch.removed.length, added: patch.added.length };

/** The end of step `n`, whose number of hops is only known once it was run; see `settled`. */
const endAt = (n: number): Playhead => (n < 0 ? START : { step: n, hop: Number.POSITIVE_INFINITY });

/** `playhead` as it can be in the state: on a step that exists, at its end where `endAt` asked for it. */
export function settled(state: WorkbenchState, playhead: Playhead): Playhead {
  const track = activeTrack(state);
  const there = clamped(playhead, track);
  return playhead.hop === Number.POSITIVE_INFINITY ? endOf(track, there.step) : there;
}

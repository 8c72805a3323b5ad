/** Undo and redo without limit: a list of edits, each of which can be taken back exactly. */
import type { DeviceDescription } from '#model/device.ts';
import { appliedAll, readdressed, revertedAll, type Patch, type ScenarioDocument } from './document.ts';
import type { Playhead } from './playhead.ts';

/** What one looked at. */
export interface Place {
  readonly activeId: string;
  readonly playhead: Playhead;
  /** The device that the ready scenarios were shown on; one's own bring theirs. */
  readonly device: DeviceDescription;
}

/** What one act of a person did, with where it left the eye. */
export interface Edit {
  /** What was done, to follow "Undo": `add W4 +0x2804 = 0x1`. */
  readonly label: string;
  readonly patches: readonly Patch[];
  readonly before: Place;
  readonly after: Place;
}

/** A document with all that was ever done to it on this page. */
export interface Edited {
  readonly document: ScenarioDocument;
  /** The newest last. */
  readonly past: readonly Edit[];
  /** What was undone; the next to be redone last. */
  readonly future: readonly Edit[];
}

export interface Travelled extends Edited {
  readonly place: Place;
  readonly label: string;
}

/** With `edit` done. What was undone before can no longer be redone. */
export const done = ({ document, past }: Edited, edit: Edit): Edited => ({
  document: appliedAll(document, edit.patches),
  past: [...past, edit],
  future: [],
});

/** With the newest edit undone, or null when there is none. */
export function undone({ document, past, future }: Edited): Travelled | null {
  const edit = past.at(-1);
  if (!edit) return null;
  return {
    document: revertedAll(document, edit.patches),
    past: past.slice(0, -1),
    future: [...future, edit],
    place: edit.before,
    label: edit.label,
  };
}

/** With what was undone last done again, or null when there is nothing. */
export function redone({ document, past, future }: Edited): Travelled | null {
  const edit = future.at(-1);
  if (!edit) return null;
  return {
    document: appliedAll(document, edit.patches),
    past: [...past, edit],
    future: future.slice(0, -1),
    place: edit.after,
    label: edit.label,
  };
}

/** Edits that are about the scenario `to` where they were about `from`. */
export function readdressedEdits(edits: readonly Edit[], from: string, to: string): readonly Edit[] {
  const place = (one: Place): Place => (one.activeId === from ? { ...one, activeId: to } : one);
  return edits.map((edit) => ({
    ...edit,
    patches: edit.patches.map((patch) => readdressed(patch, from, to)),
    before: place(edit.before),
    after: place(edit.after),
  }));
}

/** Ids of scenarios that could be had back by a redo, and no longer can since something else was done instead. */
export function goneForGood(before: Edited, now: Edited): readonly string[] {
  if (before.future.length === 0 || now.future.length > 0) return [];
  const idsIn = (edits: readonly Edit[]) =>
    edits
      .flatMap(({ patches }) => patches)
      .flatMap((patch) => (patch.kind === 'add' || patch.kind === 'remove' ? [patch.item.id] : []));
  const there = new Set([...now.document.scenarios.map(({ id }) => id), ...idsIn(now.past)]);
  return idsIn(before.future).filter((id) => !there.has(id));
}

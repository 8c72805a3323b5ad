/**
 * What one person has made: several named scenarios, in order. It changes by patches that can be taken back exactly;
 * undo is a list of them (history.ts). Ready scenarios are no part of it.
 */
import type { Step } from '#model/access.ts';
import type { Scenario } from '#model/scenario.ts';
import type { AttachedLine } from '#share/document.ts';

/** Where a scenario came from. */
export interface Lineage {
  /** Id and name of the scenario it was made from, as they were then; that one may be gone. */
  readonly id: string;
  readonly name: string;
  /** How many of its steps were taken over for a "what if"; null for a copy of all of it. */
  readonly steps: number | null;
}

/** A scenario with what its text holds besides steps: comments, expectations and the moments of a talk. */
export interface ScenarioWithLines {
  readonly scenario: Scenario;
  /** In order; `after` never falls. */
  readonly lines: readonly AttachedLine[];
}

export interface OwnScenario extends ScenarioWithLines {
  /** Never used again, also not by another tab. */
  readonly id: string;
  /** Null when it was opened from a file or made from nothing. */
  readonly from: Lineage | null;
}

export interface ScenarioDocument {
  readonly scenarios: readonly OwnScenario[];
}

export const EMPTY_DOCUMENT: ScenarioDocument = { scenarios: [] };

/** One change of a document. Each holds what it takes to go back. */
export type Patch =
  /** `removed` at `at` is replaced by `added`: insert, change and delete are all this. */
  | {
      readonly kind: 'splice';
      readonly id: string;
      readonly at: number;
      readonly removed: readonly Step[];
      readonly added: readonly Step[];
    }
  /** The step at `from` is taken out and put back so that it is at `to`. */
  | { readonly kind: 'move'; readonly id: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'lines';
      readonly id: string;
      readonly before: readonly AttachedLine[];
      readonly after: readonly AttachedLine[];
    }
  | { readonly kind: 'describe'; readonly id: string; readonly before: Label; readonly after: Label }
  | { readonly kind: 'add'; readonly at: number; readonly item: OwnScenario }
  | { readonly kind: 'remove'; readonly at: number; readonly item: OwnScenario };

/** Name and note of a scenario. */
export type Label = Pick<Scenario, 'name' | 'note'>;

/** The patch that undoes `patch`. */
export function inverse(patch: Patch): Patch {
  switch (patch.kind) {
    case 'splice':
      return { ...patch, removed: patch.added, added: patch.removed };
    case 'move':
      return { ...patch, from: patch.to, to: patch.from };
    case 'describe':
      return { ...patch, before: patch.after, after: patch.before };
    case 'lines':
      return { ...patch, before: patch.after, after: patch.before };
    case 'add':
      return { ...patch, kind: 'remove' };
    case 'remove':
      return { ...patch, kind: 'add' };
  }
}

/**
 * `document` with `patch` applied. Scenarios are found by id, so that scenarios which other tabs added or took away
 * in between do no harm; a patch of a scenario that is gone changes nothing.
 */
export function applied(document: ScenarioDocument, patch: Patch): ScenarioDocument {
  switch (patch.kind) {
    case 'splice':
      return changed(document, patch.id, ({ scenario }) => ({
        scenario: {
          ...scenario,
          steps: scenario.steps.toSpliced(patch.at, patch.removed.length, ...patch.added),
        },
      }));
    case 'move':
      return changed(document, patch.id, ({ scenario }) => ({
        scenario: { ...scenario, steps: moved(scenario.steps, patch.from, patch.to) },
      }));
    case 'describe':
      return changed(document, patch.id, ({ scenario }) => ({ scenario: { ...scenario, ...patch.after } }));
    case 'lines':
      return changed(document, patch.id, () => ({ lines: patch.after }));
    case 'add':
      return { scenarios: document.scenarios.toSpliced(patch.at, 0, patch.item) };
    case 'remove':
      return { scenarios: document.scenarios.filter(({ id }) => id !== patch.item.id) };
  }
}

export const appliedAll = (document: ScenarioDocument, patches: readonly Patch[]): ScenarioDocument =>
  patches.reduce(applied, document);

/** `document` before `patches` were applied. */
export const revertedAll = (document: ScenarioDocument, patches: readonly Patch[]): ScenarioDocument =>
  patches.map(inverse).reduceRight(applied, document);

/** The id of the scenario that a patch is about. */
export const idOf = (patch: Patch): string => ('item' in patch ? patch.item.id : patch.id);

/** `patch` about the scenario `to` where it was about `from`. */
export function readdressed(patch: Patch, from: string, to: string): Patch {
  if (idOf(patch) !== from) return patch;
  return 'item' in patch ? { ...patch, item: { ...patch.item, id: to } } : { ...patch, id: to };
}

function changed(
  document: ScenarioDocument,
  id: string,
  change: (item: OwnScenario) => Partial<ScenarioWithLines>,
): ScenarioDocument {
  return {
    scenarios: document.scenarios.map((item) => (item.id === id ? { ...item, ...change(item) } : item)),
  };
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const [one] = list.slice(from, from + 1);
  return one === undefined ? list : list.toSpliced(from, 1).toSpliced(to, 0, one);
}

/** A name that none of `taken` has: `Mask and unmask (copy)`, `Mask and unmask (copy 2)`. */
export function freeName(wanted: string, taken: readonly string[], suffix = ''): string {
  const base = suffix === '' ? wanted : `${withoutSuffix(wanted, suffix)} (${suffix})`;
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) {
    const next = suffix === '' ? `${wanted} (${n})` : `${withoutSuffix(wanted, suffix)} (${suffix} ${n})`;
    if (!taken.includes(next)) return next;
  }
}

const withoutSuffix = (name: string, suffix: string): string => {
  const at = name.lastIndexOf(` (${suffix}`);
  return at > 0 && /^ \d+\)$|^\)$/.test(name.slice(at + suffix.length + 2)) ? name.slice(0, at) : name;
};

/** Talks name scenarios: what an edit of a scenario does to the moments, here and in other texts, that show it. */
import type { AttachedLine } from '#share/document.ts';
import { linesAfter, momentsAfter, type StepChange } from './attached-lines.ts';
import { appliedAll, idOf, type OwnScenario, type Patch, type ScenarioDocument } from './document.ts';

/** One's own scenario of that name: the first, where several share it. */
export const ownNamed = ({ scenarios }: ScenarioDocument, name: string): OwnScenario | null =>
  scenarios.find(({ scenario }) => scenario.name === name) ?? null;

/** Takes the lines of `id` along when its steps change, and the moments of every talk that show them. */
export function linesAndMomentsAfter(document: ScenarioDocument, id: string, change: StepChange): Patch[] {
  const name = nameMeant(document, id);
  return changedLines(document, (one) => {
    const own = one.id === id && one.lines.length > 0 ? linesAfter(one.lines, change) : one.lines;
    return name === null ? own : momentsAfter(own, change, name);
  });
}

/** Gives the moments that show `id` its new name. */
export function referencesRenamed(document: ScenarioDocument, id: string, to: string): Patch[] {
  const name = nameMeant(document, id);
  if (name === null) return [];
  const isMeant = (line: AttachedLine) => line.kind === 'show' && line.scenario === name;
  return changedLines(document, ({ lines }) =>
    lines.some(isMeant) ? lines.map((line) => (isMeant(line) ? { ...line, scenario: to } : line)) : lines,
  );
}

/**
 * What becomes of the moments in other texts that show `id` when `patches`, made of a text, change its steps and its name.
 * Moments of the text itself are what is typed.
 */
export function referencesAfterText(
  document: ScenarioDocument,
  id: string,
  patches: readonly Patch[],
): Patch[] {
  const isOther = (patch: Patch) => idOf(patch) !== id;
  const after: Patch[] = [];
  for (const patch of patches) {
    const now = appliedAll(document, after);
    if (patch.kind === 'splice') {
      const change = { at: patch.at, removed: patch.removed.length, added: patch.added.length };
      after.push(...linesAndMomentsAfter(now, id, { kind: 'splice', ...change }).filter(isOther));
    } else if (patch.kind === 'describe' && patch.after.name !== patch.before.name)
      after.push(...referencesRenamed(now, id, patch.after.name).filter(isOther));
  }
  return after;
}

/** The name that means `id` in a talk; null where another scenario of the same name comes before it. */
function nameMeant(document: ScenarioDocument, id: string): string | null {
  const name = document.scenarios.find((one) => one.id === id)?.scenario.name;
  return name !== undefined && ownNamed(document, name)?.id === id ? name : null;
}

const changedLines = (
  { scenarios }: ScenarioDocument,
  change: (item: OwnScenario) => readonly AttachedLine[],
): Patch[] =>
  scenarios.flatMap((one): Patch[] => {
    const after = change(one);
    return after === one.lines ? [] : [{ kind: 'lines', id: one.id, before: one.lines, after }];
  });

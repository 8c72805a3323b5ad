/** What makes one text of another, as patches that hold no more than what differs. */
import type { Step } from '#model/access.ts';
import { isSame } from '#model/base/same.ts';
import type { Scenario } from '#model/scenario.ts';
import { isSameDevice } from '#share/catalogue.ts';
import type { OwnScenario, Patch, ScenarioWithLines } from './document.ts';

/** Patches that give the scenario `old`, which is number `at` of the document, the text `next`. None when it says the same. */
export function textPatches(old: OwnScenario, at: number, next: ScenarioWithLines): Patch[] {
  const { scenario, lines } = withoutCopies(old, next);
  const { id } = old;
  const { name, note, steps, ...rest } = scenario;
  const { name: oldName, note: oldNote, steps: oldSteps, ...oldRest } = old.scenario;
  if (!isSame(rest, oldRest))
    return [
      { kind: 'remove', at, item: old },
      { kind: 'add', at, item: { ...old, scenario, lines } },
    ];
  const patches: Patch[] = [];
  if (steps !== oldSteps) patches.push({ kind: 'splice', id, ...splice(oldSteps, steps) });
  if (lines !== old.lines) patches.push({ kind: 'lines', id, before: old.lines, after: lines });
  if (name !== oldName || note !== oldNote)
    patches.push({
      kind: 'describe',
      id,
      before: { name: oldName, note: oldNote },
      after: { name, note },
    });
  return patches;
}

/** `next` with the very objects of `old` wherever they say the same, so that what is remembered of them holds on. */
function withoutCopies(old: ScenarioWithLines, next: ScenarioWithLines): ScenarioWithLines {
  const { device, registers, steps } = old.scenario;
  const scenario: Scenario = {
    ...next.scenario,
    device: isSameDevice(device, next.scenario.device) ? device : next.scenario.device,
    registers: isSame(sorted(registers), sorted(next.scenario.registers))
      ? registers
      : next.scenario.registers,
    steps: isSame(steps, next.scenario.steps) ? steps : next.scenario.steps,
  };
  return { scenario, lines: isSame(old.lines, next.lines) ? old.lines : next.lines };
}

const sorted = (registers: ReadonlyMap<number, number>) => [...registers].sort(([a], [b]) => a - b);

function splice(old: readonly Step[], next: readonly Step[]) {
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && isSame(old[head], next[head])) head++;
  let tail = 0;
  while (tail < shorter - head && isSame(old.at(-1 - tail), next.at(-1 - tail))) tail++;
  return {
    at: head,
    removed: old.slice(head, old.length - tail),
    added: next.slice(head, next.length - tail),
  };
}

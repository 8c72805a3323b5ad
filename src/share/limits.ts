/** How much a text, link or file may hold. What is larger is refused with a sentence: see limitProblem. */
import type { Step } from '#model/access.ts';
import type { Scenario } from '#model/scenario.ts';

/** Steps of a scenario, the elements of REP accesses counted one by one: what a run of it may cost. */
export const MOST_ELEMENTS = 262_144;
/** Initial register contents. */
export const MOST_REGISTERS = 16_384;
/** Characters of a link, or of the state in a figure. */
export const LONGEST_LINK = 65_536;
/** Characters of one line of a scenario text: enough for a REP access with the most values of the longest kind. */
export const LONGEST_LINE = 2 * 2 ** 20;
/** Characters of a text, a file or a mail. */
export const LONGEST_TEXT = 16 * 2 ** 20;

/** Accesses to the BAR that a step stands for. */
export function elementsOf(step: Step): number {
  return step.op === 'rep-write' || step.op === 'rep-read' ? step.count : 1;
}

/** Why a scenario is too large to be run at once, or null. */
export function limitProblem({ steps, registers }: Scenario): string | null {
  const elements = steps.reduce((sum, step) => sum + elementsOf(step), 0);
  if (elements > MOST_ELEMENTS)
    return `The scenario makes ${elements} accesses; at most ${MOST_ELEMENTS} are run. Split it, or repeat less.`;
  if (registers.size > MOST_REGISTERS)
    return `The scenario gives ${registers.size} registers their first contents; at most ${MOST_REGISTERS} are read.`;
  return null;
}

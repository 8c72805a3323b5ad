/** What is said of scenarios that came in under a name that another has. */
import type { ScenarioWithLines } from './document.ts';
import type { WorkbenchState } from './workbench.ts';

/** A sentence for each of `wanted`, which were just added, that got another name than its own. */
export function takenNames(
  wanted: readonly Pick<ScenarioWithLines, 'scenario'>[],
  { document }: WorkbenchState,
): readonly string[] {
  const added = wanted.length === 0 ? [] : document.scenarios.slice(-wanted.length);
  return added.flatMap(({ scenario: { name } }, n) => {
    const own = wanted[n]?.scenario.name;
    return own === undefined || own === name
      ? []
      : [`A scenario named “${own}” is there already: the one that was opened is named “${name}”.`];
  });
}

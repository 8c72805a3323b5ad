import type { Step } from '#model/access.ts';
import type { Setting } from '#model/explore/setting.ts';
import type { Scenario } from '#model/scenario.ts';

/** Steps that a search found in a setting, with what went before them, as an ordinary scenario. */
export function foundScenario(
  name: string,
  note: string,
  setting: Setting,
  steps: readonly Step[],
): Scenario {
  return {
    name,
    note: `${note} ${setting.sentence}`,
    device: setting.device,
    registers: new Map(),
    steps: [...setting.lead, ...steps],
  };
}

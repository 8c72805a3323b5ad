import { isSame } from '#model/base/same.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';

/** A scenario that is shipped, for any device. Its id is its name in links, for ever. */
export interface Ready {
  readonly id: string;
  readonly on: (layout: Layout) => Scenario;
}

/** The scenarios that a state line may name instead of holding them. */
export type ReadyScenarios = readonly Ready[];

/** The ready scenario that says the very same on the same device; null where there is none. */
export function readySame(scenario: Scenario, ready: ReadyScenarios): Ready | null {
  const layout = layoutOf(scenario.device);
  return ready.find((one) => isSame(one.on(layout), scenario)) ?? null;
}

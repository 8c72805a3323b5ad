import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import { distinguish, LOOKERS, type Looker } from '../explore/distinguish.ts';
import { MATRIX_BOUNDS, searchCells } from '../explore/matrix.ts';
import type { Setting } from '../explore/setting.ts';
import { SETTINGS } from '../explore/settings.ts';
import { PROPERTIES } from '../properties/all.ts';
import { mutated, type Mutation } from './mutation.ts';

/** The shortest way to see a mistake: where, who sees it, and by which steps after the setting's lead. */
export interface Par {
  readonly setting: Setting;
  /** Null when the property that catches it breaks before anybody could tell, as by a warning too many. */
  readonly looker: Looker | null;
  readonly steps: readonly Step[];
}

/** Par for `mutation` in `design`, its base; null when nothing within the settings shows it. */
export function parOf(
  mutation: Mutation,
  design: Design,
  settings: readonly Setting[] = SETTINGS,
): Par | null {
  let best: Par | null = null;
  for (const { setting, steps } of distinguish(design, mutated(mutation, design), settings, MATRIX_BOUNDS))
    for (const looker of LOOKERS) {
      const way = steps[looker];
      if (way !== null && way.length < (best?.steps.length ?? Infinity))
        best = { setting, looker, steps: way };
    }
  const broken = byProperty(mutation, design, settings);
  return (broken?.steps.length ?? Infinity) < (best?.steps.length ?? Infinity) ? broken : best;
}

function byProperty(mutation: Mutation, design: Design, settings: readonly Setting[]): Par | null {
  const asked = PROPERTIES.filter(({ id }) => id === mutation.caughtBy.property);
  for (const setting of settings.filter(({ id }) => id === mutation.caughtBy.setting))
    for (const { verdict, steps } of searchCells(setting, mutated(mutation, design), asked))
      // Without a step of the reader's there is nothing to find: the lead alone breaks it.
      if (verdict === 'fails' && steps.length > 0) return { setting, looker: null, steps };
  return null;
}

/** A reader's try at showing a mistake: the same steps on the design as it is and on the one with the mistake. */
import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import { actionOf, perform } from '../explore/action.ts';
import { differs, LOOKERS, type Looker } from '../explore/distinguish.ts';
import type { Setting } from '../explore/setting.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { propertyById } from '../properties/all.ts';
import { mutated, type Mutation } from './mutation.ts';

/** What showed the mistake first. */
export interface Shown {
  /** Index among the reader's steps. */
  readonly step: number;
  /** Who can tell; empty when only the property below is broken. */
  readonly lookers: readonly Looker[];
  /** Id of the property that is broken with the mistake and not without it, or null. */
  readonly property: string | null;
}

/** The first of `steps`, after the setting's lead, that shows `mutation` in `design`, its base; null when none does. */
export function attempt(
  mutation: Mutation,
  design: Design,
  setting: Setting,
  steps: readonly Step[],
): Shown | null {
  const layout = layoutOf(setting.device);
  const [right, wrong] = [design, mutated(mutation, design)].map((one) => {
    const machine = new Machine(one, layout, { world: setting.world });
    for (const step of setting.lead) machine.run(step);
    return machine;
  }) as [Machine, Machine];
  const asked = propertyById(mutation.caughtBy.property);
  // What the lead alone breaks is nothing that the reader found.
  const property = asked?.of === 'state' && !asked.holds(wrong, null) ? undefined : asked;
  for (const [n, step] of steps.entries()) {
    const action = actionOf(step, layout);
    perform(right, action);
    perform(wrong, action);
    const lookers = LOOKERS.filter((looker) => differs(looker, right, wrong, action));
    const looksAt = property?.of === 'step' ? action : null;
    const broken =
      property !== undefined && property.holds(right, looksAt) && !property.holds(wrong, looksAt);
    if (lookers.length > 0 || broken) return { step: n, lookers, property: broken ? property.id : null };
  }
  return null;
}

/** "Can they change it?": who, what, and the shortest way, or the check that stops them. */
import type { Step } from './access.ts';
import type { Design } from './context.ts';
import { feasibility, type EnvironmentName } from './environments.ts';
import { MATRIX_BOUNDS, searchCells } from './explore/matrix.ts';
import type { Bounds, Setting } from './explore/setting.ts';
import { SETTINGS } from './explore/settings.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import { verdict } from './narrate.ts';
import type { Asked } from './question-box/asked.ts';
import { goal } from './question-box/goal.ts';
import { refusal } from './question-box/refusal.ts';
import type { RuleId } from './rules.ts';
import type { SourceRef } from './sources.ts';

export { ASKED, type Asked } from './question-box/asked.ts';

export const ASKERS = ['guest', 'device-model-dom0', 'stubdomain', 'deprivileged'] as const;
export type Asker = (typeof ASKERS)[number];

export type BoxAnswer =
  | {
      readonly can: 'yes';
      readonly setting: Setting;
      readonly steps: readonly Step[];
      readonly sentence: string;
    }
  | {
      readonly can: 'no';
      readonly sentence: string;
      /** The rule that stops it and where it stands; null where no access of theirs gets as far as a rule. */
      readonly rule: RuleId | null;
      readonly source: SourceRef | null;
    }
  /** No way was found, and not everything was searched. */
  | { readonly can: 'open'; readonly sentence: string };

/** Settings in which only the guest acts, and those in which the device model does as it likes. */
const BY_GUEST = [
  'driver',
  'any guest',
  'neighbours',
  'neighbours, bound',
  'shared page',
  'shared page, bound',
];
const BY_DEVICE_MODEL = ['hostile device model', 'hostile device model, shared page', 'partial unbind'];

/** Where the device model that asks runs; null for the guest. */
const RUNS_IN: Readonly<Record<Asker, EnvironmentName | null>> = {
  guest: null,
  'device-model-dom0': 'dom0',
  stubdomain: 'stubdomain',
  deprivileged: 'deprivileged',
};

/** Why `who` never gets as far as an access under the design; null where it does. */
function obstacle(who: Asker, design: Design): string | null {
  const environment = RUNS_IN[who];
  if (environment === null) return null;
  if (!design.deviceModel.present) return 'In this design nothing outside Xen takes part.';
  const feasible = feasibility(design, environment);
  return feasible.works ? null : `It gets no device to change: ${feasible.step} fails. ${feasible.reason}`;
}

/** Answers for one design; searches the settings in which `who` can act, up to `bounds`. */
export function questionBox(
  who: Asker,
  what: Asked,
  design: Design,
  bounds: Bounds = MATRIX_BOUNDS,
): BoxAnswer {
  const hindered = obstacle(who, design);
  if (hindered !== null) return { can: 'no', sentence: hindered, rule: null, source: null };
  const byGuest = who === 'guest';
  const ids = byGuest ? BY_GUEST : BY_DEVICE_MODEL;
  const stopped: string[] = [];
  let best: { readonly setting: Setting; readonly steps: readonly Step[] } | null = null;
  for (const setting of SETTINGS.filter(({ id }) => ids.includes(id)))
    for (const cell of searchCells(setting, design, [goal(byGuest, what, setting)], bounds)) {
      if (cell.verdict === 'stopped') stopped.push(`“${setting.id}” ${cell.reason ?? ''}`);
      else if (cell.verdict === 'fails' && cell.steps.length < (best?.steps.length ?? Infinity))
        best = { setting, steps: cell.steps };
    }
  if (best !== null) return { can: 'yes', ...best, sentence: sentenceOf(best.setting, best.steps, design) };
  if (stopped.length > 0)
    return {
      can: 'open',
      sentence: `No way was found, and not everything was searched: ${stopped.join('; ')}.`,
    };
  return { can: 'no', ...refusal(byGuest, what, design) };
}

/** What the last step came to. */
function sentenceOf(setting: Setting, steps: readonly Step[], design: Design): string {
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  for (const step of [...setting.lead, ...steps.slice(0, -1)]) machine.run(step);
  return verdict(machine.route(steps.at(-1)!), layout, design).headline;
}

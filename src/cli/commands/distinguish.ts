import {
  distinguish,
  isSettled,
  LOOKERS,
  shortest,
  type Distinction,
  type Looker,
} from '#model/explore/distinguish.ts';
import { MATRIX_BOUNDS } from '#model/explore/matrix.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';
import { designArgument } from '../scenario-file.ts';
import { stepJson } from '../step-json.ts';

const HELP = `usage: msixscope distinguish --design DESIGN --design DESIGN [--json]

Finds the shortest sequence of accesses and events by which the guest, the hardware or the device model can tell two
designs apart. Exit code 1 when somebody can.

  --design DESIGN  twice: a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model (xen-4.19)
  --json           an object: designs, and for each who looks the environment, what led up to it, and the steps`;

const WORDS: Readonly<Record<Looker, string>> = {
  guest: 'the guest',
  hardware: 'the hardware',
  'device-model': 'the device model',
};

export const distinguishCommand: Command = {
  name: 'distinguish',
  summary: 'the shortest accesses that tell two designs apart',
  help: HELP,
  run: (args) => {
    const given = argumentsOf(args, {
      design: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const [nameA, nameB, ...more] = given.value.values('design');
    if (nameA === undefined || nameB === undefined || more.length > 0 || given.value.positionals.length > 0)
      return refused(`Give --design twice. ${HELP.split('\n')[0]!}`);
    const a = designArgument(nameA);
    if (!a.ok) return refused(a.error);
    const b = designArgument(nameB);
    if (!b.ok) return refused(b.error);
    const found = distinguish(a.value, b.value, SETTINGS, MATRIX_BOUNDS);
    const best = LOOKERS.map((looker) => [looker, shortest(found, looker)] as const);
    const complete = LOOKERS.every((looker) => isSettled(found, looker));
    const apart = best.some(([, one]) => one !== null);
    const out = given.value.flag('json')
      ? printedJson({
          designs: [a.value.id, b.value.id],
          complete,
          apart: Object.fromEntries(best.map(([looker, one]) => [looker, one && partedJson(one, looker)])),
        })
      : lines([
          `${a.value.id} and ${b.value.id}:`,
          ...best.flatMap(([looker, one]) => textOf(looker, one, complete)),
        ]);
    return done(out, apart ? 1 : 0);
  },
};

const partedJson = ({ setting, steps }: Distinction, looker: Looker): object => ({
  environment: setting.id,
  lead: setting.lead.map(stepJson),
  steps: (steps[looker] ?? []).map(stepJson),
});

function textOf(looker: Looker, one: Distinction | null, complete: boolean): string[] {
  if (one === null)
    return [`  ${WORDS[looker]} cannot tell them apart${complete ? '' : ' within the bounds of the search'}`];
  const layout = layoutOf(one.setting.device);
  const steps = one.steps[looker] ?? [];
  return [
    `  ${WORDS[looker]} can, in "${one.setting.id}", in ${steps.length} step${steps.length === 1 ? '' : 's'}:`,
    ...(one.setting.lead.length > 0
      ? [`    set up by: ${one.setting.lead.map((step) => stepTitle(step, layout)).join('; ')}`]
      : []),
    ...steps.map((step) => `    ${stepTitle(step, layout)}`),
  ];
}

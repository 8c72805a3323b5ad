import { DESIGNS, DEVICE_MODELS, XEN_DESIGNS } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';

const HELP = `usage: msixscope designs [--json]

Lists the designs: a Xen together with a device model, by the id that --design takes.`;

export const designs: Command = {
  name: 'designs',
  summary: 'the designs there are',
  help: HELP,
  run: (args) => {
    const given = argumentsOf(args, { json: { type: 'boolean' } });
    if (!given.ok) return refused(given.error);
    const [extra] = given.value.positionals;
    if (extra !== undefined) return refused(`"designs" takes no file, and "${extra}" was given.`);
    const all = DESIGNS.map(described);
    if (given.value.flag('json')) return done(printedJson(all));
    const width = Math.max(...all.map(({ id }) => id.length));
    return done(lines(all.map(({ id, title }) => `${id.padEnd(width)}  ${title}`)));
  },
};

function described({ id, title, xenName, deviceModelName, xen }: Design) {
  const named = XEN_DESIGNS.find(({ parts }) => parts === xen);
  const namedModel = DEVICE_MODELS.find(({ name }) => name === deviceModelName);
  return {
    id,
    title,
    xen: xenName,
    deviceModel: deviceModelName,
    standing: named?.standing ?? null,
    summary: named?.summary ?? null,
    deviceModelSummary: namedModel?.summary ?? null,
    source: xen.sourceTag,
  };
}

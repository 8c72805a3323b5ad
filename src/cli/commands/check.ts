import { DESIGNS } from '#model/designs/catalogue.ts';
import { searchCells, type Cell } from '#model/explore/matrix.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { PROPERTIES, propertyById } from '#model/properties/all.ts';
import type { Design } from '#model/context.ts';
import type { Property } from '#model/properties/property.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';
import { stepJson } from '../step-json.ts';
import { designArgument } from '../scenario-file.ts';

const HELP = `usage: msixscope check [--design DESIGN]... [--property PROPERTY]... [--json]

Searches small worlds whole and says which properties hold in every reachable state of every design, with the
shortest counterexample where one fails. Exit code 1 when something fails.

  --design DESIGN      a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model; repeatable
  --property PROPERTY  ${PROPERTIES.map(({ id }) => (id.includes(' ') ? `"${id}"` : id)).join(', ')}; repeatable
  --json               an array of objects: design, environment, property, verdict, states, transitions, depth, steps`;

export const check: Command = {
  name: 'check',
  summary: 'which properties hold in every reachable state',
  help: HELP,
  run: (args) => {
    const given = argumentsOf(args, {
      design: { type: 'string', multiple: true },
      property: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    if (given.value.positionals.length > 0)
      return refused(`This command takes options only. ${HELP.split('\n')[0]!}`);
    const designs: Design[] = [];
    for (const name of given.value.values('design')) {
      const design = designArgument(name);
      if (!design.ok) return refused(design.error);
      designs.push(design.value);
    }
    const properties: Property[] = [];
    for (const id of given.value.values('property')) {
      const property = propertyById(id);
      if (property === undefined)
        return refused(`Unknown property "${id}"; known: ${PROPERTIES.map((p) => p.id).join(', ')}.`);
      properties.push(property);
    }
    const asked = properties.length > 0 ? properties : PROPERTIES;
    const cells = (designs.length > 0 ? designs : DESIGNS).flatMap((design) =>
      SETTINGS.filter(({ id }) => asked.some(({ settings }) => settings.includes(id))).flatMap((setting) =>
        searchCells(setting, design, asked),
      ),
    );
    const failed = cells.some(({ verdict }) => verdict === 'fails');
    const out = given.value.flag('json') ? printedJson(cells.map(cellJson)) : textOf(cells);
    return done(out, failed ? 1 : 0);
  },
};

function cellJson({ design, setting, property, verdict, states, transitions, depth, steps }: Cell): object {
  return {
    design: design.id,
    environment: setting.id,
    property: property.id,
    verdict,
    states,
    transitions,
    depth,
    steps: steps.map(stepJson),
  };
}

function textOf(cells: readonly Cell[]): string {
  const out: string[] = [];
  let heading = '';
  for (const cell of cells) {
    if (cell.verdict === 'not-applicable') continue;
    const now = `${cell.design.id}, ${cell.setting.id}`;
    if (now !== heading) out.push(`${now} (${cell.states} states, ${cell.transitions} transitions)`);
    heading = now;
    out.push(`  ${cell.property.id.padEnd(10)} ${cell.verdict.padEnd(7)} ${cell.property.name}`);
    const layout = layoutOf(cell.setting.device);
    if (cell.reason !== null) out.push(`    ${cell.reason}`);
    for (const step of cell.steps) out.push(`    ${stepTitle(step, layout)}`);
  }
  return lines(out);
}

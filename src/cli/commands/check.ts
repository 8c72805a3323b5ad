import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { searchCells, type Cell } from '#model/explore/matrix.ts';
import type { Setting } from '#model/explore/setting.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { PROPERTIES, propertyById } from '#model/properties/all.ts';
import type { Design } from '#model/context.ts';
import type { Property } from '#model/properties/property.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';
import { stepJson } from '../step-json.ts';
import { designArgument } from '../scenario-file.ts';

const HELP = `usage: msixscope check [--design DESIGN]... [--property PROPERTY]... [--environments] [--json]

Searches small worlds whole and says which properties hold in every reachable state of every design, with the
shortest counterexample where one fails. Exit code 1 when something fails.

  --design DESIGN      a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model; repeatable
  --property PROPERTY  ${PROPERTIES.map(({ id }) => (id.includes(' ') ? `"${id}"` : id)).join(', ')}; repeatable
  --environments       only lists the small worlds: who does what in each, on which device, and what sets it up
  --json               an array of objects: design, environment, property, verdict, states, transitions, depth, steps
                       (which follow on the environment's lead; --environments --json has it)`;

export const check: Command = {
  name: 'check',
  summary: 'which properties hold in every reachable state',
  help: HELP,
  run: (args) => {
    const given = argumentsOf(args, {
      design: { type: 'string', multiple: true },
      property: { type: 'string', multiple: true },
      environments: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    if (given.value.positionals.length > 0)
      return refused(`This command takes options only. ${HELP.split('\n')[0]!}`);
    if (given.value.flag('environments'))
      return done(
        given.value.flag('json') ? printedJson(SETTINGS.map(environmentJson)) : environmentsText(),
        0,
      );
    const designs: Design[] = [];
    for (const name of given.value.values('design')) {
      const design = designArgument(name);
      if (!design.ok) return refused(design.error);
      if (!designs.some(({ id }) => id === design.value.id)) designs.push(design.value);
    }
    const properties: Property[] = [];
    for (const id of given.value.values('property')) {
      const property = propertyById(id);
      if (property === undefined)
        return refused(`Unknown property "${id}"; known: ${PROPERTIES.map((p) => p.id).join(', ')}.`);
      if (!properties.includes(property)) properties.push(property);
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

/** An environment with what is needed to replay a counterexample; the device in the words of the recordings. */
const environmentJson = ({ id, sentence, device: { bars, msix }, lead, steps }: Setting): object => ({
  environment: id,
  sentence,
  device: {
    barSize: bars.find(({ index }) => index === msix.table.bar)?.size,
    entries: msix.entries,
    tableOffset: msix.table.offset,
    pbaOffset: msix.pba.offset,
  },
  lead: lead.map(stepJson),
  steps: steps.map(stepJson),
});

function textOf(cells: readonly Cell[]): string {
  const searches = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${cell.design.id}, ${cell.setting.id}`;
    searches.set(key, [...(searches.get(key) ?? []), cell]);
  }
  return lines([...searches].flatMap(([heading, found]) => searchText(heading, found)));
}

/** What one search found. The steps of each counterexample follow on those that set the environment up. */
function searchText(heading: string, found: readonly Cell[]): string[] {
  const searched = found.find(({ verdict }) => verdict !== 'not-applicable');
  const counts = searched
    ? `${searched.states} states, ${searched.transitions} transitions`
    : 'nothing to search';
  const { setting } = found[0]!;
  const layout = layoutOf(setting.device);
  const titles = (steps: readonly Step[]) => steps.map((step) => stepTitle(step, layout));
  const fails = found.some(({ verdict }) => verdict === 'fails');
  return [
    `${heading} (${counts})`,
    ...(fails && setting.lead.length > 0 ? [`  set up by: ${titles(setting.lead).join('; ')}`] : []),
    ...found.flatMap(({ property, verdict, reason, steps }) =>
      verdict === 'not-applicable'
        ? [`  ${property.id.padEnd(10)} not applicable: ${reason ?? ''}`]
        : [
            `  ${property.id.padEnd(10)} ${verdict.padEnd(7)} ${property.name}`,
            ...(reason === null ? [] : [`    ${reason}`]),
            ...titles(steps).map((title) => `    ${title}`),
          ],
    ),
  ];
}

/** The environments: who does what in them, on which device, and what has happened before the search. */
function environmentsText(): string {
  return lines(
    SETTINGS.flatMap(({ id, sentence, device, lead, steps }) => {
      const titles = (some: readonly Step[]) =>
        some.map((step) => stepTitle(step, layoutOf(device))).join('; ');
      return [
        id,
        `  ${sentence}`,
        `  device: ${device.name}`,
        `  set up by: ${titles(lead)}`,
        `  then: ${titles(steps)}`,
      ];
    }),
  );
}

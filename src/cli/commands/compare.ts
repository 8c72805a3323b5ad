import { REAL_WORLD, RECORDED_WORLD } from '#model/context.ts';
import { compareDesigns, DIFFERENCE_KINDS, type Comparison } from '#model/compare.ts';
import { success, type Result } from '#model/base/result.ts';
import { argumentsOf, done, lines, refused, type Command } from '../command.ts';
import { documentOf, heldIn } from '../document-file.ts';
import { isFolder } from './run-text.ts';
import {
  designArgument,
  scenarioOf,
  scenarioOfDocument,
  scenariosIn,
  type FileScenario,
} from '../scenario-file.ts';

const HELP = `usage: msixscope compare SCENARIO --design DESIGN --design DESIGN [--json] [--protect-pba]

Runs a scenario under two designs and says at which steps they part, and how. Exit code 1 when they do.

  SCENARIO         a scenario text (.msix), a file saved by the app, or a file of JSON lines, as for "msixscope run";
                   - is standard input
  --design DESIGN  twice: a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model (xen-4.19)
  --json           one object for each scenario, one a line
  --protect-pba    the PBA's own pages are read-only for the guest, as Xen makes them, and as scenario texts
                   have them; the recordings have them plain`;

export const compare: Command = {
  name: 'compare',
  summary: 'where two designs part on the same scenario',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {
      design: { type: 'string' },
      json: { type: 'boolean' },
      'protect-pba': { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    const [nameA, nameB, ...more] = given.value.values('design');
    if (file === undefined || others.length > 0)
      return refused(`Name one scenario file. ${HELP.split('\n')[0]!}`);
    if (nameA === undefined || nameB === undefined || more.length > 0)
      return refused(`Give --design twice. ${HELP.split('\n')[0]!}`);
    const a = designArgument(nameA);
    if (!a.ok) return refused(a.error);
    const b = designArgument(nameB);
    if (!b.ok) return refused(b.error);
    if (isFolder(file)) return refused(`${file} is a folder; name one scenario.`);
    const text = read(file);
    if (!text.ok) return refused(text.error);
    const isText = heldIn(file, text.value) !== 'vectors';
    const scenarios = isText ? scenarioIn(file, text.value) : scenariosIn(text.value, file);
    if (!scenarios.ok) return refused(scenarios.error);
    const world = isText || given.value.flag('protect-pba') ? REAL_WORLD : RECORDED_WORLD;
    const found = scenarios.value.map(({ vector }) => ({
      id: vector.id,
      comparison: compareDesigns(scenarioOf(vector), a.value, b.value, world),
    }));
    const same = found.every(({ comparison }) => comparison.differences.length === 0);
    const out = given.value.flag('json')
      ? lines(found.map(({ id, comparison }) => JSON.stringify(comparisonJson(id, comparison))))
      : found.map(({ id, comparison }) => comparisonText(id, comparison)).join('\n');
    return done(out, same ? 0 : 1);
  },
};

/** The scenario of a text, whatever designs it names itself. */
function scenarioIn(file: string, text: string): Result<readonly FileScenario[]> {
  const document = documentOf(file, text);
  return document.ok ? success([scenarioOfDocument(document.value.document, file)]) : document;
}

function comparisonJson(id: string, { a, b, steps, counts, differences, leftOver }: Comparison): object {
  return {
    id,
    designs: [a.id, b.id],
    steps,
    counts,
    first: differences[0] === undefined ? null : differences[0].index + 1,
    leftOver,
    differences: differences.map(({ index, kinds, outcomes, parted, sentence }) => ({
      step: index + 1,
      kinds,
      outcomes,
      parted,
      sentence,
    })),
  };
}

function comparisonText(id: string, { a, b, steps, counts, differences, leftOver }: Comparison): string {
  const heading = `${id}: ${a.id} and ${b.id}`;
  if (differences.length === 0) return lines([`${heading} agree on ${stepsText(steps)}`]);
  const kinds = DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => `${kind} ${counts[kind]}`);
  return lines([
    `${heading} part at ${differences.length} of ${stepsText(steps)} (${kinds.join(', ')})`,
    ...differences.map(({ sentence }) => `  ${sentence}`),
    ...(leftOver > 0
      ? [`  ${leftOver} place${leftOver === 1 ? '' : 's'} in the state still differ at the end`]
      : []),
  ]);
}

const stepsText = (count: number): string => `${count} step${count === 1 ? '' : 's'}`;

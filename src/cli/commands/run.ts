import { RECORDED_WORLD, REAL_WORLD, type Design, type World } from '#model/context.ts';
import { hex } from '#model/base/hex.ts';
import { success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { hopSentence, hopTitle, stepTitle, verdict } from '#model/narrate.ts';
import { eventsOf, type Hop, type Route } from '#model/route.ts';
import { sourceOf } from '#model/sources.ts';
import { eventJson, stateJson, type JsonObject } from '#vectors/format.ts';
import { scenarioOfVector } from '#vectors/write-scenario.ts';
import { argumentsOf, done, refused, type Command, type CommandResult } from '../command.ts';
import { documentOf, heldIn } from '../document-file.ts';
import { isFolder, runFolder, runTexts } from './run-text.ts';
import { designOfVector } from '#vectors/read-vector.ts';
import {
  designArgument,
  designOf,
  scenarioOfDocument,
  scenariosIn,
  type FileScenario,
} from '../scenario-file.ts';

const HELP = `usage: msixscope run SCENARIO [--design DESIGN] [--json] [--protect-pba]

Runs recorded or hand-written accesses. Of a scenario text it says whether its expect lines hold; of JSON, and of a
text with --design or --json, where each access goes, hop by hop.

  SCENARIO         a scenario text (.msix) or a file saved by the app, whose
                   expect lines are checked: exit code 1 says what differed;
                   a folder of such texts, all of which are run (links are not
                   followed); or one JSON object a line with "device" and
                   "steps", as in the recorded vectors, where "xen" and "qemu"
                   choose the design unless --design does, and steps are write,
                   read, rep-write, rep-read, enable, disable, and events such
                   as raise and dm-bind as "msixscope check --json" prints them.
                   - is standard input
  --design DESIGN  a design's id (xen-4.19--qemu-latch), or a Xen with the device model it was made for (xen-4.19)
  --json           one object a line in the format of the recorded vectors, "expect" filled in by the model
  --protect-pba    the PBA's own pages are read-only for the guest, as Xen makes them, and as scenario texts
                   have them; the recordings have them plain`;

export const run: Command = {
  name: 'run',
  summary: 'where each access of a scenario goes, hop by hop',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {
      design: { type: 'string' },
      json: { type: 'boolean' },
      'protect-pba': { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    const designs = given.value.values('design');
    if (file === undefined || others.length > 0)
      return refused(`Name one scenario file. ${HELP.split('\n')[0]!}`);
    if (designs.length > 1) return refused('Give --design once; "msixscope compare" takes two.');
    const chosen = designs[0] === undefined ? null : designArgument(designs[0]);
    if (chosen?.ok === false) return refused(chosen.error);
    const isJson = given.value.flag('json');
    const isPlain = chosen === null && !isJson && !given.value.flag('protect-pba');
    if (isFolder(file))
      return isPlain
        ? runFolder(file, read)
        : refused(`Options go with one scenario, and ${file} is a folder: name a text in it.`);
    const text = read(file);
    if (!text.ok) return refused(text.error);
    if (heldIn(file, text.value) !== 'vectors')
      return isPlain
        ? runTexts([{ file, text }])
        : textRoutes(file, text.value, chosen?.value ?? null, isJson);
    const scenarios = scenariosIn(text.value, file);
    if (!scenarios.ok) return refused(scenarios.error);
    const world = given.value.flag('protect-pba') ? REAL_WORLD : RECORDED_WORLD;
    const out: string[] = [];
    for (const scenario of scenarios.value) {
      const design: Result<Design> = chosen ?? designOf(scenario);
      if (!design.ok) return refused(design.error);
      out.push(
        isJson
          ? `${JSON.stringify(vectorJson(scenario, design.value, world))}\n`
          : routesText(scenario, design.value, world),
      );
    }
    return done(out.join(isJson ? '' : '\n'));
  },
};

/** The routes of one scenario text, under `chosen` or else under the designs that it names itself. */
function textRoutes(file: string, text: string, chosen: Design | null, isJson: boolean): CommandResult {
  const found = documentOf(file, text);
  if (!found.ok) return refused(found.error);
  const { document, warnings } = found.value;
  const input = scenarioOfDocument(document, file);
  const raw = isJson ? scenarioOfVector(document.scenario) : success({});
  if (!raw.ok) return refused(`${file}: ${raw.error}`);
  const out: string[] = [];
  for (const id of chosen ? [chosen.id] : document.designs) {
    const design = designById(id);
    if (!design.ok) return refused(`${file}: ${design.error}`);
    out.push(
      isJson
        ? `${JSON.stringify(vectorJson({ ...input, raw: raw.value }, design.value, REAL_WORLD))}\n`
        : routesText(input, design.value, REAL_WORLD),
    );
  }
  return { ...done(out.join(isJson ? '' : '\n')), stderr: warnings };
}

/** The line as it was, with what the model expects of it, in the order of the recorded vectors. */
export function vectorJson({ vector, raw }: FileScenario, design: Design, world: World): JsonObject {
  const layout = layoutOf(vector.device);
  const machine = new Machine(design, layout, { registers: vector.registers, world });
  const initial = stateJson(machine.state, layout, design);
  let last = JSON.stringify(initial);
  const expect = vector.steps.map((step, n) => {
    const events = eventsOf(machine.route(step)).map(eventJson);
    const state = stateJson(machine.state, layout, design);
    const text = JSON.stringify(state);
    const unchanged = text === last;
    last = text;
    // Some recordings write a state that did not change in short; a line that does so is answered alike.
    const short = unchanged && vector.expect?.[n]?.at(-1)?.same === true;
    return [...events, short ? { at: 'state', same: true } : state];
  });
  return {
    id: vector.id,
    ...(vector.note === null ? {} : { note: vector.note }),
    ...namesJson(vector, design),
    device: raw.device!,
    steps: raw.steps!,
    initial,
    expect,
  };
}

/** The names the line had, where they mean the same design, so that a recording and its repetition do not differ. */
function namesJson({ xen, qemu, domain }: FileScenario['vector'], design: Design): JsonObject {
  const spelled = xen === '' ? null : designOfVector({ xen, qemu, domain });
  const xenName = spelled?.ok && spelled.value.xenName === design.xenName ? xen : design.xenName;
  return design.deviceModel.present
    ? { xen: xenName, qemu: design.deviceModelName }
    : { xen: xenName, qemu: null, domain: design.deviceModelName };
}

function routesText(scenario: FileScenario, design: Design, world: World): string {
  const { vector } = scenario;
  const layout = layoutOf(vector.device);
  const machine = new Machine(design, layout, { registers: vector.registers, world });
  const out = [`${vector.id} under ${design.title}`];
  if (vector.note !== null) out.push(vector.note);
  vector.steps.forEach((step, n) => {
    const route = machine.route(step);
    out.push('', `${n + 1}. ${stepTitle(step, layout)}`);
    for (const hop of route.hops) out.push(hopLine(hop, layout, design));
    out.push(...verdictLines(route, layout, design));
  });
  return `${out.join('\n')}\n`;
}

function hopLine(hop: Hop, layout: Layout, design: Design): string {
  const source = sourceOf(hop.rule, design);
  const line = source?.line == null ? '' : `:${source.line}`;
  const mail = source?.mail == null ? '' : ` <${source.mail}>`;
  const place = source === null ? '' : `  [${source.function} ${source.file}${line} @${source.tag}${mail}]`;
  return `   ${hop.party.padEnd(12)} ${hopTitle(hop)}: ${hopSentence(hop, layout, design)}${place}`;
}

function verdictLines(route: Route, layout: Layout, design: Design): string[] {
  const { headline, detail } = verdict(route, layout, design);
  const values = route.values === null ? [] : [`   values: ${route.values.map(hex).join(' ')}`];
  return [`   => ${headline} ${detail}`, ...values];
}

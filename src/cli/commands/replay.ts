import { fittingDevices, type FittingDevice } from '#import/traces/geometry.ts';
import { planReplay, type PlannedTrace } from '#import/traces/plan.ts';
import { REGIONS } from '#import/traces/regions.ts';
import { PRODUCER_TITLES, type Trace } from '#import/traces/trace.ts';
import type { LineKind } from '#import/traces/tally.ts';
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { Design } from '#model/context.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { withKnownRegisters } from '#model/known-registers.ts';
import { outcomeCounts, Replay } from '#model/replay/replay.ts';
import { deviceMeant } from '#share/catalogue.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command, type ReadText } from '../command.ts';
import { CATALOGUE } from '../document-file.ts';
import { designArgument } from '../scenario-file.ts';
import { readTraceFile } from '../trace-file.ts';

const HELP = `usage: msixscope replay TRACE [--lspci FILE | --device ID] [--slot SLOT] [--design DESIGN] [--json]

Reads a recording and runs its accesses to MSI-X devices through the model.

  TRACE            Linux mmiotrace, a QEMU log of memory_region_ops or ioreq events, xenalyze -a, or CSV; gzipped or not
  --lspci FILE     where the devices' BARs and tables are: output of "sudo lspci -vv" (with -xxxx or sysfs resource files)
  --device ID      a device of the catalogue, vvvv:dddd
  --slot SLOT      only this device, when the recording concerns several
  --design DESIGN  a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model (xen-4.19); ${DESIGNS[0]!.id} otherwise
  --json           counts and examples as JSON`;

const SHOWN = 5;

export const replay: Command = {
  name: 'replay',
  summary: 'what becomes of the accesses of a recording',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {
      lspci: { type: 'string' },
      device: { type: 'string' },
      slot: { type: 'string' },
      design: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const { positionals, values, flag } = given.value;
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0)
      return refused(`Name one recording. ${HELP.split('\n')[0]!}`);
    const design = designArgument(values('design').at(-1) ?? DESIGNS[0]!.id);
    if (!design.ok) return refused(design.error);
    const known = givenDevices(values('lspci').at(-1), values('device').at(-1), read);
    if (!known.ok) return refused(known.error);
    const trace = readTraceFile(file);
    if (!trace.ok) return refused(trace.error);
    const fitting = chooseDevices(trace.value, known.value, values('slot').at(-1));
    const chosen = { value: fitting.ok ? fitting.value : [] };
    const planned = planReplay(
      trace.value,
      chosen.value.map(({ description }) => description),
    );
    const replays = planned.devices.map(({ plan }) => {
      const run = new Replay(plan, design.value);
      run.advance(Infinity);
      return run;
    });
    const report = { trace: trace.value, design: design.value, chosen: chosen.value, planned, replays };
    const stdout = flag('json') ? printedJson(jsonOf(report)) : textOf(report);
    // The lines are counted even where the devices are not known: what was understood does not depend on them.
    return fitting.ok ? done(stdout) : { exitCode: 2, stdout, stderr: `${fitting.error}\n` };
  },
};

/** Devices that the command line names; none when it names none. */
export function givenDevices(
  lspci: string | undefined,
  id: string | undefined,
  read: ReadText,
): Result<readonly DeviceDescription[]> {
  if (lspci !== undefined && id !== undefined) return failure('Give either --lspci or --device, not both.');
  if (id !== undefined) {
    const found = CATALOGUE.filter((description) => description.id === id.toLowerCase());
    if (found.length === 0)
      return failure(
        `The catalogue has no device ${id}. ${meantOf(id)}"msixscope devices" lists what it has.`,
      );
    return success(found);
  }
  if (lspci === undefined) return success([]);
  const text = read(lspci);
  if (!text.ok) return text;
  const report = parseLspci(text.value);
  const drawn = report.devices.flatMap(({ description }) =>
    description ? [withKnownRegisters(description, CATALOGUE).device] : [],
  );
  if (drawn.length > 0) return success(drawn);
  const messages = [...report.messages, ...report.devices.flatMap((device) => device.messages)];
  return failure(
    `${lspci} holds no device with a complete MSI-X capability. ${messages[0]?.message ?? ''}`.trim(),
  );
}

/** What was meant by a device that the catalogue does not have, with a blank behind it, or nothing. */
function meantOf(id: string): string {
  const meant = deviceMeant(id, CATALOGUE);
  return meant === '' ? '' : `${meant} `;
}

/** The devices to replay, or why none can be chosen. */
export function chooseDevices(
  trace: Trace,
  given: readonly DeviceDescription[],
  slot: string | undefined,
): Result<readonly FittingDevice[]> {
  const fitting = fittingDevices(trace, given, CATALOGUE);
  const slots = fitting.map(({ description }) => description.slot);
  if (slot !== undefined) {
    const found = fitting.filter(({ description }) => description.slot?.endsWith(slot) === true);
    if (found.length > 0) return success(found);
    return failure(
      `No device in ${slot} is accessed in the recording; there is ${slots.join(', ') || 'none'}.`,
    );
  }
  if (given.length > 0 && fitting.length === 0)
    return failure(
      `The recording does not access ${given.map(({ id, slot: s, name }) => s ?? id ?? name).join(', ')}: no address lies in its BARs, or the BARs’ addresses are not known.`,
    );
  const addresses = fitting.map(({ from }) => from);
  if (addresses.includes('catalogue') && fitting.length > 1)
    return failure(
      `The recording does not tell its device. These of the catalogue would fit, choose one with --device, or give --lspci: ${fitting
        .slice(0, 12)
        .map(({ description }) => `${description.id ?? ''} (${description.name})`)
        .join('; ')}${fitting.length > 12 ? `; and ${fitting.length - 12} more` : ''}.`,
    );
  return success(fitting);
}

interface Report {
  readonly trace: Trace;
  readonly design: Design;
  readonly chosen: readonly FittingDevice[];
  readonly planned: PlannedTrace;
  readonly replays: readonly Replay[];
}

function totals(replays: readonly Replay[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const one of replays)
    for (const [outcome, count] of Object.entries(outcomeCounts(one)))
      all[outcome] = (all[outcome] ?? 0) + count;
  return all;
}

const kindJson = ({ kind, count, examples }: LineKind): object => ({ kind, count, examples });

/** Access `n` of a device in a few words, with its line. */
function accessText(run: Replay, trace: Trace, n: number): string {
  const row = run.plan.rows[n]!;
  const step = run.stepAt(n);
  if (!('offset' in step) || !('size' in step)) return step.op;
  const value = step.op === 'write' ? ` = 0x${step.value.toString(16)}` : '';
  return `line ${trace.accesses.line[row]!}: ${step.op} of ${step.size} bytes at 0x${step.offset.toString(16)}${value}`;
}

function jsonOf({ trace, design, chosen, planned, replays }: Report): object {
  const lost = replays.flatMap((run) => run.lost.slice(0, SHOWN).map((n) => accessText(run, trace, n)));
  return {
    lines: trace.lines,
    accesses: trace.accesses.length,
    context: trace.contextLines,
    notUnderstood: trace.notUnderstoodLines,
    outcomes: totals(replays),
    regions: planned.assignment.counts,
    producer: trace.producer,
    design: design.id,
    devices: chosen.map(({ description, assumptions }, n) => ({
      slot: description.slot,
      id: description.id,
      name: description.name,
      regions: planned.devices[n]!.counts,
      outcomes: outcomeCounts(replays[n]!),
      roundTrips: replays[n]!.roundTrips,
      lost: replays[n]!.lost.length,
      viewsDiffer: replays[n]!.viewChanges.filter(({ differ }) => differ).length,
      deliveries: [...replays[n]!.deliveries.subarray(0, -1)],
      assumptions: [...assumptions, ...planned.devices[n]!.assumptions],
    })),
    roundTrips: replays.reduce((sum, run) => sum + run.roundTrips, 0),
    messages: trace.messages.map(({ line, severity, code, message }) => ({ line, severity, code, message })),
    examples: {
      context: trace.context.slice(0, 20).map(kindJson),
      notUnderstood: trace.notUnderstood.slice(0, 20).map(kindJson),
      lost: lost.slice(0, SHOWN),
    },
  };
}

function textOf({ trace, design, chosen, planned, replays }: Report): string {
  const { counts } = planned.assignment;
  const regions = REGIONS.filter((name) => counts[name] > 0).map((name) => `${name} ${counts[name]}`);
  const outcomes = Object.entries(totals(replays)).map(([outcome, count]) => `${outcome} ${count}`);
  return lines([
    `${PRODUCER_TITLES[trace.producer]}: ${trace.lines} lines, ${trace.accesses.length} accesses, ${trace.contextLines} lines of context, ${trace.notUnderstoodLines} not understood`,
    ...trace.messages.map(({ message }) => `  ${message}`),
    `places: ${regions.join(', ')}`,
    ...(chosen.length === 0 ? ['No device is known: give --lspci FILE or --device ID.'] : []),
    ...chosen.flatMap(({ description, assumptions }, n) => {
      const run = replays[n]!;
      const delivered = run.deliveries.subarray(0, -1).reduce((sum, count) => sum + count, 0);
      return [
        `${description.slot ?? description.id ?? ''} ${description.name}: ${run.length} accesses, ${run.lost.length} lost, ${run.roundTrips} round trips to the device model, ${delivered} interrupts delivered`,
        ...[...assumptions, ...planned.devices[n]!.assumptions].map((sentence) => `  ${sentence}`),
        ...run.lost.slice(0, SHOWN).map((at) => `  lost: ${accessText(run, trace, at)}`),
      ];
    }),
    `under ${design.title}: ${outcomes.join(', ')}`,
  ]);
}

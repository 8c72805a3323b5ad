import { planReplay } from '#import/traces/plan.ts';
import type { FittingDevice } from '#import/traces/geometry.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { Design } from '#model/context.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { partingsOf } from '#model/replay/parting.ts';
import { Replay, type ReplayPlan } from '#model/replay/replay.ts';
import { argumentsOf, done, printedJson, refused, type Command } from '../command.ts';
import { designArgument } from '../scenario-file.ts';
import { readTraceFile } from '../trace-file.ts';
import { AS_ACCESSED, chooseDevices, givenDevices } from './given-devices.ts';
import { replayJson, replayText, type ReplayReport } from './replay-report.ts';

const HELP = `usage: msixscope replay TRACE [--lspci FILE | --device ID] [--slot SLOT] [--design DESIGN]... [--all] [--json]

Reads a recording and runs its accesses to MSI-X devices through the model. Exit code 2 when its device is not known.

  TRACE            Linux mmiotrace, a QEMU log of memory_region_ops or ioreq events, xenalyze -a, or CSV; gzipped or not
  --lspci FILE     where the devices' BARs and tables are: output of "sudo lspci -vv" (with -xxxx or sysfs resource files)
  --device ID      a device of the catalogue, vvvv:dddd; or "${AS_ACCESSED}": as much of the table as is accessed
  --slot SLOT      only this device, when the recording concerns several
  --design DESIGN  a design's id (xen-4.19--qemu-latch), or a Xen with its usual device model (xen-4.19); ${DESIGNS[0]!.id}
                   otherwise. Given twice, it is also said where the second parts from the first
  --all            every lost access, disagreement and parting, not just the first few
  --json           counts and examples as JSON`;

/** Examples of each kind without --all. */
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
      all: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const { positionals, values, flag } = given.value;
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0)
      return refused(`Name one recording. ${HELP.split('\n')[0]!}`);
    const designs = designsOf(values('design'));
    if (!designs.ok) return refused(designs.error);
    const known = givenDevices(values('lspci').at(-1), values('device').at(-1), read);
    if (!known.ok) return refused(known.error);
    const trace = readTraceFile(file);
    if (!trace.ok) return refused(trace.error);
    const fitting = chooseDevices(
      trace.value,
      known.value,
      values('slot').at(-1),
      values('device').at(-1) === AS_ACCESSED,
    );
    const chosen = fitting.ok ? fitting.value : [];
    const report = reportOf(trace.value, chosen, designs.value, flag('all') ? Infinity : SHOWN);
    const stdout = flag('json') ? printedJson(replayJson(report)) : replayText(report);
    // The lines are counted even where the devices are not known: what was understood does not depend on them.
    return fitting.ok ? done(stdout) : { exitCode: 2, stdout, stderr: `${fitting.error}\n` };
  },
};

function designsOf(names: readonly string[]): Result<readonly [Design, Design | null]> {
  if (names.length > 2) return failure('At most two designs are compared; --design is given more often.');
  const designs: Design[] = [];
  for (const name of names.length === 0 ? [DESIGNS[0]!.id] : names) {
    const design = designArgument(name);
    if (!design.ok) return design;
    designs.push(design.value);
  }
  return success([designs[0]!, designs[1] ?? null]);
}

function reportOf(
  trace: Trace,
  chosen: readonly FittingDevice[],
  [design, other]: readonly [Design, Design | null],
  most: number,
): ReplayReport {
  const planned = planReplay(
    trace,
    chosen.map(({ description }) => description),
  );
  const devices = planned.devices.map(({ plan }, n) => {
    const mine = replayed(plan, design);
    const theirs = other && replayed(plan, other);
    return {
      chosen: chosen[n]!,
      replay: mine,
      other: theirs,
      partings: theirs && partingsOf(mine, theirs),
    };
  });
  return { trace, design, other, planned, devices, most };
}

function replayed(plan: ReplayPlan, design: Design): Replay {
  const run = new Replay(plan, design);
  run.advance(Infinity);
  return run;
}

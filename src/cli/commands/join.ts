import { DEVICES } from '#content/devices.ts';
import { joinRun } from '#import/join/join.ts';
import { isComparable, joinReport, verdictOf, type JoinedRow, type JoinReport } from '#import/join/report.ts';
import { listOf } from '#import/diagnostics.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { argumentsOf, done, lines, printedJson, refused, type Command } from '../command.ts';
import { readTraceFile } from '../trace-file.ts';
import { givenDevices } from './given-devices.ts';

const USUAL_XEN = 'xen-4.18';
const USUAL_DEVICE_MODEL = 'qemu-devmem';
const HELP = `usage: msixscope join XENALYZE QEMULOG [--hw FILE] [--guest FILE] [--lspci FILE | --device ID] [--bound LIST] [--design DESIGN] [--device-model NAME] [--json]

Joins recordings of one run: says of every access as a fact whether it stayed in Xen or reached the device model, and
whether it reached the hardware; then runs the same accesses through a design and shows where it differs. Exit code 1
when it does, 2 when nothing could be compared.

  XENALYZE             what "xenalyze -a" prints (AMD: with --svm-mode)
  QEMULOG              the device model's log: handle_ioreq*, cpu_ioreq_*, memory_region_ops_*
  --hw FILE            log of the emulated hardware below Xen: memory_region_ops_*
  --guest FILE         the guest's own mmiotrace of the run
  --lspci FILE         the device, as the guest or dom0 sees it, where the recordings do not tell
  --device ID          the same from the catalogue
  --bound LIST         entries whose vectors were bound when the recording began, as 0,2,5, or none; found out otherwise
  --design DESIGN      a Xen (xen-4.19), or a design's id (xen-4.19--qemu-devmem); ${USUAL_XEN} otherwise
  --device-model NAME  the device model to go with it; ${USUAL_DEVICE_MODEL} otherwise
  --json               as JSON`;

export const join: Command = {
  name: 'join',
  summary: 'what several recordings of one run prove, against a design',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {
      hw: { type: 'string' },
      guest: { type: 'string' },
      lspci: { type: 'string' },
      device: { type: 'string' },
      bound: { type: 'string' },
      design: { type: 'string' },
      'device-model': { type: 'string' },
      json: { type: 'boolean' },
    });
    if (!given.ok) return refused(given.error);
    const { positionals, values, flag } = given.value;
    const [xenFile, logFile, ...others] = positionals;
    if (xenFile === undefined || logFile === undefined || others.length > 0)
      return refused(`Name two recordings. ${HELP.split('\n')[0]!}`);
    const [xenName = USUAL_XEN, ownModel] = (values('design').at(-1) ?? USUAL_XEN).split('--');
    const design = designNamed(xenName, values('device-model').at(-1) ?? ownModel ?? USUAL_DEVICE_MODEL);
    if (!design.ok) return refused(design.error);
    const bound = boundEntries(values('bound').at(-1));
    if (!bound.ok) return refused(bound.error);
    const devices = givenDevices(values('lspci').at(-1), values('device').at(-1), read);
    if (!devices.ok) return refused(devices.error);
    const traces = readAll([xenFile, logFile, values('hw').at(-1), values('guest').at(-1)]);
    if (!traces.ok) return refused(traces.error);
    const [xen, log, hardware, guest] = traces.value;
    const joined = joinRun(
      {
        xen: xen!,
        log: log!,
        hardware: hardware ?? null,
        guest: guest ?? null,
        devices: devices.value,
        catalogue: DEVICES.map(({ description }) => description),
        bound: bound.value,
      },
      design.value,
    );
    if (!joined.ok) return refused(joined.error);
    const report = joinReport(joined.value, design.value);
    const stdout = flag('json') ? printedJson(report) : textOf(report);
    if (report.accesses > 0 && !isComparable(report))
      return { exitCode: 2, stdout, stderr: `${verdictOf(report)}\n` };
    return done(stdout, report.modelDisagrees.length > 0 ? 1 : 0);
  },
};

/** `0,2,5`; `none` is an empty list; null when nothing is stated. */
function boundEntries(text: string | undefined): Result<readonly number[] | null> {
  if (text === undefined) return success(null);
  if (text === 'none') return success([]);
  const items = text.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !/^\d{1,4}$/.test(item));
  return wrong === undefined
    ? success([...new Set(items.map(Number))])
    : failure(`--bound needs numbers of entries, as 0,2,5, or none; "${wrong}" is no number.`);
}

function readAll(files: readonly (string | undefined)[]): Result<(Trace | null)[]> {
  const read: (Trace | null)[] = [];
  for (const file of files) {
    const trace = file === undefined ? null : readTraceFile(file);
    if (trace && !trace.ok) return trace;
    read.push(trace?.value ?? null);
  }
  return success(read);
}

function textOf(report: JoinReport): string {
  const { hardware, guest, starts } = report;
  const [start, ...alike] = starts;
  return lines([
    `${report.accesses} accesses: ${report.xenOnly} stayed in Xen, ${report.toDeviceModel} reached the device model, ${report.unknown} not known`,
    ...(hardware
      ? [
          `hardware: ${hardware.yes} reached it, ${hardware.no} did not, ${hardware.unknown} not known${hardware.remark === null ? '' : ` (${hardware.remark})`}`,
        ]
      : []),
    ...(guest
      ? [
          `guest: ${guest.seen} of them in its own record, ${guest.onlyInGuest} there that nothing below shows`,
        ]
      : []),
    ...report.damage.map((sign) => `damage: ${sign}`),
    ...report.assumptions.map((sentence) => `assumed: ${sentence}`),
    ...(start ? [`start: ${start.sentence}`] : []),
    ...alternatives(alike),
    ...tableOf(report.list, hardware !== null),
    ...report.notCompared.map(({ access, reason }) => `not compared: access ${access + 1}: ${reason}`),
    ...report.modelDisagrees.map(
      (row) =>
        `differs: access ${row.access + 1}, ${row.op} ${row.address}: fact: ${row.fact}; model: ${row.model}`,
    ),
    verdictOf(report),
  ]);
}

/** Other starts that fit as well; those with a single bound entry in one line. */
function alternatives(starts: JoinReport['starts']): string[] {
  if (starts.length === 0) return [];
  const single = starts.flatMap(({ bound }) => (bound.length === 1 ? bound : [])).sort((a, b) => a - b);
  const merged =
    single.length > 1
      ? [`The vector of one entry was bound before the recording, as of ${listOf(single.map(String), 8)}.`]
      : [];
  const others = starts.filter(({ bound }) => merged.length === 0 || bound.length !== 1);
  return [
    ...[...others.map(({ sentence }) => sentence), ...merged].map((sentence) => `or: ${sentence}`),
    '  The facts fit each of these starts; --bound states which entries were bound.',
  ];
}

const WHERE = { xen: 'Xen', 'device-model': 'device model', unknown: 'not known' } as const;

/** Every access with its facts, in columns. */
function tableOf(rows: readonly JoinedRow[], hasHardware: boolean): string[] {
  if (rows.length === 0) return [];
  const header = ['access', 'line', 'op', 'size', 'address', 'value', 'where', 'hardware', 'model'];
  const cells = rows.map((row) => [
    String(row.access + 1),
    row.xenLine === null ? '-' : String(row.xenLine),
    row.count > 1 ? `${row.op} x${row.count}` : row.op,
    row.size === null ? '?' : String(row.size),
    row.address,
    row.value ?? '?',
    WHERE[row.where],
    row.hardware === null || row.hardware === 'unknown' ? '?' : row.hardware,
    row.outcome === null ? '-' : OUTCOMES[row.outcome].word,
  ]);
  const shown = [header, ...cells].map((line) => (hasHardware ? line : line.toSpliced(7, 1)));
  const widths = shown[0]!.map((_, column) => Math.max(...shown.map((line) => line[column]!.length)));
  return shown.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

import { DEVICES } from '#content/devices.ts';
import { joinRun, type Join } from '#import/join/join.ts';
import type { Design } from '#model/context.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import { argumentsOf, lines, printedJson, refused, type Command } from '../command.ts';
import { readTraceFile } from '../trace-file.ts';
import { givenDevices } from './replay.ts';

const USUAL_XEN = 'xen-4.18';
const USUAL_DEVICE_MODEL = 'qemu-devmem';
const HELP = `usage: msixscope join XENALYZE QEMULOG [--hw FILE] [--guest FILE] [--lspci FILE | --device ID] [--design DESIGN] [--device-model NAME] [--json]

Joins recordings of one run: says of every access as a fact whether it stayed in Xen or reached the device model, and
whether it reached the hardware; then runs the same accesses through a design and shows where it differs. Exit code 1
when it does.

  XENALYZE             what "xenalyze -a" prints (AMD: with --svm-mode)
  QEMULOG              the device model's log: handle_ioreq*, cpu_ioreq_*, memory_region_ops_*
  --hw FILE            log of the emulated hardware below Xen: memory_region_ops_*
  --guest FILE         the guest's own mmiotrace of the run
  --lspci FILE         the device, as the guest sees it, where the recordings do not tell
  --device ID          the same from the catalogue
  --design DESIGN      a Xen (xen-4.19), or a design's id (xen-4.19--qemu-devmem); ${USUAL_XEN} otherwise
  --device-model NAME  the device model to go with it; ${USUAL_DEVICE_MODEL} otherwise
  --json               as JSON`;

const SHOWN = 20;

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
    const devices = givenDevices(values('lspci').at(-1), values('device').at(-1), read);
    if (!devices.ok) return refused(devices.error);
    const xen = readTraceFile(xenFile);
    if (!xen.ok) return refused(xen.error);
    const log = readTraceFile(logFile);
    if (!log.ok) return refused(log.error);
    const hwFile = values('hw').at(-1);
    const hw = hwFile === undefined ? null : readTraceFile(hwFile);
    if (hw && !hw.ok) return refused(hw.error);
    const guestFile = values('guest').at(-1);
    const guest = guestFile === undefined ? null : readTraceFile(guestFile);
    if (guest && !guest.ok) return refused(guest.error);
    const joined = joinRun(
      {
        xen: xen.value,
        log: log.value,
        hardware: hw?.value ?? null,
        guest: guest?.value ?? null,
        devices: devices.value,
        catalogue: DEVICES.map(({ description }) => description),
      },
      design.value,
    );
    if (!joined.ok) return refused(joined.error);
    const report = reportOf(joined.value, design.value);
    const stdout = flag('json') ? printedJson(report) : textOf(report);
    return { exitCode: report.modelDisagrees.length > 0 ? 1 : 0, stdout, stderr: '' };
  },
};

function reportOf({ facts, hardware, guest, device, start, model }: Join, design: Design) {
  const count = (where: string) => facts.accesses.filter((access) => access.where === where).length;
  const place = (index: number) => {
    const access = facts.accesses[index]!;
    return {
      access: index,
      xenLine: access.xen?.line ?? null,
      logLine: access.request?.line ?? null,
      address: `0x${access.address.toString(16)}`,
      op: access.write ? 'write' : 'read',
      size: access.size,
    };
  };
  return {
    accesses: facts.accesses.length,
    xenOnly: count('xen'),
    toDeviceModel: count('device-model'),
    unknown: count('unknown'),
    reachedHardware: hardware ? hardware.facts.filter(({ reached }) => reached === 'yes').length : null,
    modelDisagrees: (model?.disagreements ?? []).map(({ index, kind, fact, model: says }) => ({
      ...place(index),
      kind,
      fact,
      model: says,
    })),
    design: design.id,
    device: device?.description.name ?? null,
    hardware: hardware && {
      yes: hardware.facts.filter(({ reached }) => reached === 'yes').length,
      no: hardware.facts.filter(({ reached }) => reached === 'no').length,
      unknown: hardware.facts.filter(({ reached }) => reached === 'unknown').length,
      remark: hardware.remark,
    },
    guest: guest && {
      seen: guest.lines.filter((line) => line !== null).length,
      onlyInGuest: guest.onlyInGuest,
    },
    assumptions: [...(device?.assumptions ?? []), ...(start?.sentence == null ? [] : [start.sentence])],
    damage: facts.damage,
    doubts: facts.accesses.flatMap(({ doubt }, index) =>
      doubt === null ? [] : [{ ...place(index), doubt }],
    ),
    notCompared: (model?.leftOut ?? []).map(({ index, reason }) => ({ ...place(index), reason })),
  };
}

function textOf(report: ReturnType<typeof reportOf>): string {
  const { hardware } = report;
  return lines([
    `${report.accesses} accesses: ${report.xenOnly} stayed in Xen, ${report.toDeviceModel} reached the device model, ${report.unknown} not known`,
    ...(hardware
      ? [
          `hardware: ${hardware.yes} reached it, ${hardware.no} did not, ${hardware.unknown} not known${hardware.remark === null ? '' : ` (${hardware.remark})`}`,
        ]
      : []),
    ...(report.guest
      ? [
          `guest: ${report.guest.seen} of them in its own record, ${report.guest.onlyInGuest} there that nothing below shows`,
        ]
      : []),
    ...report.damage.map((sign) => `damage: ${sign}`),
    ...report.assumptions.map((sentence) => `assumed: ${sentence}`),
    ...report.doubts
      .slice(0, SHOWN)
      .map((d) => `not known: ${d.op} ${d.address}, line ${d.xenLine ?? 0}: ${d.doubt}`),
    report.device === null
      ? 'No device is known, so that nothing was compared with the model.'
      : `${report.design} ${report.modelDisagrees.length === 0 ? 'agrees with every fact' : `differs in ${report.modelDisagrees.length} of them`}`,
    ...report.modelDisagrees
      .slice(0, SHOWN)
      .map((d) => `  ${d.op} ${d.address}, line ${d.xenLine ?? 0}: ${d.fact}; the model says it ${d.model}`),
  ]);
}

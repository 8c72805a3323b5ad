/** A join as plain data: for JSON, for the command line's text, and for the page. */
import { hex, hex64 } from '#model/base/hex.ts';
import type { Design } from '#model/context.ts';
import type { Outcome } from '#model/route.ts';
import type { Reached } from './hardware.ts';
import type { Join } from './join.ts';
import type { JoinedAccess, Whereabouts } from './joined-access.ts';
import type { Disagreement, DisagreementKind } from './model-run.ts';

/** One access of the guest: what is fact, and what the design makes of it. */
export interface JoinedRow {
  /** 0-based, in the order of Xen's recording. */
  readonly access: number;
  /** Lines of the recordings that show it, counted from 1; null where one does not. */
  readonly xenLine: number | null;
  readonly logLine: number | null;
  readonly hardwareLine: number | null;
  readonly guestLine: number | null;
  readonly address: string;
  readonly op: 'read' | 'write';
  /** Bytes of one element; null when no side tells. */
  readonly size: number | null;
  /** Null where no side tells it. */
  readonly value: string | null;
  /** Elements of a REP access. */
  readonly count: number;
  readonly where: Whereabouts;
  /** Why `where` is unknown, or null. */
  readonly doubt: string | null;
  /** Null without a log of the hardware. */
  readonly hardware: Reached | null;
  readonly how: string | null;
  readonly hardwareDoubt: string | null;
  /** What becomes of it under the design; null when the device is not known. */
  readonly outcome: Outcome | null;
  /** Something of it was compared with the design. */
  readonly compared: boolean;
  readonly disagrees: readonly DisagreementKind[];
}

/** Counts of the JSON first, then the rest. */
export interface JoinReport {
  readonly accesses: number;
  readonly xenOnly: number;
  readonly toDeviceModel: number;
  readonly unknown: number;
  /** Null without a log of the hardware. */
  readonly reachedHardware: number | null;
  readonly modelDisagrees: readonly (JoinedRow & Omit<Disagreement, 'index'>)[];
  readonly design: string;
  readonly device: string | null;
  /** Accesses of which something was compared with the model. */
  readonly compared: number;
  readonly hardware: {
    readonly yes: number;
    readonly no: number;
    readonly unknown: number;
    readonly remark: string | null;
  } | null;
  readonly guest: { readonly seen: number; readonly onlyInGuest: number } | null;
  /** States in which the recording can have begun, the one taken first. */
  readonly starts: readonly { readonly sentence: string; readonly bound: readonly number[] }[];
  readonly assumptions: readonly string[];
  readonly damage: readonly string[];
  readonly notCompared: readonly { readonly access: number; readonly reason: string }[];
  readonly list: readonly JoinedRow[];
}

export function joinReport(join: Join, design: Design): JoinReport {
  const { facts, hardware, guest, device, starts, model } = join;
  const list = facts.accesses.map((access, index) => rowOf(join, access, index));
  const reached = (wanted: Reached) => hardware?.facts.filter((fact) => fact.reached === wanted).length ?? 0;
  const where = (wanted: Whereabouts) => facts.accesses.filter((access) => access.where === wanted).length;
  return {
    accesses: list.length,
    xenOnly: where('xen'),
    toDeviceModel: where('device-model'),
    unknown: where('unknown'),
    reachedHardware: hardware ? reached('yes') : null,
    modelDisagrees: (model?.disagreements ?? []).map(({ index, ...rest }) => ({ ...list[index]!, ...rest })),
    design: design.id,
    device: device?.description.name ?? null,
    compared: model?.compared.size ?? 0,
    hardware: hardware && {
      yes: reached('yes'),
      no: reached('no'),
      unknown: reached('unknown'),
      remark: hardware.remark,
    },
    guest: guest && {
      seen: guest.lines.filter((line) => line !== null).length,
      onlyInGuest: guest.onlyInGuest,
    },
    starts: starts.map(({ sentence, bound }) => ({ sentence, bound })),
    assumptions: device?.assumptions ?? [],
    damage: facts.damage,
    notCompared: (model?.leftOut ?? []).map(({ index, reason }) => ({ access: index, reason })),
    list,
  };
}

function rowOf({ hardware, guest, model }: Join, access: JoinedAccess, index: number): JoinedRow {
  const fact = hardware?.facts[index] ?? null;
  return {
    access: index,
    xenLine: access.xen?.line ?? null,
    logLine: access.request?.line ?? null,
    hardwareLine: fact?.line ?? null,
    guestLine: guest?.lines[index] ?? null,
    address: hex(access.address),
    op: access.write ? 'write' : 'read',
    size: access.size,
    value: valueOf(access),
    count: access.request?.repeat?.count ?? 1,
    where: access.where,
    doubt: access.doubt,
    hardware: fact?.reached ?? null,
    how: fact?.how ?? null,
    hardwareDoubt: fact?.doubt ?? null,
    outcome: model?.outcomes[index] ?? null,
    compared: model?.compared.has(index) ?? false,
    disagrees: (model?.disagreements ?? []).filter((one) => one.index === index).map(({ kind }) => kind),
  };
}

function valueOf({ request, xen }: JoinedAccess): string | null {
  if (request && request.lo !== null)
    return request.hi === 0 ? hex(request.lo) : hex64(request.lo, request.hi);
  return xen?.value == null ? null : hex(xen.value);
}

/** Something of what Xen recorded could be compared with the model. */
export const isComparable = ({ list }: JoinReport): boolean =>
  list.some(({ xenLine, compared }) => xenLine !== null && compared);

/** What the comparison came to, in a sentence that calls the design `name`. */
export function verdictOf(report: JoinReport, name = report.design): string {
  const { accesses, compared, device, modelDisagrees } = report;
  if (accesses === 0) return 'The recordings hold no access to a page of the device: nothing was compared.';
  if (device === null) return 'No device is known, so that nothing was compared with the model.';
  if (!isComparable(report))
    return 'Nothing that Xen recorded could be compared. The recordings may be of different runs.';
  if (modelDisagrees.length === 0)
    return `${name} agrees with every fact, on ${compared} of ${accesses} accesses.`;
  const count = new Set(modelDisagrees.map(({ access }) => access)).size;
  return `${name} differs on ${count} of ${compared} accesses that were compared.`;
}

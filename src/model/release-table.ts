/** One scenario under every Xen in time order, and the change that made each cell other than in the Xen it builds on. */
import { REAL_WORLD, type Design, type World, type XenDesign } from './context.ts';
import { designsOf, DEVICE_MODELS, XEN_DESIGNS } from './designs/catalogue.ts';
import type { NamedXenDesign } from './designs/named.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import type { Outcome } from './route.ts';
import type { Scenario } from './scenario.ts';

/** Something that changed what Xen, or the device model with it, does. */
export interface ReleaseChange {
  /** Commit of Xen, or Message-Id of a mail; null for another device model. */
  readonly reference: string | null;
  readonly kind: 'commit' | 'message' | 'device-model';
  readonly title: string;
}

/** A Xen with the device model it was made for. */
export interface ReleaseColumn {
  readonly design: Design;
  readonly xen: NamedXenDesign;
  /** Index of the column that it was built on, which need not be its neighbour; null for the first. */
  readonly base: number | null;
}

/** What one access came to. */
export interface StepResult {
  readonly outcome: Outcome;
  readonly values: readonly bigint[] | null;
}

export interface ReleaseCell extends StepResult {
  /** Outcome or values are not those under the Xen that this one was built on. */
  readonly changed: boolean;
  /** What made it so; null when nothing changed, or when no change on the list explains it alone. */
  readonly change: ReleaseChange | null;
}

export interface ReleaseTable {
  readonly columns: readonly ReleaseColumn[];
  /** Step by step, each with one cell for a column. */
  readonly rows: readonly (readonly ReleaseCell[])[];
}

/** A column for each of `xens`, in time order. */
export function releaseColumns(xens: readonly NamedXenDesign[]): readonly ReleaseColumn[] {
  const inOrder = [...xens].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return inOrder.flatMap((xen) => {
    const [design] = designsOf([xen], DEVICE_MODELS);
    const base = inOrder.findIndex(({ name }) => name === xen.buildsOn);
    return design ? [{ design, xen, base: base < 0 ? null : base }] : [];
  });
}

export const RELEASE_COLUMNS: readonly ReleaseColumn[] = releaseColumns(XEN_DESIGNS);

/** Runs `scenario` in every column, and each known change alone where a Xen and the one it builds on differ. */
export function releaseTable(
  scenario: Scenario,
  world: World = REAL_WORLD,
  columns: readonly ReleaseColumn[] = RELEASE_COLUMNS,
): ReleaseTable {
  const results = columns.map(({ design }) => resultsOf(scenario, design, world));
  const causes = columns.map((column) =>
    column.base === null ? null : causeFinder(scenario, columns[column.base]!.design, column, world),
  );
  const rows = scenario.steps.map((_, step) =>
    columns.map(({ base }, n): ReleaseCell => {
      const result = results[n]![step]!;
      const before = base === null ? result : results[base]![step]!;
      const changed = !sameResult(before, result);
      return { ...result, changed, change: changed ? (causes[n]?.(step, before, result) ?? null) : null };
    }),
  );
  return { columns, rows };
}

function resultsOf(scenario: Scenario, design: Design, world: World): StepResult[] {
  const machine = new Machine(design, layoutOf(scenario.device), { registers: scenario.registers, world });
  return scenario.steps.map((step) => {
    const values = machine.run(step);
    return { outcome: machine.outcome(step), values };
  });
}

/** Both came to the same, and the guest got the same values. */
export function sameResult(a: StepResult, b: StepResult): boolean {
  if (a.outcome !== b.outcome || a.values?.length !== b.values?.length) return false;
  return a.values === null || a.values.every((value, i) => value === b.values?.[i]);
}

/** A change, with the design that has it alone and the one that has all but it. */
interface Trial {
  readonly change: ReleaseChange;
  readonly alone: Design;
  readonly without: Design;
}

/** The changes that lie between a Xen and the one it was built on, its device model last where it is another. */
function trialsOf(before: Design, { design: after, xen }: ReleaseColumn): Trial[] {
  const listed = new Set(xen.changes.flatMap(({ parts }) => (parts === 'rest' ? [] : parts)));
  const rest = (Object.keys(after.xen) as (keyof XenDesign)[]).filter((key) => !listed.has(key));
  const trials = xen.changes.map(({ reference, kind, title, parts, bringsDeviceModel }): Trial => {
    const keys = parts === 'rest' ? rest : parts;
    const deviceModelOf = (from: Design) => (bringsDeviceModel ? deviceModelPart(from) : {});
    return {
      change: { reference, kind, title },
      alone: { ...before, ...deviceModelOf(after), xen: mixed(before.xen, after.xen, keys) },
      without: { ...after, ...deviceModelOf(before), xen: mixed(after.xen, before.xen, keys) },
    };
  });
  const isCovered = xen.changes.some(({ bringsDeviceModel }) => bringsDeviceModel);
  if (before.deviceModelName === after.deviceModelName || isCovered) return trials;
  const named = DEVICE_MODELS.find(({ name }) => name === after.deviceModelName);
  const change = { reference: null, kind: 'device-model', title: named?.title ?? '' } as const;
  const alone = { ...before, ...deviceModelPart(after) };
  return [...trials, { change, alone, without: { ...after, ...deviceModelPart(before) } }];
}

const deviceModelPart = ({ deviceModel, deviceModelName }: Design) => ({ deviceModel, deviceModelName });

/**
 * Tells which change turned the earlier result of a step into the later one: the one that does it alone; else the one
 * without which it is not done; else one that alone does something.
 */
function causeFinder(
  scenario: Scenario,
  base: Design,
  column: ReleaseColumn,
  world: World,
): (step: number, before: StepResult, after: StepResult) => ReleaseChange | null {
  const trials = trialsOf(base, column);
  const cache = new Map<Design, StepResult[]>();
  const run = (design: Design): StepResult[] => {
    let results = cache.get(design);
    if (results === undefined) cache.set(design, (results = resultsOf(scenario, design, world)));
    return results;
  };
  return (step, before, after) =>
    (
      trials.find(({ alone }) => sameResult(run(alone)[step]!, after)) ??
      trials.find(({ without }) => sameResult(run(without)[step]!, before)) ??
      trials.find(({ alone }) => !sameResult(run(alone)[step]!, before))
    )?.change ?? null;
}

/** `base` with the named parts of `from`. */
function mixed(base: XenDesign, from: XenDesign, keys: readonly (keyof XenDesign)[]): XenDesign {
  const taken = new Set<string>(keys);
  return { ...base, ...Object.fromEntries(Object.entries(from).filter(([key]) => taken.has(key))) };
}

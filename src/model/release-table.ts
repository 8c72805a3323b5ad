/** One scenario under every Xen in time order, and the change that made each cell differ from the one before. */
import { REAL_WORLD, type Design, type World, type XenDesign } from './context.ts';
import { DESIGNS, DEVICE_MODELS, XEN_DESIGNS } from './designs/catalogue.ts';
import type { NamedXenDesign } from './designs/named.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import type { Outcome } from './route.ts';
import type { Scenario } from './scenario.ts';

/** Something that changed what Xen, or the device model with it, does. */
export interface ReleaseChange {
  /** Commit of Xen, or Message-Id of a posting; null for the other kinds. */
  readonly reference: string | null;
  /** `not-landed`: the column to the left was only posted, and this Xen still does what the one before it did. */
  readonly kind: 'commit' | 'message' | 'device-model' | 'not-landed';
  readonly title: string;
}

/** A change, and the parts of a Xen that it touched: with only those parts taken over it can be tried alone. */
interface KnownChange extends ReleaseChange {
  readonly xenName: string;
  /** Null: everything that the other changes to the same Xen do not touch. */
  readonly parts: readonly (keyof XenDesign)[] | null;
}

/** A series is named by its first mail. */
const CHANGES: readonly KnownChange[] = [
  {
    xenName: 'series-v1',
    reference: '20221114192100.1539267-1-marmarek@invisiblethingslab.com',
    kind: 'message',
    title: 'Series v1: mask writes are forwarded, registers after the table are handled',
    parts: null,
  },
  {
    xenName: 'series-v2',
    reference: '20230325024924.882883-1-marmarek@invisiblethingslab.com',
    kind: 'message',
    title: 'Series v2: also the registers before the table',
    parts: null,
  },
  {
    xenName: 'xen-64b21662',
    reference: '64b21662b1',
    kind: 'commit',
    title: 'All aligned writes to bound entries go on to the device model',
    parts: null,
  },
  {
    xenName: 'xen-4.19',
    reference: 'b2cd07a044',
    kind: 'commit',
    title: 'Registers next to the table are handled',
    parts: null,
  },
  {
    xenName: 'xen-head',
    reference: 'ea87662c77',
    kind: 'commit',
    title: 'The reference count of the table’s record is mended',
    parts: ['dropsTableEntry'],
  },
  {
    xenName: 'xen-head',
    reference: '8f36bde2b2',
    kind: 'commit',
    title: 'Writes to read-only pages of a guest are emulated',
    parts: ['protectedWrite'],
  },
];

/** A Xen with the device model it was made for. */
export interface ReleaseColumn {
  readonly design: Design;
  readonly standing: NamedXenDesign['standing'];
}

export interface ReleaseCell {
  readonly outcome: Outcome;
  readonly values: readonly bigint[] | null;
  /** Outcome or values are not those of the column to the left; false in the first column. */
  readonly differs: boolean;
  /**
   * What made it so; null when it does not differ, or when nothing on the list explains it. A Xen that landed goes back
   * to the one that landed before it, whatever was posted in between.
   */
  readonly change: ReleaseChange | null;
}

export interface ReleaseTable {
  readonly columns: readonly ReleaseColumn[];
  /** Step by step, each with one cell for a column. */
  readonly rows: readonly (readonly ReleaseCell[])[];
}

const NOT_LANDED: ReleaseChange = {
  reference: null,
  kind: 'not-landed',
  title: 'The posted series did not land; this Xen does what the one before it did',
};

interface Result {
  readonly outcome: Outcome;
  readonly values: readonly bigint[] | null;
}

/**
 * The Xens that came after one another for guests with a device model, in time order. Proposals that were never
 * written and vPCI stand beside that line, not in it.
 */
export const RELEASE_COLUMNS: readonly ReleaseColumn[] = XEN_DESIGNS.flatMap((xen) => {
  if (xen.standing === 'proposed' || xen.standing === 'elsewhere') return [];
  const design = DESIGNS.find(
    (d) => d.xenName === xen.name && d.deviceModelName === xen.usualDeviceModel && d.xen === xen.parts,
  );
  return design ? [{ design, standing: xen.standing }] : [];
});

/** Runs `scenario` in every column, and each known change alone where two neighbours differ. */
export function releaseTable(scenario: Scenario, world: World = REAL_WORLD): ReleaseTable {
  const results = RELEASE_COLUMNS.map(({ design }) => resultsOf(scenario, design, world));
  const causes = RELEASE_COLUMNS.map(({ design }, n) => {
    const base = baseOf(n);
    return base === null ? null : causeFinder(scenario, RELEASE_COLUMNS[base]!.design, design, world);
  });
  const changeAt = (step: number, n: number): ReleaseChange | null => {
    const base = baseOf(n);
    if (base === null) return null;
    const before = results[base]![step]!;
    const after = results[n]![step]!;
    return same(before, after) ? NOT_LANDED : (causes[n]?.(step, before, after) ?? null);
  };
  const rows = scenario.steps.map((_, step) =>
    RELEASE_COLUMNS.map((_column, n): ReleaseCell => {
      const result = results[n]![step]!;
      const left = results[n - 1]?.[step];
      const differs = left !== undefined && !same(left, result);
      return { ...result, differs, change: differs ? changeAt(step, n) : null };
    }),
  );
  return { columns: RELEASE_COLUMNS, rows };
}

/** The column on which column `n` was built: its neighbour for a posting, the last that landed for the others. */
function baseOf(n: number): number | null {
  if (RELEASE_COLUMNS[n]!.standing === 'posted') return n === 0 ? null : n - 1;
  for (let base = n - 1; base >= 0; base--) if (RELEASE_COLUMNS[base]!.standing !== 'posted') return base;
  return null;
}

function resultsOf(scenario: Scenario, design: Design, world: World): Result[] {
  const machine = new Machine(design, layoutOf(scenario.device), { registers: scenario.registers, world });
  return scenario.steps.map((step) => {
    const values = machine.run(step);
    return { outcome: machine.outcome(step), values };
  });
}

function same(a: Result, b: Result): boolean {
  if (a.outcome !== b.outcome || a.values?.length !== b.values?.length) return false;
  return a.values === null || a.values.every((value, i) => value === b.values?.[i]);
}

/**
 * Tells which change turned the left result of a step into the right one: the one that does it alone; else the one
 * without which it is not done.
 */
function causeFinder(
  scenario: Scenario,
  left: Design,
  right: Design,
  world: World,
): (step: number, before: Result, after: Result) => ReleaseChange | null {
  const changes: (ReleaseChange & { alone: Design; without: Design })[] = [];
  const own = CHANGES.filter((change) => change.xenName === right.xenName);
  const listed = new Set(own.flatMap(({ parts }) => parts ?? []));
  for (const { reference, kind, title, parts } of own) {
    const keys = parts ?? (Object.keys(right.xen) as (keyof XenDesign)[]).filter((key) => !listed.has(key));
    changes.push({
      reference,
      kind,
      title,
      alone: { ...left, xen: mixed(left.xen, right.xen, keys) },
      without: { ...right, xen: mixed(right.xen, left.xen, keys) },
    });
  }
  if (left.deviceModelName !== right.deviceModelName)
    changes.push({
      reference: null,
      kind: 'device-model',
      title: DEVICE_MODELS.find(({ name }) => name === right.deviceModelName)?.title ?? right.deviceModelName,
      alone: { ...left, deviceModelName: right.deviceModelName, deviceModel: right.deviceModel },
      without: { ...right, deviceModelName: left.deviceModelName, deviceModel: left.deviceModel },
    });
  const cache = new Map<Design, Result[]>();
  const run = (design: Design): Result[] => {
    let results = cache.get(design);
    if (results === undefined) cache.set(design, (results = resultsOf(scenario, design, world)));
    return results;
  };
  return (step, before, after) => {
    const found =
      changes.find(({ alone }) => same(run(alone)[step]!, after)) ??
      changes.find(({ without }) => same(run(without)[step]!, before)) ??
      changes.find(({ alone }) => !same(run(alone)[step]!, before)) ??
      null;
    return found && { reference: found.reference, kind: found.kind, title: found.title };
  };
}

/** `base` with the named parts of `from`. */
function mixed(base: XenDesign, from: XenDesign, keys: readonly (keyof XenDesign)[]): XenDesign {
  const taken = new Set<string>(keys);
  return { ...base, ...Object.fromEntries(Object.entries(from).filter(([key]) => taken.has(key))) };
}

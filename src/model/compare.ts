/** Two designs on the same scenario: where they part, and in which way. */
import { hex, hex64 } from './base/hex.ts';
import { REAL_WORLD, type Design, type World } from './context.ts';
import { layoutOf, type Layout } from './layout.ts';
import { placeName, stepTitle } from './narrate.ts';
import { Observer, type HardwareWrite, type Observation, type Request } from './observer.ts';
import { OUTCOMES } from './outcomes.ts';
import type { Outcome, Party } from './route.ts';
import type { Scenario } from './scenario.ts';
import { StateDifference, type StatePart } from './state-difference.ts';

/**
 * In which way a step differs. `hardware`: other writes reach the device. `device-model`: other requests are sent to
 * it. `state`: something in a party's state differs after the step that did not before.
 */
export type DifferenceKind = 'outcome' | 'value' | 'hardware' | 'device-model' | 'state';

export const DIFFERENCE_KINDS: readonly DifferenceKind[] = [
  'outcome',
  'value',
  'hardware',
  'device-model',
  'state',
];

/** One step at which the designs part. */
export interface StepDifference {
  /** 0-based. */
  readonly index: number;
  readonly kinds: readonly DifferenceKind[];
  readonly outcomes: readonly [a: Outcome, b: Outcome];
  /** What newly differs in the state, in the order of the parties. */
  readonly parted: readonly StatePart[];
  /** The whole difference in words, beginning with "step N". */
  readonly sentence: string;
}

export interface Comparison {
  readonly a: Design;
  readonly b: Design;
  readonly steps: number;
  /** In the order of the steps. */
  readonly differences: readonly StepDifference[];
  /** Number of steps that differ in each way. */
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  readonly first: StepDifference | null;
  /** Places that still differ in the state after the last step. */
  readonly leftOver: number;
}

const PARTY_NAMES: Readonly<Record<Party, string>> = {
  guest: 'the guest',
  xen: 'Xen',
  'device-model': 'the device model',
  hardware: 'the device',
};

/** Places of the state named in a sentence; the rest are counted. */
const NAMED_PARTS = 2;

/** Events of one step named in a sentence; a REP can have thousands. */
const NAMED_EVENTS = 4;

/**
 * Runs `scenario` under both designs side by side. Steps that agree leave nothing behind, so that 10,000 accesses are
 * compared in a fraction of a second.
 */
export function compareDesigns(
  scenario: Scenario,
  a: Design,
  b: Design,
  world: World = REAL_WORLD,
): Comparison {
  const layout = layoutOf(scenario.device);
  const left = new Observer(a, layout, scenario, world);
  const right = new Observer(b, layout, scenario, world);
  const states = new StateDifference(layout, left.state);
  const names = namesOf(a, b);
  const differences: StepDifference[] = [];
  const counts = { outcome: 0, value: 0, hardware: 0, 'device-model': 0, state: 0 };
  for (let index = 0; index < scenario.steps.length; index++) {
    const step = scenario.steps[index]!;
    const ours = left.run(step);
    const theirs = right.run(step);
    const parted = states.after(step, left.state, right.state);
    const kinds = kindsOf(ours, theirs, parted);
    if (kinds.length === 0) continue;
    for (const kind of kinds) counts[kind]++;
    const clauses = kinds.map((kind) => clause(kind, ours, theirs, parted, names, layout));
    differences.push({
      index,
      kinds,
      outcomes: [ours.outcome, theirs.outcome],
      parted,
      sentence: `step ${index + 1}, ${stepTitle(step, layout)}: ${clauses.join('; ')}`,
    });
  }
  return {
    a,
    b,
    steps: scenario.steps.length,
    differences,
    counts,
    first: differences[0] ?? null,
    leftOver: states.count,
  };
}

/** What to call the two: by what tells them apart. */
function namesOf(a: Design, b: Design): readonly [string, string] {
  if (a.xenName !== b.xenName) return [a.xenName, b.xenName];
  return a.deviceModelName === b.deviceModelName ? [a.id, b.id] : [a.deviceModelName, b.deviceModelName];
}

function kindsOf(a: Observation, b: Observation, parted: readonly StatePart[]): DifferenceKind[] {
  const kinds: DifferenceKind[] = [];
  if (a.outcome !== b.outcome) kinds.push('outcome');
  if (!sameValues(a.values, b.values)) kinds.push('value');
  if (!sameEvents(a.hardware, b.hardware, sameWrite)) kinds.push('hardware');
  if (!sameEvents(a.requests, b.requests, sameRequest)) kinds.push('device-model');
  if (parted.length > 0) kinds.push('state');
  return kinds;
}

function sameValues(a: readonly bigint[] | null, b: readonly bigint[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function sameEvents<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i]!, b[i]!)) return false;
  return true;
}

const sameWrite = (x: HardwareWrite, y: HardwareWrite): boolean =>
  x.offset === y.offset && x.size === y.size && x.lo === y.lo && x.hi === y.hi;

/** The answer to a read is not what the device model saw; it shows in the guest's value. */
const sameRequest = (x: Request, y: Request): boolean =>
  x.at === y.at &&
  x.offset === y.offset &&
  x.size === y.size &&
  x.count === y.count &&
  (x.at === 'dm.read' || x.count !== null || (x.lo === y.lo && x.hi === y.hi));

function clause(
  kind: DifferenceKind,
  a: Observation,
  b: Observation,
  parted: readonly StatePart[],
  [nameA, nameB]: readonly [string, string],
  layout: Layout,
): string {
  const both = (ours: string, theirs: string) => `${ours} under ${nameA}, ${theirs} under ${nameB}`;
  switch (kind) {
    case 'outcome':
      return both(OUTCOMES[a.outcome].word, OUTCOMES[b.outcome].word);
    case 'value':
      return `the guest gets ${both(valuesText(a.values), valuesText(b.values))}`;
    case 'hardware': {
      const text = (writes: readonly HardwareWrite[]) => listed(writes, (w) => writeText(w, layout));
      return `the device receives ${both(text(a.hardware), text(b.hardware))}`;
    }
    case 'device-model': {
      const text = (requests: readonly Request[]) => listed(requests, (r) => requestText(r, layout));
      return `the device model is sent ${both(text(a.requests), text(b.requests))}`;
    }
    case 'state': {
      const shown = parted
        .slice(0, NAMED_PARTS)
        .map((part) => `${partText(part, layout)} ${both(part.a, part.b)}`);
      const rest = parted.length - shown.length;
      return `afterwards ${shown.join(', ')}${rest > 0 ? ` and ${rest} more place${rest === 1 ? '' : 's'} differ` : ''}`;
    }
  }
}

function listed<T>(items: readonly T[], text: (item: T) => string): string {
  if (items.length === 0) return 'nothing';
  const rest = items.length - NAMED_EVENTS;
  const shown = items.slice(0, NAMED_EVENTS).map(text).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function valuesText(values: readonly bigint[] | null): string {
  return values === null ? 'nothing' : listed(values, hex);
}

const writeText = ({ offset, size, lo, hi }: HardwareWrite, layout: Layout): string =>
  `W${size} ${placeName(offset, layout)} = ${hex64(lo, hi)}`;

function requestText({ at, offset, size, lo, hi, count }: Request, layout: Layout): string {
  const place = `${at === 'dm.read' ? 'R' : 'W'}${size} ${placeName(offset, layout)}`;
  if (count !== null) return `${place} x${count}`;
  return at === 'dm.read' ? place : `${place} = ${hex64(lo, hi)}`;
}

function partText({ party, field, entry, offset }: StatePart, layout: Layout): string {
  if (offset !== null) return `${PARTY_NAMES[party]} holds at ${placeName(offset, layout)}`;
  return `${PARTY_NAMES[party]}’s ${field}${entry === null ? '' : `[${entry}]`} is`;
}

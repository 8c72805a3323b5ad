/**
 * The steps of a scenario on another device: what was the mask bit of entry 3 is the mask bit of entry 3 there. Bytes
 * keep their meaning: entry and field of the table, place in the PBA, distance to the table's pages beside it, offset
 * in their BAR elsewhere. What has no such place there is told apart, never moved to something else.
 */
import type { Step } from './access.ts';
import { hex } from './base/hex.ts';
import type { DeviceDescription } from './device.ts';
import { layoutOf, regionAt, relativeOffset, type Layout } from './layout.ts';
import type { Scenario } from './scenario.ts';

export interface RePlaced {
  /** On the other device, without what has no place there. */
  readonly scenario: Scenario;
  /** The steps that have none, from 0, rising. */
  readonly left: readonly number[];
  /** Why, a sentence for each reason; also of initial contents. Empty when everything has a place. */
  readonly reasons: readonly string[];
}

type Why =
  | { readonly why: 'entry'; readonly at: number }
  | { readonly why: 'pba' | 'beside' | 'elsewhere' | 'across'; readonly at: number };

type Placed = number | Why;

/** `scenario` on `device`. Offsets are bytes from the table BAR of either. */
export function rePlaced(scenario: Scenario, device: DeviceDescription): RePlaced {
  const from = layoutOf(scenario.device);
  const to = layoutOf(device);
  const found = scenario.steps.map((step) => stepOn(step, from, to));
  const contents = [...scenario.registers].map(([at, value]) => ({ at, value, on: dwordOn(at, from, to) }));
  const lost = contents.flatMap(({ at, on }) => (typeof on === 'number' ? [] : [at]));
  return {
    scenario: {
      ...scenario,
      device,
      registers: new Map(
        contents.flatMap(({ on, value }) => (typeof on === 'number' ? [[on, value] as const] : [])),
      ),
      steps: found.flatMap((one) => ('op' in one ? [one] : [])),
    },
    left: found.flatMap((one, n) => ('op' in one ? [] : [n])),
    reasons: [
      ...sentences(found, to),
      ...(lost.length === 0
        ? []
        : [`What ${offsets(lost)} ${lost.length === 1 ? 'holds' : 'hold'} at first has no place there.`]),
    ],
  };
}

function stepOn(step: Step, from: Layout, to: Layout): Step | Why {
  switch (step.op) {
    case 'write':
    case 'read':
      return moved(step, spanOn(step.offset, step.offset + step.size, from, to), step.offset);
    case 'rep-write':
    case 'rep-read': {
      const length = step.size * step.count;
      const start = step.df ? step.offset + step.size - length : step.offset;
      return moved(step, spanOn(start, start + length, from, to), start);
    }
    case 'begin': {
      const access = stepOn(step.access, from, to);
      return 'why' in access ? access : { ...step, access: access as typeof step.access };
    }
    case 'dm-bind':
      return entryOn({ ...step, gtable: step.gtable - from.tableStart + to.tableStart }, from, to);
    case 'raise':
    case 'host-mask':
    case 'dm-unbind':
      return entryOn(step, from, to);
    default:
      return step;
  }
}

const moved = <S extends Step & { offset: number }>(step: S, on: Placed, start: number): S | Why =>
  typeof on === 'number' ? { ...step, offset: step.offset + on - start } : on;

/** An entry that was none before is none after, so that a step which names it on purpose stays one. */
const entryOn = <S extends Step & { entry: number }>(step: S, from: Layout, to: Layout): S | Why =>
  step.entry < from.entries === step.entry < to.entries ? step : { why: 'entry', at: step.entry };

/** Where the bytes from `start` to `end` begin on `to`, if all of them stay what they are, side by side. */
function spanOn(start: number, end: number, from: Layout, to: Layout): Placed {
  const first = byteOn(start, from, to);
  if (typeof first !== 'number') return first;
  const shift = first - start;
  // Between two edges of either layout all bytes go the same way.
  const edges = [...edgesOf(from), ...edgesOf(to).map((edge) => edge - shift), end - 1];
  for (const at of edges.filter((edge) => edge > start && edge < end).sort((a, b) => a - b)) {
    const on = byteOn(at, from, to);
    if (typeof on !== 'number') return on;
    if (on !== at + shift) return { why: 'across', at: start };
  }
  return first;
}

const dwordOn = (at: number, from: Layout, to: Layout): Placed => {
  const on = spanOn(at, at + 4, from, to);
  return typeof on === 'number' && on % 4 !== 0 ? { why: 'across', at } : on;
};

function byteOn(at: number, from: Layout, to: Layout): Placed {
  const kind = regionAt(from, at);
  if (kind === 'table') {
    const on = at - from.tableStart + to.tableStart;
    return on < to.tableEnd ? on : { why: 'entry', at: Math.floor((at - from.tableStart) / 16) };
  }
  if (kind === 'pba') {
    const on = at - (from.pbaStart ?? 0) + (to.pbaStart ?? NaN);
    return regionAt(to, on) === 'pba' ? on : { why: 'pba', at };
  }
  const on = isIn(from, at) && kind === 'adjacent' ? besideOn(at, from, to) : elsewhereOn(at, from, to);
  const stays =
    on !== null &&
    regionAt(to, on) === kind &&
    isIn(from, at) === isIn(to, on) &&
    (kind === 'plain' || at < from.tableStart === on < to.tableStart);
  return stays ? on : { why: kind === 'adjacent' ? 'beside' : 'elsewhere', at };
}

/** Before the table the distance to its first page counts, after it that to the end of its last. */
const besideOn = (at: number, from: Layout, to: Layout): number =>
  at < from.tableStart ? at - from.trapStart + to.trapStart : at - from.trapEnd + to.trapEnd;

function elsewhereOn(at: number, from: Layout, to: Layout): number | null {
  const other = from.barPlaces.find(({ start, index }) => at >= start && at < start + sizeOf(from, index));
  if (isIn(from, at) || other === undefined) return at;
  const within = at - other.start;
  const isThere = other.index !== to.device.msix.table.bar && within < sizeOf(to, other.index);
  return isThere ? relativeOffset(to, other.index, within) : null;
}

const sizeOf = ({ device }: Layout, index: number): number =>
  device.bars.find((bar) => bar.index === index)?.size ?? 0;

const isIn = ({ barSize }: Layout, at: number): boolean => at >= 0 && at < barSize;

const edgesOf = (layout: Layout): number[] => [
  0,
  layout.barSize,
  layout.tableStart,
  layout.tableEnd,
  layout.trapStart,
  layout.trapEnd,
  ...(layout.pbaStart === null ? [] : [layout.pbaStart, layout.pbaEnd ?? 0]),
  ...layout.barPlaces.flatMap(({ start, index }) => [start, start + sizeOf(layout, index)]),
];

function sentences(found: readonly (Step | Why)[], to: Layout): string[] {
  const lacking = found.flatMap((one, n) => ('why' in one ? [{ ...one, n }] : []));
  return (['entry', 'pba', 'beside', 'elsewhere', 'across'] as const).flatMap((why) => {
    const of = lacking.filter((one) => one.why === why);
    if (of.length === 0) return [];
    const places = [...new Set(of.map(({ at }) => at))].sort((a, b) => a - b);
    const steps = `${of.length === 1 ? 'Step' : `${of.length} steps,`} ${ranges(of.map(({ n }) => n + 1))}:`;
    return [`${steps} ${reason(why, places, to)}`];
  });
}

function reason(why: Why['why'], places: readonly number[], { entries, device }: Layout): string {
  switch (why) {
    case 'entry': {
      const has = entries === 1 ? 'one entry, 0' : `${entries} entries, 0 to ${entries - 1}`;
      return `${places.length === 1 ? 'entry' : 'entries'} ${ranges(places)}; its table has ${has}.`;
    }
    case 'pba':
      return `the PBA at ${offsets(places)}; its PBA has no such byte.`;
    case 'beside':
      return `beside the table at ${offsets(places)}; at that distance to its table’s page it has table, PBA or nothing.`;
    case 'elsewhere':
      return `away from the table at ${offsets(places)}; ${device.name} has something else there, or nothing.`;
    case 'across':
      return `from ${offsets(places)} over an edge of the table, the PBA or the page; that edge is elsewhere on it.`;
  }
}

const offsets = (places: readonly number[]): string => {
  const few = places.slice(0, 4).map((at) => (at < 0 ? `-${hex(-at)}` : `+${hex(at)}`));
  return few.join(', ') + (places.length > 4 ? ` and ${places.length - 4} more` : '');
};

/** Rising numbers in words: `3, 5 to 9`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  const words = runs.map(([a, b]) => (a === b ? `${a}` : b === a + 1 ? `${a}, ${b}` : `${a} to ${b}`));
  return words.slice(0, 8).join(', ') + (words.length > 8 ? ` and more, up to ${numbers.at(-1)}` : '');
}

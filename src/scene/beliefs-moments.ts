/** When in a scenario a disagreement arises and when it ends. */
import { isAccess, type Step } from '#model/access.ts';
import { ENTRY_SIZE } from '#model/device.ts';
import type { Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import type { Run } from '#model/run.ts';
import { beliefRows } from './beliefs.ts';
import { deviceFlags, entryFlags, FLAG_LABELS, MSIX_DIFFERS, type BeliefLabel } from '#model/belief-flags.ts';

export interface BeliefMoment {
  /** The step at whose end it is so. */
  readonly step: number;
  readonly kind: 'arises' | 'ends';
  readonly label: BeliefLabel;
  /** Entries concerned, in rising order; empty for Message Control, which is the device's. */
  readonly entries: readonly number[];
  /** What the disagreement is (of the first entry), or that it is over. */
  readonly sentence: string;
}

/**
 * Every moment of `run`, in the order of the steps. The scenario is run once more without its routes; after an access
 * only the entries near it are looked at, which is enough as long as nothing but accesses and MSI-X on or off came.
 */
export function beliefMoments(run: Run): BeliefMoment[] {
  const { design, layout, scenario } = run;
  const machine = new Machine(design, layout, { registers: scenario.registers });
  const { state } = machine;
  const known = new Uint8Array(layout.entries);
  const moments: BeliefMoment[] = [];
  let device = deviceFlags(state, design);
  let isNear = true;
  for (let entry = 0; entry < layout.entries; entry++) known[entry] = entryFlags(state, entry, design);
  scenario.steps.forEach((step, n) => {
    machine.run(step);
    if (!isAccess(step) && step.op !== 'enable' && step.op !== 'disable') isNear = false;
    const now = deviceFlags(machine.state, design);
    if (now !== device) moments.push(...told(machine, n, MSIX_DIFFERS, [0], now !== 0));
    device = now;
    const [first, last] = isNear && isAccess(step) ? nearby(layout, step) : [0, layout.entries - 1];
    const changed = new Map<number, number[]>();
    for (let entry = first; entry <= last; entry++) {
      const flags = entryFlags(machine.state, entry, design);
      const before = known[entry]!;
      if (flags === before) continue;
      known[entry] = flags;
      for (const [bit] of FLAG_LABELS)
        if (((flags ^ before) & bit) !== 0) {
          // Ends are kept apart from beginnings of the same row by a negative key.
          const key = (flags & bit) === 0 ? -bit : bit;
          const entries = changed.get(key);
          if (entries) entries.push(entry);
          else changed.set(key, [entry]);
        }
    }
    for (const [key, entries] of changed) moments.push(...told(machine, n, Math.abs(key), entries, key > 0));
  });
  return moments;
}

function told(
  machine: Machine,
  step: number,
  bit: number,
  entries: number[],
  arises: boolean,
): BeliefMoment[] {
  const label = FLAG_LABELS.find(([known]) => known === bit)?.[1];
  const [first] = entries;
  if (label === undefined || first === undefined) return [];
  const rows = arises ? beliefRows(machine.state, machine.layout, first, machine.design) : [];
  const sentence = rows.find((row) => row.label === label)?.sentence ?? OVER[label];
  const concerned = bit === MSIX_DIFFERS ? [] : entries;
  return [{ step, kind: arises ? 'arises' : 'ends', label, entries: concerned, sentence }];
}

const OVER: Readonly<Record<BeliefLabel, string>> = {
  Address: 'All who hold an address hold the guest’s.',
  Data: 'All who hold data hold the guest’s.',
  Mask: 'The mask bit is the same to all.',
  'MSI-X': 'Message Control is the same to all.',
  Vector: 'The binding is what the guest and QEMU take it for.',
};

/** First and last entry that `step` can have changed. A postponed unmask may be of an entry that REP passed. */
function nearby(layout: Layout, step: Extract<Step, { offset: number }>): readonly [number, number] {
  const length = 'count' in step ? step.size * step.count : step.size;
  const start = 'count' in step && step.df ? step.offset - length + step.size : step.offset;
  const entryOf = (offset: number) => Math.floor((offset - layout.tableStart) / ENTRY_SIZE);
  return [Math.max(0, entryOf(start) - 2), Math.min(layout.entries - 1, entryOf(start + length - 1) + 2)];
}

/** "entry 3", "entries 3 to 5", "entries 1, 4 and 6 others"; "" for none. */
export function entriesText(entries: readonly number[]): string {
  const [first, second] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return '';
  if (second === undefined) return `entry ${first}`;
  if (last - first === entries.length - 1) return `entries ${first} to ${last}`;
  if (entries.length === 2) return `entries ${first} and ${last}`;
  return `entries ${first}, ${second} and ${entries.length - 2} more`;
}

/** "A disagreement arises about entry 3, mask: QEMU still holds..." */
export const arisingText = ({ entries, label, sentence }: BeliefMoment): string =>
  `A disagreement arises about ${entriesText(entries) || 'the device'}, ${rowWord(label)}: ${sentence}`;

/** The name of a row within a sentence. */
export const rowWord = (label: BeliefLabel): string =>
  label === 'Vector' ? 'binding' : label === 'MSI-X' ? label : label.toLowerCase();

/** Steps at whose end a disagreement has newly come up, in rising order, each once. */
export const arisingSteps = (moments: readonly BeliefMoment[]): number[] => [
  ...new Set(moments.filter(({ kind }) => kind === 'arises').map(({ step }) => step)),
];

/** The first of `steps` (rising) after `step`, or the last before it; null when there is none. */
export function neighbouring(steps: readonly number[], step: number, by: 1 | -1): number | null {
  return (by === 1 ? steps.find((one) => one > step) : steps.findLast((one) => one < step)) ?? null;
}

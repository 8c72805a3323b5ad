/** Marks of a timeline: which party's lane each access stands in. */
import type { Outcome } from '#model/route.ts';
import type { StepSummary } from '#model/run.ts';
import { unreachable } from '#model/base/assert.ts';

export const LANES = ['xen', 'device-model', 'hardware', 'lost'] as const;
export type Lane = (typeof LANES)[number];

export const LANE_TITLES: Readonly<Record<Lane, string>> = {
  xen: 'Xen',
  'device-model': 'Device model',
  hardware: 'Hardware',
  lost: 'Lost',
};

/** The lanes that an access with this outcome touches; the one that tells the outcome comes last. */
export function lanesOf(outcome: Outcome): readonly Lane[] {
  switch (outcome) {
    case 'direct':
    case 'hardware':
      return ['hardware'];
    case 'hardware-and-forwarded':
      return ['device-model', 'hardware'];
    case 'xen':
      return ['xen'];
    case 'xen-and-forwarded':
      return ['xen', 'device-model'];
    case 'device-model':
    case 'config':
      return ['device-model'];
    case 'partly-lost':
      return ['device-model', 'lost'];
    case 'lost':
    case 'crash':
      return ['lost'];
    case 'not-run':
      return [];
    default:
      return unreachable(outcome);
  }
}

/** A run of neighbouring steps drawn as one mark, because single ones would be too narrow to see. */
export interface TimelineMark {
  readonly lane: Lane;
  /** First step, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The outcome when all steps of the mark share it, else null. */
  readonly outcome: Outcome | null;
}

/** A tick for each of `steps` (rising) at its end, in pixels of columns `column` wide; those that would touch are one. */
export function timelineTicks(steps: readonly number[], column: number): number[] {
  const ticks: number[] = [];
  for (const step of steps) {
    const x = (step + 1) * column;
    if (x - (ticks.at(-1) ?? -TICK_PITCH) >= TICK_PITCH) ticks.push(x);
  }
  return ticks;
}

const TICK_PITCH = 3;

/** Marks for `summaries` with at most `most` columns of steps; every lost access has a mark in some column. */
export function timelineMarks(summaries: readonly StepSummary[], most: number): TimelineMark[] {
  const width = Math.max(1, Math.ceil(summaries.length / Math.max(1, most)));
  const marks: TimelineMark[] = [];
  for (let from = 0; from < summaries.length; from += width) {
    const column = summaries.slice(from, from + width);
    const to = from + column.length;
    for (const lane of LANES) {
      const outcomes = column
        .map(({ outcome }) => outcome)
        .filter((outcome) => lanesOf(outcome).includes(lane));
      const [first] = outcomes;
      if (first !== undefined)
        marks.push({ lane, from, to, outcome: outcomes.every((o) => o === first) ? first : null });
    }
  }
  return marks;
}

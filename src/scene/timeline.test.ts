import { expect, it } from 'vitest';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { lanesOf, timelineMarks, timelineTicks } from './timeline.ts';

const summaries = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => ({ outcome, roundTrips: 0, lost: outcome === 'lost' }));

it('puts every outcome that ran into a lane', () => {
  for (const outcome of Object.keys(OUTCOMES) as Outcome[])
    expect(lanesOf(outcome).length > 0, outcome).toBe(outcome !== 'not-run');
});

it('marks both parties of an access that two handled', () => {
  expect(timelineMarks(summaries(['xen-and-forwarded', 'lost']), 100)).toEqual([
    { lane: 'xen', from: 0, to: 1, outcome: 'xen-and-forwarded' },
    { lane: 'device-model', from: 0, to: 1, outcome: 'xen-and-forwarded' },
    { lane: 'lost', from: 1, to: 2, outcome: 'lost' },
  ]);
});

it('keeps a single loss visible among many accesses', () => {
  const many: Outcome[] = Array.from({ length: 10_000 }, (_, n) => (n === 7777 ? 'lost' : 'xen'));
  const marks = timelineMarks(summaries(many), 500);
  expect(marks.length).toBeLessThanOrEqual(501);
  const lost = marks.filter(({ lane }) => lane === 'lost');
  expect(lost).toHaveLength(1);
  expect(lost[0]!.from).toBeLessThanOrEqual(7777);
  expect(lost[0]!.to).toBeGreaterThan(7777);
});

it('has no marks for a scenario without steps', () => {
  expect(timelineMarks([], 100)).toEqual([]);
});

it('has a tick at the end of each step, and one for those too near to be told apart', () => {
  expect(timelineTicks([0, 4, 5], 20)).toEqual([20, 100, 120]);
  const near = timelineTicks(
    Array.from({ length: 1000 }, (_, step) => step),
    0.1,
  );
  expect(near[0]).toBeCloseTo(0.1);
  expect(near.length).toBeLessThanOrEqual(34);
});

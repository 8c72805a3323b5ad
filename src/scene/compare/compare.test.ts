import { describe, expect, it } from 'vitest';
import { SCENARIOS } from '#content/scenarios.ts';
import { DEVICES } from '#content/devices.ts';
import { compareDesigns } from '#model/compare.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { layoutOf } from '#model/layout.ts';
import { Run } from '#model/run.ts';
import { compareColumns, nextDifference, ofKinds, previousDifference } from './compare-marks.ts';
import { partingHop } from './parting.ts';

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);
const scenario = SCENARIOS.find(({ id }) => id === 'register-write')!.on(layout);
const design = (id: string): Design => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};
const a = new Run(scenario, design('xen-4.18--qemu-devmem'));
const b = new Run(scenario, design('xen-4.19--qemu-latch'));
const comparison = compareDesigns(scenario, a.design, b.design);

describe('where routes part', () => {
  it('is nowhere in a route and itself', () => {
    expect(partingHop(a.routeAt(5), a.routeAt(5))).toBeNull();
    expect(partingHop(null, null)).toBeNull();
  });

  it('is at the end of a route that the other goes on from', () => {
    const route = a.routeAt(5);
    expect(partingHop(route, { ...route, hops: route.hops.slice(0, 3) })).toBe(3);
  });

  it('is on the way of every access that ends differently, with the same hops before', () => {
    const parted = comparison.differences.filter(({ kinds }) => kinds.includes('outcome'));
    expect(parted.length).toBeGreaterThan(0);
    for (const { index } of parted) {
      const [one, other] = [a.routeAt(index), b.routeAt(index)];
      const hop = partingHop(one, other)!;
      expect(hop).not.toBeNull();
      expect(one.hops.slice(0, hop).map(({ rule }) => rule)).toEqual(
        other.hops.slice(0, hop).map(({ rule }) => rule),
      );
    }
  });
});

describe('the timeline of two designs', () => {
  it('shows every difference, however few columns there are', () => {
    for (const most of [1, 7, 20, 43, 500]) {
      const columns = compareColumns(a.summaries, b.summaries, comparison.differences, most);
      expect(columns.length).toBeLessThanOrEqual(Math.max(most, 1));
      for (const { index } of comparison.differences) {
        const column = columns.find(({ from, to }) => index >= from && index < to);
        expect(column?.differs).not.toBeNull();
      }
      const marked = columns.filter(({ differs }) => differs !== null).length;
      expect(marked).toBeLessThanOrEqual(comparison.differences.length);
    }
  });

  it('goes from difference to difference and back', () => {
    const seen: number[] = [];
    for (
      let at = nextDifference(comparison.differences, -1);
      at;
      at = nextDifference(comparison.differences, at.index)
    )
      seen.push(at.index);
    expect(seen).toEqual(comparison.differences.map(({ index }) => index));
    const back: number[] = [];
    for (
      let at = previousDifference(comparison.differences, 1e9);
      at;
      at = previousDifference(comparison.differences, at.index)
    )
      back.unshift(at.index);
    expect(back).toEqual(seen);
  });

  it('keeps only the kinds asked for', () => {
    const values = ofKinds(comparison.differences, new Set(['value']));
    expect(values).toHaveLength(comparison.counts.value);
    expect(ofKinds(comparison.differences, new Set())).toEqual([]);
  });
});

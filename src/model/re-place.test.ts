import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Step } from './access.ts';
import type { DeviceDescription } from './device.ts';
import { layoutOf, pageOf, regionAt, type Layout } from './layout.ts';
import { rePlaced } from './re-place.ts';
import type { Scenario } from './scenario.ts';
import { anyDevice, anyStory } from './testing/arbitraries.ts';
import { SMALL_DEVICE } from './testing/small-device.ts';

const scenarioOf = (
  device: DeviceDescription,
  steps: readonly Step[],
  registers = new Map<number, number>(),
) => ({ name: 'any', note: '', device, registers, steps }) satisfies Scenario;

const withTable = (entries: number, offset = 0x2100): DeviceDescription => ({
  ...SMALL_DEVICE,
  name: 'other',
  msix: { ...SMALL_DEVICE.msix, entries, table: { bar: 0, offset } },
});

/** All bytes that a step accesses, in rising order. */
function bytesOf(step: Step): number[] {
  if (!('offset' in step)) return [];
  const length = step.size * ('count' in step ? step.count : 1);
  const start = 'df' in step && step.df ? step.offset + step.size - length : step.offset;
  return Array.from({ length }, (_, n) => start + n);
}

/** What a byte means, without a number that differs between devices. */
function meaning(at: number, layout: Layout): string {
  const kind = regionAt(layout, at);
  if (kind === 'table') return `table ${at - layout.tableStart}`;
  if (kind === 'pba') return `pba ${at - (layout.pbaStart ?? 0)}`;
  if (kind === 'plain') return `plain ${at}`;
  const page = pageOf(layout, at);
  return at < layout.tableStart
    ? `before, page ${page - layout.tableFirstPage} ${at - layout.trapStart}`
    : `after, page ${page - layout.tableLastPage} ${at - layout.trapEnd}`;
}

const means = (step: Step, device: DeviceDescription) => {
  const layout = layoutOf(device);
  return bytesOf(step).map((at) => meaning(at, layout));
};

it('changes nothing on the same device', () => {
  fc.assert(
    fc.property(anyStory, ({ device, steps }) => {
      const { scenario, left, reasons } = rePlaced(scenarioOf(device, steps), { ...device });
      expect(left).toEqual([]);
      expect(reasons).toEqual([]);
      expect(scenario.steps).toEqual(steps);
    }),
  );
});

it('keeps what every byte of a step means, and finds the way back', () => {
  fc.assert(
    fc.property(anyStory, anyDevice, ({ device, steps }, other) => {
      const { scenario, left, reasons } = rePlaced(scenarioOf(device, steps), other);
      const kept = steps.filter((_, n) => !left.includes(n));
      expect(scenario.steps).toHaveLength(kept.length);
      expect(reasons.length > 0).toBe(left.length > 0);
      kept.forEach((step, n) => {
        const there = scenario.steps[n]!;
        expect({ ...there, offset: 0 }).toEqual({ ...step, offset: 0 });
        expect(means(there, other)).toEqual(means(step, device));
      });
      expect(rePlaced(scenario, device).scenario.steps).toEqual(kept);
    }),
    { numRuns: 300 },
  );
});

it('leaves out no step whose bytes have the same meaning on the other device', () => {
  fc.assert(
    fc.property(anyStory, anyDevice, ({ device, steps }, other) => {
      const { left } = rePlaced(scenarioOf(device, steps), other);
      const to = layoutOf(other);
      const all = new Map(Array.from({ length: 0x10000 }, (_, at) => [meaning(at, to), at]));
      for (const n of left) {
        const places = means(steps[n]!, device).map((one) => all.get(one));
        const first = places[0];
        expect(first !== undefined && places.every((at, m) => at === first + m)).toBe(false);
      }
    }),
    { numRuns: 30 },
  );
});

it('says which steps cannot be placed, how many and why', () => {
  const steps: Step[] = [
    { op: 'write', offset: 0x2100 + 16 * 40 + 12, size: 4, value: 0n },
    { op: 'raise', entry: 40 },
    { op: 'raise', entry: 41 },
    { op: 'raise', entry: 3 },
    { op: 'host-mask', entry: 99, masked: true },
    { op: 'read', offset: 0x2f00, size: 4 },
    { op: 'begin', access: { op: 'read', offset: 0x3008, size: 8 } },
  ];
  const from = withTable(66);
  const on = rePlaced(scenarioOf(from, steps, new Map([[0x2f00, 7]])), withTable(16, 0x2e80));
  expect(on.left).toEqual([0, 1, 2, 5, 6]);
  expect(on.reasons).toEqual([
    '3 steps, 1 to 3: entries 40, 41; its table has 16 entries, 0 to 15.',
    'Step 7: the PBA at +0x3008; its PBA has no such byte.',
    'Step 6: beside the table at +0x2f00; at that distance to its table’s page it has table, PBA or nothing.',
    'What +0x2f00 holds at first has no place there.',
  ]);
  expect(on.scenario.steps).toEqual([steps[3], steps[4]]);
  expect(on.scenario.registers.size).toBe(0);
});

it('takes initial contents, held accesses and a stated table along', () => {
  const steps: Step[] = [
    { op: 'begin', access: { op: 'write', offset: 0x210c, size: 4, value: 0n } },
    { op: 'dm-bind', entry: 1, gtable: 0x2100, vector: 64, flags: 0 },
  ];
  const on = rePlaced(scenarioOf(SMALL_DEVICE, steps, new Map([[0x2800, 5]])), withTable(4, 0x1200));
  expect(on.reasons).toEqual([]);
  expect([...on.scenario.registers]).toEqual([[0x1800, 5]]);
  expect(on.scenario.steps).toMatchObject([{ access: { offset: 0x120c } }, { gtable: 0x1200 }]);
});

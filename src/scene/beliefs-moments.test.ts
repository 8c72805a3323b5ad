import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { Run } from '#model/run.ts';
import type { Scenario } from '#model/scenario.ts';
import { anyStory } from '#model/testing/arbitraries.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import type { DeviceDescription } from '#model/device.ts';
import { beliefRows } from './beliefs.ts';
import { deviceFlags, disputedEntries, entryFlags, FLAG_LABELS } from '#model/belief-flags.ts';
import { arisingSteps, beliefMoments, entriesText, neighbouring } from './beliefs-moments.ts';

const OLD = DESIGNS.find(({ id }) => id === 'xen-4.18--qemu-devmem')!;
const NEW = DESIGNS.find(({ id }) => id === 'xen-4.19--qemu-latch')!;

const scenario = (device: DeviceDescription, steps: readonly Step[]): Scenario => ({
  name: '',
  note: '',
  device,
  registers: new Map(),
  steps,
});

const write = (offset: number, value: bigint): Step => ({
  op: 'write',
  offset: 0x2100 + offset,
  size: 4,
  value,
});
const BIND: Step[] = [
  { op: 'enable', maskall: false },
  write(0, 0xfee01004n),
  write(4, 0n),
  write(8, 0x21n),
  write(12, 0n),
];

it('judges every entry as the rows do, in every state', () => {
  fc.assert(
    fc.property(anyStory, fc.constantFrom(...DESIGNS), ({ device, steps }, design) => {
      const run = new Run(scenario(device, steps), design);
      const { layout } = run;
      const state = run.stateAt(run.length);
      const entries = [0, 1, 2, 3, 4, layout.entries - 1].filter((entry) => entry < layout.entries);
      for (const entry of entries) {
        const flags = entryFlags(state, entry, design) | deviceFlags(state, design);
        const rows = beliefRows(state, layout, entry, design);
        const labels = FLAG_LABELS.filter(([bit]) => (flags & bit) !== 0).map(([, label]) => label);
        expect(rows.filter(({ sentence }) => sentence !== null).map(({ label }) => label)).toEqual(labels);
      }
    }),
    { numRuns: 300 },
  );
});

it('adds up to the disagreements of the end, for every entry', () => {
  fc.assert(
    fc.property(anyStory, fc.constantFrom(...DESIGNS), ({ device, steps }, design) => {
      const run = new Run(scenario(device, steps), design);
      const open = new Set<number>();
      for (const { kind, entries, label } of beliefMoments(run))
        for (const entry of entries) {
          const key = 5 * entry + FLAG_LABELS.findIndex(([, known]) => known === label);
          expect(open.has(key)).toBe(kind === 'ends');
          if (kind === 'arises') open.add(key);
          else open.delete(key);
        }
      const state = run.stateAt(run.length);
      const disputed = disputedEntries(state, run.layout.entries, design);
      expect([...new Set([...open].map((key) => Math.floor(key / 5)))].sort((a, b) => a - b)).toEqual(
        disputed,
      );
    }),
    { numRuns: 300 },
  );
});

it('tells when QEMU misses a mask bit that Xen 4.18 keeps, and when that is over', () => {
  const steps = [...BIND, write(12, 1n), write(12, 0n)];
  const moments = beliefMoments(new Run(scenario(SMALL_DEVICE, steps), OLD));
  const late = moments.filter(({ step }) => step >= BIND.length);
  expect(late.map(({ step, kind, label, entries }) => [step, kind, label, entries])).toEqual([
    [5, 'arises', 'Mask', [0]],
    [6, 'ends', 'Mask', [0]],
  ]);
  expect(late[0]!.sentence).toMatch(/^QEMU still holds mask bit 0/);
  const newer = beliefMoments(new Run(scenario(SMALL_DEVICE, steps), NEW));
  expect(newer.filter(({ step }) => step >= BIND.length)).toEqual([]);
});

it('finds the neighbours of a step', () => {
  expect(neighbouring([2, 5, 9], 5, 1)).toBe(9);
  expect(neighbouring([2, 5, 9], 5, -1)).toBe(2);
  expect(neighbouring([2, 5, 9], 9, 1)).toBeNull();
  expect(arisingSteps([])).toEqual([]);
});

it('names entries in few words', () => {
  expect([[], [3], [3, 4, 5], [1, 4], [1, 4, 6, 8]].map(entriesText)).toEqual([
    '',
    'entry 3',
    'entries 3 to 5',
    'entries 1 and 4',
    'entries 1, 4 and 2 more',
  ]);
});

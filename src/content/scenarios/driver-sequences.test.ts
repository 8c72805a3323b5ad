import { expect, it } from 'vitest';
import { isAccess } from '#model/access.ts';
import { layoutOf } from '#model/layout.ts';
import { DEVICES } from '../devices.ts';
import { driverSequences } from './driver-sequences.ts';

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);

it('gives every sequence the accesses that were recorded', () => {
  const counts = driverSequences(layout).map(({ id, steps }) => [id, steps.filter(isAccess).length]);
  expect(counts).toEqual([
    // 4 controls read, 4 messages of 4, 16 entries masked, 4 times two messages and an unmask
    ['load', 4 + 16 + 16 + 36],
    ['affinity', 11],
    ['down-up', 4 * 6 + 36],
    ['unload', 4 * 6 + 4 * 2],
    ['clear-twice', 1],
  ]);
});

it('marks what is only reported', () => {
  expect(
    driverSequences(layout)
      .filter(({ standing }) => standing === 'reported')
      .map(({ id }) => id),
  ).toEqual(['clear-twice']);
});

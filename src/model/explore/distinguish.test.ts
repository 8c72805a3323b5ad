import { describe, expect, it } from 'vitest';
import type { Design } from '../context.ts';
import { designById } from '../designs/catalogue.ts';
import { isDeepStrictEqual } from 'node:util';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { distinguish, isSettled, LOOKERS, shortest } from './distinguish.ts';
import { MATRIX_BOUNDS } from './matrix.ts';
import { SETTINGS } from './settings.ts';
import { plainProduct } from './testing/plain-product.ts';

function design(id: string): Design {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

describe('two designs', () => {
  it('cannot be told apart when they are one', () => {
    const some = SETTINGS.filter(({ id }) => ['driver', 'neighbours', 'events'].includes(id));
    const found = distinguish(design('xen-head'), design('xen-head'), some, MATRIX_BOUNDS);
    for (const { steps, complete } of found) {
      expect(complete).toBe(true);
      expect(Object.values(steps)).toEqual([null, null, null]);
    }
  }, 60_000);

  it('are told apart by one register write, by the hardware and by the device model', () => {
    const some = SETTINGS.filter(({ id }) => id === 'neighbours, bound');
    const found = distinguish(design('xen-4.18'), design('xen-4.19'), some, MATRIX_BOUNDS);
    expect(shortest(found, 'hardware')?.steps.hardware).toHaveLength(1);
    expect(shortest(found, 'device-model')?.steps['device-model']).toHaveLength(1);
  });

  it('are told apart by the guest when one of them crashes it', () => {
    const some = SETTINGS.filter(({ id }) => id === 'neighbours');
    const found = distinguish(design('xen-4.19'), design('xen-head'), some, MATRIX_BOUNDS);
    expect(shortest(found, 'guest')?.steps.guest).toEqual([
      { op: 'write', offset: 0x3000, size: 4, value: 1n },
    ]);
  });

  it('really differ after the steps that are said to tell them apart, and not before', () => {
    const pair = [design('xen-4.18--qemu-devmem'), design('xen-head--qemu-latch')] as const;
    for (const found of distinguish(...pair, SETTINGS, MATRIX_BOUNDS))
      for (const looker of LOOKERS) {
        const steps = found.steps[looker];
        if (looker !== 'hardware' || steps === null) continue;
        const layout = layoutOf(found.setting.device);
        const machines = pair.map((one) => new Machine(one, layout, { world: found.setting.world }));
        for (const step of found.setting.lead) for (const machine of machines) machine.run(step);
        const same = steps.map((step) => {
          for (const machine of machines) machine.run(step);
          const [a, b] = machines.map(({ state, registerBytes }) => [state.hardware, registerBytes]);
          return isDeepStrictEqual(a, b);
        });
        expect(same.at(-1), found.setting.id).toBe(false);
        expect(same.slice(0, -1).every(Boolean), found.setting.id).toBe(true);
      }
  }, 60_000);

  it.each([
    // One vCPU waits while the other does not: what is done for the one is nothing for the other.
    ['events', 'xen-4.18--qemu-devmem', 'xen-head--qemu-devmem'],
    ['events', 'xen-4.19--qemu-latch', 'xen-head--qemu-latch'],
    ['waiting', 'xen-head--qemu-latch', 'xen-head--qemu-devmem'],
    ['driver', 'xen-64b21662--qemu-latch', 'xen-head--qemu-latch'],
    ['neighbours', 'series-v1--qemu-latch', 'series-v2--qemu-latch'],
    ['shared page, bound', 'xen-head--qemu-latch', 'dm-owns-mask--qemu-owns-mask-call'],
    ['partial unbind', 'xen-4.18--qemu-devmem', 'vpci-head--hwdom'],
  ])(
    'are searched in “%s” as the plain product search does it: %s and %s',
    (settingId, one, two) => {
      const setting = SETTINGS.filter(({ id }) => id === settingId);
      const [found] = distinguish(design(one), design(two), setting, MATRIX_BOUNDS);
      const plain = plainProduct(setting[0]!, design(one), design(two));
      expect(found?.complete).toBe(true);
      for (const looker of LOOKERS)
        expect(found?.steps[looker]?.length, looker).toBe(plain.lengths.get(looker));
      // With an answer for everybody it stops early; else it has seen every pair.
      if (plain.lengths.size < LOOKERS.length)
        expect(found).toMatchObject({ states: plain.states, transitions: plain.transitions });
      else expect(found!.states).toBeLessThanOrEqual(plain.states);
    },
    60_000,
  );

  it('see all 764 pairs of the events of 4.18 and head with the same QEMU, and not 580', () => {
    const events = SETTINGS.filter(({ id }) => id === 'events');
    const [found] = distinguish(design('xen-4.18--qemu-devmem'), design('xen-head--qemu-devmem'), events);
    expect(found).toMatchObject({ complete: true, states: 764 });
  });

  it('have a final answer when no stopped search could give a shorter one, and else not', () => {
    const some = SETTINGS.filter(({ id }) => ['hostile device model', 'neighbours'].includes(id));
    const pair = [design('xen-4.19'), design('xen-head')] as const;
    const found = distinguish(...pair, some, { states: 5000, depth: 1000 });
    expect(found.map(({ complete }) => complete)).toContain(false);
    expect(shortest(found, 'guest')?.steps.guest).toHaveLength(1);
    expect(isSettled(found, 'guest')).toBe(true);
    const few = distinguish(
      ...pair,
      some.filter(({ id }) => id !== 'neighbours'),
      { states: 5, depth: 1000 },
    );
    expect(isSettled(few, 'guest')).toBe(false);
  });
});

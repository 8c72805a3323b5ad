import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGNS, designById } from '../designs/catalogue.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { PROPERTIES } from '../properties/all.ts';
import { cloneState } from '../state.ts';
import { actionOf, perform } from './action.ts';
import { Dictionary } from './dictionary.ts';
import { searchCells } from './matrix.ts';
import { packedMachine } from './packed-machine.ts';
import { Search } from './search.ts';
import { SETTINGS, settingById } from './settings.ts';
import { plainSearch } from './testing/plain-search.ts';
import { Visited } from './visited.ts';

const design = (id: string) => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

const setting = (id: string) => {
  const found = settingById(id);
  if (!found) throw new Error(id);
  return found;
};

const asked = (settingId: string, designId: string) =>
  PROPERTIES.filter((p) => p.settings.includes(settingId) && p.notFor(design(designId)) === null);

function searched(settingId: string, designId: string): Search {
  const search = new Search(setting(settingId), design(designId), asked(settingId, designId));
  while (search.advance(1000));
  return search;
}

describe('the search', () => {
  it.each([
    ['driver', 'xen-head--qemu-latch'],
    // Thousands of states, so that the store has to grow.
    ['driver', 'xen-4.18--qemu-devmem'],
    ['driver', 'vpci-head--hwdom'],
    ['fresh table', 'xen-head--qemu-latch'],
    ['any guest', 'dm-owns-mask--qemu-owns-mask'],
    ['partial unbind', 'xen-4.19--qemu-latch'],
    ['neighbours', 'series-v2--qemu-latch'],
    ['shared page', 'subpage-ro--qemu-own-mapping'],
    ['hostile device model', 'xen-head--qemu-latch'],
    ['events', 'xen-4.18--qemu-latch'],
    ['not prepared', 'xen-4.18--qemu-devmem'],
    ['moving BAR', 'xen-4.19--qemu-latch'],
    ['two vectors', 'dm-owns-mask--qemu-owns-mask'],
    ['neighbours, bound', 'series-v2--qemu-devmem'],
    ['shared page, bound', 'xen-4.19--qemu-latch'],
    ['mixed flags', 'dm-owns-mask--qemu-owns-mask'],
    ['waiting', 'xen-4.18--qemu-devmem'],
    ['hostile device model, shared page', 'series-v2--qemu-latch'],
  ])(
    'finds the same in "%s" under %s as the plain one',
    (settingId, designId) => {
      const fast = searched(settingId, designId);
      const plain = plainSearch(setting(settingId), design(designId), asked(settingId, designId));
      const { states, transitions, depth, exhausted } = fast.progress;
      expect({ states, transitions, depth, exhausted }).toEqual({
        states: plain.states,
        transitions: plain.transitions,
        depth: plain.depth,
        exhausted: true,
      });
      const lengths = fast.properties
        .map((p) => [p.id, fast.counterexample(p)?.length] as const)
        .filter(([, length]) => length !== undefined);
      expect(new Map(lengths)).toEqual(plain.failures);
    },
    60_000,
  );

  it('comes to the same counts in whatever portions it runs', () => {
    const once = new Search(setting('driver'), design('xen-head--qemu-latch'), []);
    while (once.advance(1e9));
    const often = new Search(setting('driver'), design('xen-head--qemu-latch'), []);
    while (often.advance(7));
    expect(often.progress).toEqual(once.progress);
    expect(once.progress).toMatchObject({ frontier: 0, exhausted: true, stoppedBy: null });
  });

  it.each([
    ['states', { states: 50, depth: 1000 }],
    ['depth', { states: 1e6, depth: 3 }],
  ] as const)('claims nothing when it stops at the bound on %s', (bound, bounds) => {
    const cells = searchCells(setting('driver'), design('xen-head--qemu-latch'), PROPERTIES, bounds);
    expect(cells.some((cell) => cell.verdict === 'holds')).toBe(false);
    expect(cells.find((cell) => cell.property.id === 'I2')).toMatchObject({ verdict: 'stopped' });
    expect(cells.find((cell) => cell.property.id === 'I2')?.reason).toContain(bound);
  });

  it('gives counterexamples that fail at their last step and not before', () => {
    for (const one of SETTINGS)
      for (const id of ['xen-4.18--qemu-latch', 'xen-head--qemu-latch'])
        for (const cell of searchCells(one, design(id), PROPERTIES)) {
          if (cell.verdict !== 'fails') continue;
          const layout = layoutOf(one.device);
          const machine = new Machine(cell.design, layout, { world: one.world });
          for (const step of one.lead) machine.run(step);
          const verdicts = cell.steps.map((step) => {
            machine.run(step);
            return cell.property.holds(machine, actionOf(step, layout));
          });
          const place = `${cell.property.id} in "${one.id}" under ${id}`;
          expect(verdicts.at(-1), place).toBe(false);
          expect(verdicts.slice(0, -1).every(Boolean), place).toBe(true);
        }
  }, 60_000);
});

describe('a packed state', () => {
  it('comes back whole, and two packed states are equal when the states are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SETTINGS),
        fc.constantFrom(...DESIGNS),
        fc.array(fc.nat(), { maxLength: 30 }),
        (one, some, choices) => {
          const layout = layoutOf(one.device);
          const actions = one.steps.map((step) => actionOf(step, layout));
          const { machine, codec } = packedMachine(one, some, layout, actions);
          const kept: { words: Uint32Array; state: ReturnType<typeof cloneState> }[] = [];
          for (const choice of choices) {
            perform(machine, actions[choice % actions.length]!);
            const words = new Uint32Array(codec.size);
            codec.pack(words, 0);
            kept.push({ words, state: cloneState(machine.state) });
          }
          for (const { words, state } of kept) {
            codec.unpack(words, 0);
            const back = cloneState(machine.state);
            for (const map of [back.hardware.registers, state.hardware.registers])
              for (const [key, value] of map) if (value === 0) map.delete(key);
            expect(isDeepStrictEqual(back, state)).toBe(true);
          }
          for (const a of kept)
            for (const b of kept)
              expect(isDeepStrictEqual(a.words, b.words)).toBe(isDeepStrictEqual(a.state, b.state));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is kept exactly, whatever the hash makes of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 200 }), (pairs) => {
        const visited = new Visited(2);
        const plain = new Map<string, number>();
        for (const [a, b] of pairs) {
          const start = visited.candidate();
          visited.words[start] = a;
          visited.words[start + 1] = b;
          const key = `${a},${b}`;
          const known = plain.get(key);
          expect(visited.take()).toBe(known === undefined ? plain.size : -1 - known);
          if (known === undefined) plain.set(key, plain.size);
        }
      }),
    );
  });

  it('refuses more values than it has room for, rather than to confuse two', () => {
    const dictionary = new Dictionary(3);
    for (const value of [5, 0xffffffff, -1, 7]) dictionary.idOf(value);
    expect(() => dictionary.idOf(8)).toThrow(RangeError);
  });
});

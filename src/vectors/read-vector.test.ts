import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineEvent, Step } from '#model/access.ts';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { anyStory } from '#model/testing/arbitraries.ts';
import { jsonProblem } from './json-place.ts';
import { STEP_OPS } from './read-step.ts';
import { readVector } from './read-vector.ts';
import { scenarioOfVector } from './write-scenario.ts';

const EVENTS: readonly MachineEvent[] = [
  { op: 'raise', entry: 0 },
  { op: 'host-mask', entry: 0, masked: true },
  { op: 'move-bar', to: -0x4000 },
  { op: 'decode', on: false },
  { op: 'prepare', done: true },
  { op: 'dm-bind', entry: 0, gtable: -0x80, vector: 0x31, flags: 0x20000 },
  { op: 'dm-unbind', entry: 0 },
  { op: 'dm-slot', broken: true },
  { op: 'begin', access: { op: 'write', offset: 0, size: 8, value: 0xffff_ffff_ffffn } },
  { op: 'begin', access: { op: 'read', offset: 8, size: 4 } },
  { op: 'serve' },
  { op: 'complete' },
];

const DEVICE = { bar: '0xfebf0000', barSize: 0x4000, tableOffset: 0x2000, entries: 2, pbaOffset: 0x3000 };
const text = (...steps: object[]) => JSON.stringify({ id: 'x', device: DEVICE, steps });
const problem = (...steps: object[]) => {
  const read = readVector(text(...steps));
  return read.ok ? 'none' : `${read.error.column}: ${read.error.what}`;
};

describe('a scenario in JSON', () => {
  it('holds every kind of step, and is the same when it is written and read again', () => {
    const steps: fc.Arbitrary<Step[]> = fc
      .tuple(anyStory, fc.array(fc.constantFrom(...EVENTS)))
      .map(([story, events]) => [...story.steps, ...events]);
    fc.assert(
      fc.property(anyStory, steps, ({ device }, all) => {
        const written = scenarioOfVector({
          name: '',
          note: '',
          device,
          registers: new Map([[4, 7]]),
          steps: all,
        });
        if (!written.ok) return;
        const read = readVector(JSON.stringify({ id: 'x', ...written.value }));
        expect(read.ok ? read.value.vector.steps : read.error).toEqual(all);
        expect(read.ok && read.value.vector.registers).toEqual(new Map([[4, 7]]));
      }),
    );
    expect(
      new Set([...EVENTS.map(({ op }) => op), 'write', 'read', 'enable', 'disable', 'rep-write', 'rep-read']),
    ).toEqual(new Set(STEP_OPS));
  });

  it('reaches the refusal of mixed flags', () => {
    const bind = { op: 'dm-bind', gtable: '0x2000', vector: '0x31' };
    const read = readVector(text({ ...bind, entry: 0, flags: '0x20000' }, { ...bind, entry: 1, flags: 0 }));
    if (!read.ok) throw new Error(read.error.what);
    const { device, steps } = read.value.vector;
    const design = designById('dm-owns-mask');
    if (!design.ok) throw new Error(design.error);
    const machine = new Machine(design.value, layoutOf(device));
    const rules = steps.map((step) => machine.route(step).hops.map(({ rule }) => rule));
    expect(rules.map((hops) => hops.includes('xen.mixed-flags'))).toEqual([false, true]);
  });

  it('says where an event is wrong, and what would be right', () => {
    const from = text({ op: 'raise', entry: 5 }).indexOf('5}') + 1;
    expect(problem({ op: 'raise', entry: 5 })).toBe(
      `${from}: step 1 "entry" must be an entry of the table, 0 to 1`,
    );
    expect(problem({ op: 'decode', on: 1 })).toContain('step 1 "on" must be true or false');
    expect(problem({ op: 'dm-bind', entry: 0, gtable: 'x', vector: 0, flags: 0 })).toContain(
      'it can be negative',
    );
    expect(problem({ op: 'begin', access: { op: 'enable', maskall: true } })).toContain(
      'must be a write or a read',
    );
    expect(problem({ op: 'begin', access: { op: 'raed', offset: 0, size: 4 } })).toContain(
      '"access" has unknown op "raed". Did you mean read',
    );
    expect(problem({ op: 'dm-bidn' })).toContain('Did you mean dm-bind');
    expect(problem({ offset: 0 })).toContain('step 1 has no "op"');
    expect(problem({ op: 'serve', entry: 1 })).toContain('has the unknown key "entry"');
  });
});

it('JSON that is cut at any character is said to end there', () => {
  const whole = '{"a\\n\\u00e9": [true, false, null, -1, "\\\\"]}';
  expect(jsonProblem(whole)).toBeNull();
  for (let length = 0; length < whole.length; length++)
    expect(jsonProblem(whole.slice(0, length)), whole.slice(0, length)).toMatchObject({
      line: 1,
      column: length + 1,
      what: expect.stringMatching(/^the text ends/) as string,
    });
});

describe('a line of any length', () => {
  it('is read: a long string is no deep one', () => {
    const long = 'x\\n'.repeat(4_000_000);
    expect(jsonProblem(`{"a":"${long}"}`)).toBeNull();
    expect(jsonProblem(`{"a":"${long}\u0001"}`)).toMatchObject({ line: 1, column: long.length + 7 });
  });

  it('is refused where brackets are nested deeper than any scenario has them', () => {
    for (const bracket of ['[', '{"a":'])
      expect(jsonProblem(bracket.repeat(2_000_000))?.what).toBe('brackets are nested more than 200 deep');
  });
});

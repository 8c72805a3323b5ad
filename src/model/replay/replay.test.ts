import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDesigns } from '../compare.ts';
import { designById, designNamed, DESIGNS } from '../designs/catalogue.ts';
import type { DeviceDescription } from '../device.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { MESSAGE, REPEATED, VALUE_KNOWN, WRITE, type AccessSource } from './access-source.ts';
import { MOST_STEPS, openingOf, stretchOf } from './opening.ts';
import { kindsIn, partingCounts, partingsOf } from './parting.ts';
import { outcomeCounts, Replay, REPLAY_OUTCOMES, type ReplayPlan } from './replay.ts';
import { isSameState } from './same-state.ts';
import { setUpOf } from './set-up.ts';
import { arisen, labelsIn } from './view-log.ts';

const BASE = 0xfebf0000;
const device: DeviceDescription = {
  id: '8086:2725',
  slot: null,
  name: 'AX210 layout',
  bars: [{ index: 0, kind: 'memory', address: BASE, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 16,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
};
const layout = layoutOf(device);

type Access = readonly [op: 'r' | 'w' | 'msi', address: number, value: number];

function planOf(
  accesses: readonly Access[],
  config: ReplayPlan['config'],
  repeats: ReplayPlan['repeats'] = new Map(),
): ReplayPlan {
  const rows = accesses.flatMap(([op], n) => (op === 'msi' ? [] : [n]));
  const source: AccessSource = {
    length: accesses.length,
    address: Float64Array.from(accesses, ([op, at]) => (op === 'msi' ? at : BASE + at)),
    size: new Uint8Array(accesses.length).fill(4),
    flags: Uint8Array.from(
      accesses,
      ([op], n) =>
        VALUE_KNOWN |
        (op === 'r' ? 0 : WRITE) |
        (op === 'msi' ? MESSAGE : 0) |
        (repeats.has(n) ? REPEATED : 0),
    ),
    lo: Uint32Array.from(accesses, ([, , value]) => value),
    hi: new Uint32Array(accesses.length),
  };
  return {
    source,
    layout,
    rows: Uint32Array.from(rows),
    messages: Uint32Array.from(accesses.flatMap(([op], n) => (op === 'msi' ? [n] : []))),
    config,
    repeats,
    start: [],
  };
}

/** Entries 0 to 2, whole and byte by byte; registers beside the table; the PBA; another page. */
const anyAccess: fc.Arbitrary<Access> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom('w' as const, 'r' as const),
      fc.integer({ min: 0, max: 11 }).map((dword) => 0x2000 + 4 * dword),
      fc.constantFrom(0, 1, 0x41, 0x42, 0xfee01004),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('w' as const, 'r' as const),
      fc.constantFrom(0x2100, 0x2800, 0x2ffc, 0x3000, 0x10, 0x1000),
      fc.integer({ min: 0, max: 9 }),
    ),
  },
);
const anyConfig = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 6 })
  .map((rows) =>
    rows.sort((a, b) => a - b).map((row, n) => ({ row, enabled: n % 2 === 0, maskall: row % 3 === 0 })),
  );

/** Some of the first 30 accesses as REP instructions, up or down, that can begin or end far from the table. */
const anyRepeats: fc.Arbitrary<ReplayPlan['repeats']> = fc
  .array(
    fc.tuple(
      fc.nat(29),
      fc.record({
        count: fc.constantFrom(1, 3, 1100),
        df: fc.boolean(),
        values: fc.array(fc.record({ lo: fc.constantFrom(0, 1, 0x41), hi: fc.constant(0) }), {
          maxLength: 3,
        }),
      }),
    ),
    { maxLength: 6 },
  )
  .map((entries) => new Map(entries));

const bringUp: Access[] = [
  ['w', 0x2000, 0xfee01004],
  ['w', 0x2004, 0],
  ['w', 0x2008, 0x41],
  ['w', 0x200c, 0],
];
const enable = [{ row: 0, enabled: true, maskall: false }];

describe('Replay', () => {
  it('ends every access as a machine that runs the same steps does, and opens any of them in the same state', () => {
    const accesses: Access[] = [...bringUp];
    for (let n = 0; n < 12_000; n++)
      accesses.push([n % 3 === 0 ? 'r' : 'w', n % 2 === 0 ? 0x200c : 0x2800 + 4 * (n % 50), n & 1]);
    for (const design of [DESIGNS[0]!, DESIGNS[1]!, DESIGNS.at(-1)!]) {
      const replay = new Replay(planOf(accesses, enable), design);
      while (!replay.advance(7_001));
      const machine = new Machine(design, layout);
      machine.run({ op: 'enable', maskall: false });
      for (let n = 0; n < accesses.length; n++) {
        if (n === 11_001) expect(replay.stateAt(n)).toEqual(machine.state);
        const step = replay.stepAt(n);
        machine.run(step);
        if (REPLAY_OUTCOMES[replay.outcomes[n]!] !== machine.outcome(step))
          expect.fail(`${design.id}: access ${n} is ${REPLAY_OUTCOMES[replay.outcomes[n]!]!}`);
      }
      expect(replay.routeAt(11_001).outcome).toBe(REPLAY_OUTCOMES[replay.outcomes[11_001]!]);
      expect(replay.stateAt(replay.length)).toEqual(machine.state);
    }
  });

  it('finds lost accesses, the first parting of two designs, and counts round trips', () => {
    const plan = planOf([...bringUp, ['w', 0x2800, 1], ['r', 0x2800, 0], ['w', 0x100, 5]], enable);
    const run = (id: string) => {
      const design = designById(id);
      if (!design.ok) throw new Error(design.error);
      const replay = new Replay(plan, design.value);
      replay.advance(Infinity);
      return replay;
    };
    const old = run('xen-4.18--qemu-devmem');
    const landed = run('xen-4.19--qemu-devmem');
    expect(old.lost).toEqual([4]);
    expect(landed.lost).toEqual([]);
    const { positions, kinds } = partingsOf(old, landed);
    expect([...positions]).toEqual([4, 5]);
    expect(kindsIn(kinds[0]!)).toEqual(['outcome', 'hardware']);
    expect(partingsOf(old, old).positions).toHaveLength(0);
    expect(outcomeCounts(old)).toEqual({ 'device-model': 5, lost: 1, direct: 1 });
    expect(old.roundTrips).toBe(7);
  });

  it('matches delivered messages with the entry that holds them', () => {
    const plan = planOf(
      [
        ...bringUp,
        ['msi', 0xfee01004, 0x41],
        ['msi', 0xfee01004, 0x42],
        ['w', 0x2008, 0x42],
        ['msi', 0xfee01004, 0x42],
      ],
      enable,
    );
    const replay = new Replay(plan, DESIGNS[0]!);
    replay.advance(Infinity);
    expect(replay.deliveries[0]).toBe(2);
    expect(replay.deliveries.at(-1)).toBe(1);
  });

  it('finds accesses that only give the guest another value', () => {
    // 4.18 keeps an unmask to itself, so that QEMU's latch is stale when the entry is unbound and read again.
    const accesses: Access[] = [...bringUp, ...bringUp, ['w', 0x200c, 1], ['r', 0x200c, 0]];
    const config = [...enable, { row: 9, enabled: false, maskall: false }];
    const run = (xen: string) => {
      const design = designNamed(xen, 'qemu-devmem');
      if (!design.ok) throw new Error(design.error);
      const replay = new Replay(planOf(accesses, config), design.value);
      replay.advance(Infinity);
      return replay;
    };
    const [old, landed] = [run('xen-4.18'), run('xen-4.19')];
    const partings = partingsOf(old, landed);
    expect(partings.positions.at(-1)).toBe(9);
    expect(kindsIn(partings.kinds.at(-1)!)).toEqual(['value']);
    expect(old.outcomes[9]).toBe(landed.outcomes[9]);
    expect(partingCounts(partings).value).toBe(1);
  });

  it('parts two designs where the comparison of a scenario does', () => {
    fc.assert(
      fc.property(
        fc.array(anyAccess, { minLength: 1, maxLength: 60 }),
        anyConfig,
        anyRepeats,
        fc.constantFrom(...DESIGNS),
        fc.constantFrom(...DESIGNS),
        (accesses, config, repeats, a, b) => {
          const plan = planOf(accesses, config, repeats);
          const [one, other] = [a, b].map((design) => {
            const replay = new Replay(plan, design);
            replay.advance(7);
            replay.advance(Infinity);
            return replay;
          });
          const steps = one!.steps(0, accesses.length);
          const positions = steps.flatMap(({ op }, n) => (op === 'enable' || op === 'disable' ? [] : [n]));
          const scenario = { name: '', note: '', device, registers: new Map<number, number>(), steps };
          const wanted = compareDesigns(scenario, a, b).differences.flatMap(({ index, kinds }) => {
            const position = positions.indexOf(index);
            const own = kinds.filter((kind) => kind !== 'state');
            return position < 0 || own.length === 0 ? [] : [[position, own]];
          });
          const found = partingsOf(one!, other!);
          const parted = [...found.positions].map((position, n) => [position, kindsIn(found.kinds[n]!)]);
          expect(parted).toEqual(wanted);
        },
      ),
      {
        numRuns: 200,
        // Down from a page that Xen does not trap to one that it does.
        examples: [
          [
            [...bringUp, ['r', 0x4000, 0]],
            enable,
            new Map([[4, { count: 1026, df: true, values: [] }]]),
            designById('xen-4.18--qemu-devmem'),
            designById('xen-4.19--qemu-devmem'),
          ].map((part) => (typeof part === 'object' && 'ok' in part && part.ok ? part.value : part)) as never,
        ],
      },
    );
  });

  it('notes when the parties begin and cease to disagree about what an entry holds', () => {
    // 4.18 keeps the mask to itself, so that QEMU still holds the entry to be unmasked.
    const plan = planOf([...bringUp, ['w', 0x200c, 1], ['w', 0x200c, 0]], enable);
    const replay = new Replay(plan, DESIGNS[0]!);
    replay.advance(Infinity);
    const views = replay.views.changes();
    const last = [...views.positions.keys()]
      .slice(-2)
      .map((n) => [
        views.positions[n],
        views.entries[n],
        labelsIn(views.arose[n]!),
        labelsIn(views.ended[n]!),
      ]);
    expect(last).toEqual([
      [4, 0, ['Mask'], []],
      [5, 0, [], ['Mask']],
    ]);
    expect(arisen(views).Mask).toBe(1);
  });

  it('gives any stretch as steps of a scenario, with the changes of Message Control in it', () => {
    const plan = planOf(bringUp, [...enable, { row: 2, enabled: true, maskall: true }]);
    const replay = new Replay(plan, DESIGNS[0]!);
    replay.advance(Infinity);
    expect(replay.steps(0, 4).map(({ op }) => op)).toEqual([
      'enable',
      'write',
      'write',
      'enable',
      'write',
      'write',
    ]);
    expect(replay.steps(1, 3).map(({ op }) => op)).toEqual(['write', 'enable', 'write']);
  });

  it('opens an access far in by a shorter way to the very same state, or says that there is none', () => {
    const accesses: Access[] = [...bringUp];
    for (let n = 0; n < 2 * MOST_STEPS; n++) accesses.push(['r', 0x2000, 0], ['w', 0x200c, n & 1]);
    const design = DESIGNS[0]!;
    const replay = new Replay(planOf(accesses, enable), design);
    replay.advance(Infinity);
    for (const at of [3, 3 * MOST_STEPS]) {
      const opening = openingOf(replay, at);
      if (!opening.ok) throw new Error(opening.error);
      const { steps, first } = opening.value;
      expect(steps.length).toBeLessThanOrEqual(100);
      expect(first).toBe(steps.length - 1);
      expect(steps.at(-1)).toEqual(replay.stepAt(at));
      const machine = new Machine(design, layout);
      for (const step of steps.slice(0, -1)) machine.run(step);
      expect(isSameState(machine.state, replay.stateAt(at))).toBe(true);
      machine.run({ op: 'write', offset: 0x2008, size: 4, value: 0x77n });
      expect(isSameState(machine.state, replay.stateAt(at))).toBe(false);
    }
    const changes = accesses.map((_, row) => ({ row, enabled: true, maskall: row % 2 === 0 }));
    const long = new Replay(planOf(accesses, changes), design);
    long.advance(Infinity);
    const refused = openingOf(long, MOST_STEPS + 8);
    expect(refused.ok ? '' : refused.error).toMatch(/no way of at most 9999 steps to the same state/);
  });

  it('sets up exactly the state before an access in few steps, whatever came before, under any design', () => {
    let shorter = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        fc.array(anyAccess, { minLength: 250, maxLength: 600, size: 'max' }),
        anyConfig,
        fc.constantFrom(...DESIGNS),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 60, max: 240 }),
        (accesses, config, design, back, most) => {
          const replay = new Replay(planOf(accesses, config), design);
          replay.advance(Infinity);
          const n = accesses.length - back;
          const found = setUpOf(replay, n, most);
          tried++;
          if (!found.ok) return;
          const { steps, registers, leftOut } = found.value;
          expect(steps.length).toBeLessThanOrEqual(most);
          if (leftOut > 0) shorter++;
          const machine = new Machine(design, layout, { registers });
          for (const step of steps) machine.run(step);
          expect(isSameState(machine.state, replay.stateAt(n))).toBe(true);
          const route = machine.route(replay.stepAt(n));
          expect(route.outcome).toBe(REPLAY_OUTCOMES[replay.outcomes[n]!]);
        },
      ),
      { numRuns: 200 },
    );
    expect(shorter).toBeGreaterThan(tried / 3);
  });

  it('begins a stretch in the state in which the recording reaches it', () => {
    const accesses: Access[] = [...bringUp];
    for (let n = 0; n < MOST_STEPS; n++) accesses.push(['w', 0x2100 + 4 * (n % 8), n], ['w', 0x200c, n & 1]);
    const replay = new Replay(
      planOf(accesses, [...enable, { row: 15_000, enabled: true, maskall: true }]),
      DESIGNS[0]!,
    );
    replay.advance(Infinity);
    const stretch = stretchOf(replay, 15_000, 15_400);
    if (!stretch.ok) throw new Error(stretch.error);
    const { steps, first, registers } = stretch.value;
    expect(steps.length - first).toBe(401);
    const machine = new Machine(replay.design, layout, { registers });
    steps.forEach((step, at) => {
      if (at === first) expect(isSameState(machine.state, replay.stateAt(15_000))).toBe(true);
      machine.run(step);
    });
    expect(isSameState(machine.state, replay.stateAt(15_401))).toBe(true);
    const all = stretchOf(replay, 0, MOST_STEPS + 5);
    expect(all.ok ? '' : all.error).toMatch(/holds at most 10000/);
  });
});

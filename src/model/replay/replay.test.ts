import { describe, expect, it } from 'vitest';
import { designById, DESIGNS } from '../designs/catalogue.ts';
import type { DeviceDescription } from '../device.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { MESSAGE, VALUE_KNOWN, WRITE, type AccessSource } from './access-source.ts';
import { isSameState, MOST_STEPS, openingOf } from './opening.ts';
import { firstParting, outcomeCounts, Replay, REPLAY_OUTCOMES, type ReplayPlan } from './replay.ts';
import { viewsText } from './views.ts';

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

function planOf(accesses: readonly Access[], config: ReplayPlan['config']): ReplayPlan {
  const rows = accesses.flatMap(([op], n) => (op === 'msi' ? [] : [n]));
  const source: AccessSource = {
    length: accesses.length,
    address: Float64Array.from(accesses, ([op, at]) => (op === 'msi' ? at : BASE + at)),
    size: new Uint8Array(accesses.length).fill(4),
    flags: Uint8Array.from(
      accesses,
      ([op]) => VALUE_KNOWN | (op === 'r' ? 0 : WRITE) | (op === 'msi' ? MESSAGE : 0),
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
    repeats: new Map(),
    start: [],
  };
}

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
    expect(firstParting(old, landed)).toBe(4);
    expect(firstParting(old, old)).toBe(-1);
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

  it('notes when the parties begin and cease to disagree about a mask bit', () => {
    // 4.18 keeps the mask to itself, so that QEMU still holds the entry to be unmasked.
    const plan = planOf([...bringUp, ['w', 0x200c, 1], ['w', 0x200c, 0]], enable);
    const replay = new Replay(plan, DESIGNS[0]!);
    replay.advance(Infinity);
    expect(replay.viewChanges.map(({ position, entry, differ }) => [position, entry, differ])).toEqual([
      [4, 0, true],
      [5, 0, false],
    ]);
    expect(viewsText(replay.viewChanges[0]!.views)).toBe(
      'guest masked, xen masked, device-model unmasked, hardware masked',
    );
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
    for (let n = 0; n < 3 * MOST_STEPS; n++) accesses.push(['r', 0x2000, 0], ['w', 0x200c, n & 1]);
    const design = DESIGNS[0]!;
    const replay = new Replay(planOf(accesses, enable), design);
    replay.advance(Infinity);
    for (const at of [3, 5 * MOST_STEPS]) {
      const opening = openingOf(replay, at);
      if (!opening.ok) throw new Error(opening.error);
      const { steps } = opening.value;
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
      expect(steps.at(-1)).toEqual(replay.stepAt(at));
      const machine = new Machine(design, layout);
      for (const step of steps.slice(0, -1)) machine.run(step);
      expect(isSameState(machine.state, replay.stateAt(at))).toBe(true);
      machine.run({ op: 'write', offset: 0x2008, size: 4, value: 0x77n });
      expect(isSameState(machine.state, replay.stateAt(at))).toBe(false);
    }
    const scattered = Array.from({ length: MOST_STEPS + 9 }, (_, n): Access => [
      'w',
      0x200c + 4 * (n % 2),
      n,
    ]);
    const changes = scattered.map((_, row) => ({ row, enabled: true, maskall: row % 2 === 0 }));
    const long = new Replay(planOf(scattered, changes), design);
    long.advance(Infinity);
    expect(openingOf(long, MOST_STEPS + 8)).toMatchObject({ ok: false });
  });
});

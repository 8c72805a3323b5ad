import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MachineEvent, Step } from './access.ts';
import { DESIGNS, designById } from './designs/catalogue.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import { hopSentence, hopTitle, stepTitle, verdict } from './narrate.ts';
import { cloneState } from './state.ts';
import { anyStep } from './testing/arbitraries.ts';
import { SMALL_DEVICE } from './testing/small-device.ts';
import type { RuleId } from './rules.ts';

const layout = layoutOf(SMALL_DEVICE);
function machineOf(id: string): Machine {
  const design = designById(id);
  if (!design.ok) throw new Error(design.error);
  return new Machine(design.value, layout);
}
const at = (entry: number, field: number) => layout.tableStart + 16 * entry + 4 * field;
const write = (offset: number, value: bigint): Step => ({ op: 'write', offset, size: 4, value });
const NEW_MESSAGE = write(at(0, 2), 0x42n);
const MASK = write(at(0, 3), 1n);
const UNMASK = write(at(0, 3), 0n);
const RAISE: Step = { op: 'raise', entry: 0 };
const BIND: readonly Step[] = [
  { op: 'enable', maskall: false },
  write(at(0, 0), 0xfee00000n),
  write(at(0, 2), 0x41n),
  UNMASK,
];

/** Runs the steps and gives the rules of the last one's hops. */
function rulesOf(machine: Machine, ...steps: readonly Step[]): RuleId[] {
  for (const step of steps.slice(0, -1)) machine.run(step);
  return machine.route(steps.at(-1)!).hops.map((hop) => hop.rule);
}

const anyEvent: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.constantFrom<MachineEvent>({ op: 'serve' }, { op: 'complete' }),
  fc.record({ op: fc.constant('raise' as const), entry: fc.nat(1) }),
  fc.record({ op: fc.constant('host-mask' as const), entry: fc.nat(1), masked: fc.boolean() }),
  fc.record({ op: fc.constant('move-bar' as const), to: fc.constantFrom(0, 0x10000) }),
  fc.record({ op: fc.constant('decode' as const), on: fc.boolean() }),
  fc.record({ op: fc.constant('prepare' as const), done: fc.boolean() }),
  fc.record({ op: fc.constant('dm-unbind' as const), entry: fc.nat(1) }),
  fc.record({ op: fc.constant('dm-slot' as const), broken: fc.boolean() }),
  fc.record({
    op: fc.constant('dm-bind' as const),
    entry: fc.nat(1),
    gtable: fc.constantFrom(layout.tableStart, layout.tableStart - 0x80),
    vector: fc.constantFrom(0x41, 0x42),
    flags: fc.constantFrom(0, 0x10000, 0x20000),
  }),
  anyStep(SMALL_DEVICE).map((access): MachineEvent => {
    const plain = access.op === 'write' || access.op === 'read';
    return plain ? { op: 'begin', access } : { op: 'complete' };
  }),
);

const anySteps = fc.array(fc.oneof(anyStep(SMALL_DEVICE), anyEvent), { maxLength: 24 });

describe('an interrupt', () => {
  it('waits in the PBA while the entry is masked, and is delivered by the unmask', () => {
    const machine = machineOf('xen-head--qemu-latch');
    expect(rulesOf(machine, ...BIND, MASK, RAISE)).toEqual(['device.raise', 'device.pending']);
    machine.read(layout.pbaStart!, 8);
    expect(machine.lo).toBe(1);
    expect(rulesOf(machine, UNMASK)).toContain('xen.inject');
    expect(machine.state.hardware.pending[0]).toBe(0);
  });

  it('is delivered at once with the message in force when nothing masks it', () => {
    expect(rulesOf(machineOf('xen-4.18--qemu-devmem'), ...BIND, RAISE)).toEqual([
      'device.raise',
      'device.message',
      'xen.inject',
    ]);
  });

  it('comes with the old message where the device model was not told of the mask', () => {
    const steps = [...BIND, MASK, NEW_MESSAGE, UNMASK, RAISE];
    expect(rulesOf(machineOf('xen-4.18--qemu-latch'), ...steps)).toContain('xen.inject-old');
    expect(rulesOf(machineOf('xen-4.18--qemu-devmem'), ...steps)).toContain('xen.inject');
  });
});

describe('Xen', () => {
  it('keeps its own mask apart from the guest’s', () => {
    const machine = machineOf('xen-head--qemu-latch');
    for (const step of BIND) machine.run(step);
    machine.run({ op: 'host-mask', entry: 0, masked: true });
    machine.read(at(0, 3), 4);
    expect([machine.state.hardware.table[3], machine.lo]).toEqual([1, 0]);
  });

  it('masks the function when the device does not answer, and leaves the record of the entry', () => {
    const machine = machineOf('xen-head--qemu-latch');
    expect(rulesOf(machine, ...BIND, { op: 'decode', on: false }, MASK)).toContain('xen.mask-function');
    expect([machine.state.hardware.maskall, machine.state.xen.guestMasked[0]]).toEqual([true, 0]);
  });

  it('maps no vector of a device that dom0 has not prepared', () => {
    const machine = machineOf('xen-head--qemu-latch');
    const rules = rulesOf(machine, { op: 'prepare', done: false }, ...BIND);
    expect(rules).toContain('xen.refuse-unprepared');
    expect(machine.state.xen.tablePresent).toBe(false);
  });

  it('forgets the old place of the table when the BAR moves, since the count of references was mended', () => {
    for (const [id, stale] of [
      ['xen-4.19--qemu-latch', true],
      ['xen-head--qemu-latch', false],
    ] as const) {
      const machine = machineOf(id);
      for (const step of [...BIND, { op: 'move-bar', to: 0x10000 } as const]) machine.run(step);
      expect(machine.state.xen.gtable === layout.tableStart, id).toBe(!stale);
    }
  });
});

describe('a held access', () => {
  it('comes to the same as one that is not held', () => {
    fc.assert(
      fc.property(fc.array(anyStep(SMALL_DEVICE), { maxLength: 16 }), (steps) => {
        for (const some of DESIGNS) {
          const whole = new Machine(some, layout);
          const held = new Machine(some, layout);
          for (const step of steps) {
            const values = whole.run(step);
            if (step.op !== 'write' && step.op !== 'read') held.run(step);
            else {
              held.run({ op: 'begin', access: step });
              if (held.state.held !== null) {
                held.run({ op: 'serve' });
                held.run({ op: 'complete' });
              }
              if (step.op === 'read' && values !== null)
                expect(BigInt(held.lo)).toBe(values[0]! & 0xffffffffn);
            }
            expect(isDeepStrictEqual(held.state, whole.state)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the vCPU from doing anything else until it is completed', () => {
    const machine = machineOf('xen-head--qemu-latch');
    for (const step of BIND) machine.run(step);
    machine.run({ op: 'begin', access: { op: 'write', offset: at(0, 3), size: 4, value: 1n } });
    expect(machine.route(UNMASK).outcome).toBe('not-run');
    expect(machine.state.deviceModel.latch[3]).toBe(0);
    machine.run({ op: 'serve' });
    expect(machine.state.deviceModel.latch[3]).toBe(1);
    machine.run({ op: 'complete' });
    expect(machine.route(UNMASK).outcome).toBe('xen-and-forwarded');
  });
});

describe('every event', () => {
  it('does the same with and without recording, and can be told in words', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        for (const some of DESIGNS) {
          const recorded = new Machine(some, layout);
          const silent = new Machine(some, layout);
          const again = new Machine(some, layout);
          for (const step of steps) {
            again.state = cloneState(recorded.state);
            const route = recorded.route(step);
            silent.run(step);
            again.run(step);
            expect(isDeepStrictEqual(silent.state, recorded.state)).toBe(true);
            expect(isDeepStrictEqual(again.state, recorded.state)).toBe(true);
            expect([silent.outcome(step), silent.seen, silent.registerBytes]).toEqual([
              route.outcome,
              recorded.seen,
              recorded.registerBytes,
            ]);
            const { headline, detail } = verdict(route, layout, some);
            const sentences = route.hops.map((hop) => hopSentence(hop, layout, some));
            const titles = route.hops.map(hopTitle);
            for (const text of [...sentences, ...titles, headline, detail, stepTitle(step, layout)])
              if (!/^\S(?!.*(undefined|NaN|null|\[object)).*\S$/.test(text))
                throw new Error(`not a sentence: ${text}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

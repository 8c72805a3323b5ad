import { describe, expect, it } from 'vitest';
import type { Step } from '../access.ts';
import { designById } from '../designs/catalogue.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { hopSentence } from '../narrate.ts';
import { eventsOf, type Route } from '../route.ts';
import { sourceOf } from '../sources.ts';
import { SMALL_DEVICE } from '../testing/small-device.ts';

const layout = layoutOf(SMALL_DEVICE);
const at = (field: number) => layout.tableStart + 4 * field;
const write = (offset: number, value: bigint): Step => ({ op: 'write', offset, size: 4, value });
const MESSAGE = [write(at(0), 0xfee01004n), write(at(2), 0x21n)];
const ENABLE: Step = { op: 'enable', maskall: false };
const MASK = write(at(3), 1n);
const UNMASK = write(at(3), 0n);
const NEW_DATA = write(at(2), 0x31n);

const design = (id: string) => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

/** The machine after the steps and the route of the last one. */
function ran(id: string, ...steps: readonly Step[]): { machine: Machine; route: Route } {
  const machine = new Machine(design(id), layout);
  for (const step of steps.slice(0, -1)) machine.run(step);
  return { machine, route: machine.route(steps.at(-1)!) };
}

const OLD = 'xen-4.18--qemu-2013';
const binds = (route: Route) => eventsOf(route).filter((event) => event.at === 'qemu.bind');

describe('QEMU of 2013', () => {
  it('never asks for an unmask when it binds, as a later QEMU does at enable', () => {
    const { machine, route } = ran(OLD, ...MESSAGE, ENABLE);
    expect(binds(route)).toEqual([{ at: 'qemu.bind', entry: 0, vector: 0x21, gflags: 0x201 }]);
    expect(machine.state.xen.guestMasked[0]).toBe(1);
    const later = ran('xen-4.18--qemu-devmem', ...MESSAGE, ENABLE);
    expect(binds(later.route)).toMatchObject([{ gflags: 0x10201 }]);
  });

  it('binds what was written last when MSI-X is enabled again, whatever it holds of the mask bit', () => {
    const { machine, route } = ran(OLD, ...MESSAGE, ENABLE, UNMASK, MASK, NEW_DATA, ENABLE);
    expect(route.hops.map(({ rule }) => rule)).toContain('dm.take-written');
    expect([...machine.state.xen.vector]).toEqual([0x31, 0]);
    const later = ran('xen-4.18--qemu-devmem', ...MESSAGE, ENABLE, UNMASK, MASK, NEW_DATA, ENABLE);
    expect([...later.machine.state.xen.vector]).toEqual([0x21, 0]);
  });

  it('binds again as written, without a wish to unmask, when the BAR moves', () => {
    const steps = [...MESSAGE, ENABLE, UNMASK, MASK, NEW_DATA, { op: 'move-bar', to: 0x10000 } as const];
    const { machine, route } = ran(OLD, ...steps);
    expect(binds(route)).toEqual([{ at: 'qemu.bind', entry: 0, vector: 0x31, gflags: 0x201 }]);
    expect(machine.state.xen.guestMasked[0]).toBe(1);
    expect(machine.state.xen.vector[0]).toBe(0x31);
  });

  it('looks at the hardware only where MSI-X is on, and then refuses an entry that is not masked there', () => {
    const devMem = (route: Route) => route.hops.some(({ rule }) => rule === 'hardware.read-devmem');
    expect(devMem(ran(OLD, MESSAGE[0]!).route)).toBe(false);
    expect(devMem(ran(OLD, ENABLE, MESSAGE[0]!).route)).toBe(true);
    const { machine, route } = ran(OLD, ...MESSAGE, ENABLE, UNMASK, NEW_DATA);
    expect(route.hops.map(({ rule }) => rule)).toContain('dm.refuse-unmasked');
    expect(machine.state.deviceModel.latch[2]).toBe(0x21);
  });

  it('logs a write past the table, where a later QEMU is silent', () => {
    const told = (id: string) => {
      const { route, machine } = ran(id, write(layout.tableEnd, 0n));
      const hop = route.hops.find(({ rule }) => rule.startsWith('dm.reject-range'))!;
      return { events: eventsOf(route), sentence: hopSentence(hop, layout, machine.design) };
    };
    expect(told(OLD).sentence).toContain('logs an error');
    expect(told(OLD).events).toContainEqual({ at: 'log', who: 'qemu', what: 'entry-out-of-range' });
    expect(told('xen-4.18--qemu-devmem').sentence).toContain('silently');
  });

  it('cites the file as it was before the latch for every decision of its own', () => {
    const steps = [...MESSAGE, ENABLE, UNMASK, NEW_DATA, MASK, NEW_DATA, UNMASK, write(layout.tableEnd, 0n)];
    const machine = new Machine(design(OLD), layout);
    const sources = steps
      .flatMap((step) => machine.route(step).hops)
      .filter(({ party }) => party === 'device-model')
      .map(({ rule }) => ({ rule, source: sourceOf(rule, machine.design) }));
    expect(sources.length).toBeGreaterThan(20);
    for (const { rule, source } of sources) {
      expect(source?.tag, rule).toBe('qemu-xen-4.5.0');
      expect(source?.line, rule).toBeGreaterThan(0);
    }
  });
});

it('says of each device model where it looks for the mask bit at an unmask', () => {
  const sentence = (id: string) => {
    const { route, machine } = ran(id, ENABLE, ...MESSAGE, UNMASK);
    return hopSentence(
      route.hops.find(({ rule }) => rule === 'dm.unmask')!,
      layout,
      machine.design,
    );
  };
  expect(sentence('xen-4.18--qemu-devmem')).toContain('in the hardware');
  expect(sentence('subpage-ro--qemu-own-mapping')).toContain('in the hardware');
  expect(sentence('xen-4.19--qemu-latch')).toContain('from its latch');
  expect(sentence(OLD)).toContain('does not ask');
});

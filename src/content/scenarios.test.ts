import { describe, expect, it } from 'vitest';
import { isAccess, type Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { isTrapped, layoutOf, regionAt, type Layout } from '#model/layout.ts';
import { verdict } from '#model/narrate.ts';
import { Run } from '#model/run.ts';
import type { Outcome } from '#model/route.ts';
import { DEVICES } from './devices.ts';
import { SCENARIOS } from './scenarios.ts';

const deviceLayout = (id: string): Layout => {
  const item = DEVICES.find(({ description }) => description.id === id);
  if (!item) throw new Error(`no ${id} in the catalogue`);
  return layoutOf(item.description);
};

function ran(id: string, design: string): { steps: readonly Step[]; outcomes: Outcome[]; run: Run } {
  const ready = SCENARIOS.find((scenario) => scenario.id === id)!;
  const run = new Run(
    ready.on(deviceLayout(ready.deviceId)),
    DESIGNS.find((d) => d.id === design)!,
  );
  return { run, steps: run.scenario.steps, outcomes: run.summaries.map(({ outcome }) => outcome) };
}

/** Outcomes of the steps for which `pick` holds. */
function outcomesOf(id: string, design: string, pick: (step: Step) => boolean): Outcome[] {
  const { steps, outcomes } = ran(id, design);
  return outcomes.filter((_, n) => pick(steps[n]!));
}

const writesTo = (layout: Layout, kind: string) => (step: Step) =>
  step.op === 'write' && regionAt(layout, step.offset) === kind;

const OLD = 'xen-4.18--qemu-devmem';
const NEW = 'xen-4.19--qemu-latch';
const HEAD = 'xen-head--qemu-latch';
const RELEASED = DESIGNS.filter(({ id }) => [OLD, NEW, HEAD].includes(id));

describe('ready scenarios', () => {
  it('have different ids and names, and a device of the catalogue each', () => {
    expect(new Set(SCENARIOS.map(({ id }) => id)).size).toBe(SCENARIOS.length);
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    for (const { deviceId } of SCENARIOS) deviceLayout(deviceId);
  });

  it('run to their end on every device of the catalogue', () => {
    for (const { description } of DEVICES)
      for (const ready of SCENARIOS) {
        const scenario = ready.on(layoutOf(description));
        expect(scenario.steps.length, `${ready.id} on ${description.name}`).toBeGreaterThan(0);
        for (const design of RELEASED) {
          const run = new Run(scenario, design);
          expect(run.summaries, `${ready.id} on ${description.name}`).toHaveLength(scenario.steps.length);
        }
      }
  }, 60_000);

  it('run under every design, each step with hops until the domain crashes', () => {
    for (const { id } of SCENARIOS)
      for (const design of DESIGNS) {
        const { run, outcomes } = ran(id, design.id);
        for (const [n, outcome] of outcomes.entries())
          expect(run.routeAt(n).hops.length > 0, `${id} ${design.id} ${n}`).toBe(outcome !== 'not-run');
      }
  });

  it('say so when a device has no room for what they show', () => {
    const full = layoutOf(
      DEVICES.map(({ description }) => description).find((description) => {
        const layout = layoutOf(description);
        return layout.classes.includes('fills-its-pages') && !layout.classes.includes('pba-on-page');
      })!,
    );
    for (const id of ['register-write', 'before-bind', 'disable', 'register-behind-pba'])
      expect(SCENARIOS.find((s) => s.id === id)!.on(full).note).toMatch(/no register on the table’s pages/);
  });

  it('stay on the table’s pages unless they read the PBA', () => {
    for (const { description } of DEVICES) {
      const layout = layoutOf(description);
      for (const ready of SCENARIOS)
        for (const step of ready.on(layout).steps)
          if (isAccess(step) && step.offset !== layout.pbaStart)
            expect(isTrapped(layout, step.offset), `${ready.id} on ${description.name}`).toBe(true);
    }
  });
});

describe('what they show', () => {
  const ax210 = deviceLayout('8086:2725');

  it('loses the AX210 register writes in Xen 4.18 and performs them from 4.19 on', () => {
    expect(new Set(outcomesOf('register-write', OLD, writesTo(ax210, 'adjacent')))).toEqual(
      new Set(['lost']),
    );
    for (const design of [NEW, HEAD])
      expect(new Set(outcomesOf('register-write', design, writesTo(ax210, 'adjacent')))).toEqual(
        new Set(['hardware-and-forwarded']),
      );
  });

  it('reads back what it wrote to the AX210 interrupt mask only from 4.19 on', () => {
    const readBack = (design: string) => {
      const { run, steps } = ran('register-write', design);
      const n = steps.findIndex((step) => step.op === 'write' && step.offset === 0x2804);
      return run.routeAt(n + 1).values;
    };
    expect(readBack(OLD)).toEqual([0xffffffffn]);
    expect(readBack(NEW)).toEqual([0xffff0000n]);
  });

  it('starts a Linux load with Message Control 0xc0, and masks every entry', () => {
    const { steps } = ran('linux-load', NEW);
    expect(steps[0]).toEqual({ op: 'enable', maskall: true });
    const control = steps.filter(
      (step) => step.op === 'write' && step.value === 1n && step.offset % 16 === 12,
    );
    expect(control).toHaveLength(ax210.entries);
    expect(steps).toHaveLength(1 + 2 + 2 * 4 + ax210.entries + 1 + 2 * 9);
  });

  it('keeps a mask write in Xen 4.18, and forwards it from 4.19 on', () => {
    const masks = (step: Step) => step.op === 'write' && step.offset % 16 === 12 && step.value === 1n;
    expect(outcomesOf('mask-unmask', OLD, masks)).toEqual(['xen']);
    expect(outcomesOf('mask-unmask', NEW, masks)).toEqual(['xen-and-forwarded']);
  });

  it('moves an interrupt with eleven accesses and binds the new vector at the end', () => {
    for (const design of RELEASED) {
      const { run, steps } = ran('affinity', design.id);
      expect(steps).toHaveLength(10 + 11);
      expect(run.stateAt(run.length).xen.vector[0], design.id).toBe(0x25);
      expect(run.stateAt(run.length - 1).xen.vector[0], design.id).toBe(0x21);
    }
  });

  it('does nothing new at the second unmask', () => {
    for (const design of RELEASED) {
      const { run } = ran('unmask-twice', design.id);
      const last = run.routeAt(run.length - 1);
      expect(
        last.hops.flatMap(({ changes }) => changes).filter(({ field }) => field.endsWith('masked')),
      ).toEqual([]);
    }
    expect(SCENARIOS.find(({ id }) => id === 'unmask-twice')!.note).toContain('not recorded');
  });

  it('binds by a single 8-byte write', () => {
    for (const design of RELEASED) {
      const { run } = ran('quad-write', design.id);
      expect(run.stateAt(2).xen.bound[0], design.id).toBe(0);
      expect(run.stateAt(3).xen.bound[0], design.id).toBe(1);
    }
  });

  it('reads the shared PBA from the device in 4.18 always, later only once something is bound', () => {
    const reads = (step: Step) => step.op === 'read' && step.offset === 0x1300;
    expect(outcomesOf('pba-read', OLD, reads)).toEqual(Array(4).fill('device-model'));
    expect(outcomesOf('pba-read', NEW, reads)).toEqual(['lost', 'lost', 'hardware', 'hardware']);
  });

  it('loses register accesses before the first binding, also in 4.19', () => {
    expect(outcomesOf('before-bind', NEW, writesTo(ax210, 'adjacent'))).toEqual([
      'lost',
      'hardware-and-forwarded',
    ]);
  });

  it('loses registers after the disable only where Xen forgets the table', () => {
    const writes = (design: string) => outcomesOf('disable', design, writesTo(ax210, 'adjacent'));
    expect(writes(OLD)).toEqual(['lost', 'lost', 'lost']);
    expect(writes(NEW)).toEqual(Array(3).fill('hardware-and-forwarded'));
    expect(writes(HEAD)).toEqual(['hardware-and-forwarded', 'lost', 'hardware-and-forwarded']);
  });

  it('sends a copy over the unbound entry to the device model, over the bound one through Xen', () => {
    const copies = (step: Step) => step.op === 'rep-write';
    for (const design of RELEASED)
      expect(outcomesOf('rep-unbound', design.id, copies), design.id).toEqual([
        'device-model',
        'xen-and-forwarded',
      ]);
  });

  it('never binds a message that was changed while unmasked, though the guest reads it back', () => {
    for (const design of RELEASED) {
      const { run, steps } = ran('change-unmasked', design.id);
      const change = steps.findIndex((step) => step.op === 'write' && step.value === 0x41n);
      expect(run.routeAt(change + 1).values, design.id).toEqual([0x41n]);
      expect(run.stateAt(run.length).xen.vector[0], design.id).toBe(0x21);
    }
  });

  it('discards writes behind the PBA of the YT6801 even from 4.19 on', () => {
    const layout = deviceLayout('1f0a:6801');
    for (const design of RELEASED)
      expect(outcomesOf('register-behind-pba', design.id, writesTo(layout, 'adjacent'))).toEqual(['lost']);
  });

  it('refuses mixed flags with -EINVAL where Xen honours them, whichever the QEMU had first', () => {
    const refused = (design: string) => {
      const { run, steps } = ran('mixed-flags', design);
      return steps.flatMap((step, n) => {
        if (step.op !== 'dm-bind') return [];
        const route = run.routeAt(n);
        return [verdict(route, run.layout, run.design).detail.includes('-EINVAL')];
      });
    };
    expect(refused('dm-owns-mask--qemu-owns-mask')).toEqual([true, false]);
    expect(refused('dm-owns-mask--qemu-devmem')).toEqual([false, true]);
    for (const id of [OLD, HEAD, 'xen-4.18--qemu-owns-mask']) expect(refused(id)).toEqual([false, false]);
  });
});

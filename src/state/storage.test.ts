import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { DEVICES } from '#content/devices.ts';
import { createKeeping } from './keeping.ts';
import { ASIDE, PREFIX } from './saved-record.ts';
import type { Shelf, Store } from './shelf.ts';
import { createKeeper } from './storage.ts';
import { createWorkbench } from './workbench.ts';

const device = DEVICES[0]!.description;
const step: Step = { op: 'write', offset: 0x2804, size: 4, value: 0xffff0000n };
const other: Step = { op: 'read', offset: 0x2804, size: 4 };

/** One browser: what its tabs share. */
function browser() {
  const texts = new Map<string, string>();
  const longs = new Map<string, string>();
  const shelf: Shelf = {
    keys: () => [...texts.keys()],
    read: (key) => texts.get(key) ?? null,
    write: (key, text) => void texts.set(key, text),
    remove: (key) => void texts.delete(key),
  };
  const store: Store = {
    read: async (key) => longs.get(key) ?? null,
    write: async (key, text) => void longs.set(key, text),
    remove: async (key) => void longs.delete(key),
  };
  return { texts, longs, shelf, store };
}

type Browser = ReturnType<typeof browser>;

function tab(name: string, { shelf, store }: Pick<Browser, 'shelf' | 'store'>) {
  const workbench = createWorkbench(device, name);
  const keeping = createKeeping();
  const keeper = createKeeper({ workbench, keeping, shelf, store, tab: name });
  const own = () => workbench.getState().document.scenarios;
  const names = () => own().map(({ scenario }) => scenario.name);
  const said = () =>
    keeping
      .getState()
      .notices.map(({ sentence }) => sentence)
      .join('\n');
  const mine = (title: string, steps: readonly Step[] = [step]) =>
    workbench.actions.openScenario({ name: title, note: '', device, registers: new Map(), steps });
  return { ...keeper, workbench, keeping, own, names, said, mine, actions: workbench.actions };
}

describe('keeping scenarios', () => {
  it('brings them back as they were, in their order', async () => {
    const shared = browser();
    const before = tab('a', shared);
    before.mine('One', [step, other]);
    before.mine('Two');
    before.actions.insertSteps(1, [other]);
    before.actions.branch(1);
    await before.save();
    const after = tab('b', shared);
    await after.open();
    expect(after.own()).toEqual(before.own());
    expect(after.keeping.getState().notices).toEqual([]);
  });

  it('forgets what was deleted, and keeps it again when that is undone', async () => {
    const shared = browser();
    const one = tab('a', shared);
    one.mine('One');
    await one.save();
    one.actions.deleteScenario(one.own()[0]!.id);
    await one.save();
    expect(shared.texts.size).toBe(0);
    one.actions.undo();
    await one.save();
    expect(shared.texts.size).toBe(1);
  });

  it('keeps long ones beside the short ones, and leaves none behind', async () => {
    const shared = browser();
    const one = tab('a', shared);
    one.mine(
      'Long',
      Array.from({ length: 8000 }, () => step),
    );
    await one.save();
    one.actions.insertSteps(0, [other]);
    await one.save();
    expect(shared.longs.size).toBe(1);
    expect([...shared.texts.values()].join().length).toBeLessThan(1000);
    const two = tab('b', shared);
    await two.open();
    expect(two.own()).toEqual(one.own());
    two.actions.deleteScenario(two.own()[0]!.id);
    await two.save();
    expect(shared.longs.size + shared.texts.size).toBe(0);
  });
});

describe('two tabs', () => {
  async function both() {
    const shared = browser();
    const a = tab('a', shared);
    a.mine('Shared');
    await a.save();
    const b = tab('b', shared);
    await b.open();
    return { shared, a, b, id: a.own()[0]!.id };
  }

  it('that change the same scenario keep both versions and say so', async () => {
    const { shared, a, b, id } = await both();
    b.actions.activate(id);
    a.actions.activate(id);
    a.actions.insertSteps(0, [other]);
    await a.save();
    b.actions.deleteStep(0);
    await b.save();
    expect(b.names()).toEqual(['Shared', 'Shared (from another tab)']);
    expect(b.own().map(({ scenario }) => scenario.steps)).toEqual([[other, step], []]);
    expect(b.said()).toMatch(/changed in another tab too. Both are kept/);
    expect(b.workbench.getState().activeId).toBe(b.own()[1]!.id);
    b.actions.undo();
    expect(b.own()[1]!.scenario.steps).toEqual([step]);
    await b.save();
    const c = tab('c', shared);
    await c.open();
    expect(c.own()).toEqual(b.own());
  });

  it('that write at the same moment lose nothing', async () => {
    const { shared, a, b, id } = await both();
    a.actions.activate(id);
    b.actions.activate(id);
    a.actions.insertSteps(0, [other]);
    b.actions.deleteStep(0);
    const stale = new Map(shared.texts);
    await b.save();
    for (const [key, text] of stale) shared.texts.set(key, text);
    await a.save();
    await b.onOtherTab(PREFIX + id, shared.texts.get(PREFIX + id)!);
    expect(b.own().map(({ scenario }) => scenario.steps)).toEqual([[other, step], []]);
  });

  it('see what the other does to scenarios they have not touched', async () => {
    const { shared, a, b, id } = await both();
    a.actions.activate(id);
    a.actions.insertSteps(0, [other]);
    a.mine('New');
    await a.save();
    for (const [key, text] of shared.texts) await b.onOtherTab(key, text);
    expect(b.own()).toEqual(a.own());
    a.actions.deleteScenario(id);
    await a.save();
    await b.onOtherTab(PREFIX + id, null);
    expect(b.names()).toEqual(['New']);
  });

  it('do not pull away what is looked at, or can still be undone', async () => {
    const { a, b, id, shared } = await both();
    b.actions.activate(id);
    b.actions.insertSteps(0, [other]);
    await b.save();
    await a.onOtherTab(PREFIX + id, shared.texts.get(PREFIX + id)!);
    expect(a.own()[0]!.scenario.steps).toEqual([step]);
    expect(a.said()).toMatch(/Here it stays as it is/);
  });

  it('keep a scenario that one deletes and the other changes', async () => {
    const { shared, a, b, id } = await both();
    b.actions.activate(id);
    b.actions.insertSteps(0, [other]);
    await b.save();
    a.actions.deleteScenario(id);
    await a.save();
    expect(shared.texts.size).toBe(1);
    expect(a.said()).toMatch(/kept there/);
  });
});

describe('a kept state that makes trouble', () => {
  const kept = async () => {
    const shared = browser();
    const one = tab('a', shared);
    one.mine('One');
    one.mine('Two');
    await one.save();
    return shared;
  };

  it('is put aside untouched and offered, whatever is broken', async () => {
    const shared = await kept();
    const [key] = shared.texts.keys();
    const whole = shared.texts.get(key!)!;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        const here = browser();
        for (const [name, text] of shared.texts) here.texts.set(name, text);
        const broken = whole.slice(0, length);
        here.texts.set(key!, broken);
        const two = tab('b', here);
        await two.open();
        expect(two.names()).toEqual(['Two']);
        expect(two.keeping.getState().notices[0]?.download?.text).toBe(broken);
        expect(here.texts.get(ASIDE + key!.slice(PREFIX.length))).toBe(broken);
        two.mine('Three');
        await two.save();
        expect(here.texts.get(ASIDE + key!.slice(PREFIX.length))).toBe(broken);
      }),
      { numRuns: 25 },
    );
  });

  it('is put aside when it is newer, and comes back in an app that can read it', async () => {
    const shared = await kept();
    const [key] = shared.texts.keys();
    const text = shared.texts.get(key!)!;
    const newer = text.replace('"version":1', '"version":99');
    shared.texts.set(key!, newer);
    const two = tab('b', shared);
    await two.open();
    expect(two.said()).toMatch(/newer version/);
    expect([...shared.texts.values()]).toContain(newer);
    shared.texts.set(ASIDE + key!.slice(PREFIX.length), text);
    const three = tab('c', shared);
    await three.open();
    expect(three.names()).toEqual(['One', 'Two']);
  });

  it.each(['keys', 'read', 'write', 'remove'] as const)(
    'goes on when %s throws, and says so',
    async (part) => {
      const shared = await kept();
      const shelf: Shelf = {
        ...shared.shelf,
        [part]: () => {
          throw new DOMException('no', part === 'write' ? 'QuotaExceededError' : 'SecurityError');
        },
      };
      const two = tab('b', { ...shared, shelf });
      await two.open();
      two.mine('Three');
      await two.save();
      const [first] = two.own();
      if (first) two.actions.deleteScenario(first.id);
      await two.save();
      if (part !== 'keys') expect(two.said()).toMatch(/on this page only/);
      expect(two.workbench.getState().scenarios.length).toBeGreaterThan(0);
    },
  );
});

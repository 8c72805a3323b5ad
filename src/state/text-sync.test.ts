import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { DEVICES } from '#content/devices.ts';
import { FEATURED } from '#content/devices/featured.ts';
import { readText } from '#share/text/read-text.ts';
import { saysTheSame } from '#share/text/items.ts';
import { parseScenario } from '#share/text/parse.ts';
import type { Shelf, Store } from './shelf.ts';
import { CATALOGUE } from './sharing.ts';
import { textDocument } from './text-draft.ts';
import { createTextDrafts } from './text-drafts.ts';
import type { EditorPort } from './text-state.ts';
import { createTextSync, type TextSync } from './text-sync.ts';
import { activeLines, activeScenario, createWorkbench } from './workbench.ts';

vi.setConfig({ testTimeout: 120_000 });

function browser() {
  const texts = new Map<string, string>();
  const shelf: Shelf = {
    keys: () => [...texts.keys()],
    read: (key) => texts.get(key) ?? null,
    write: (key, text) => void texts.set(key, text),
    remove: (key) => void texts.delete(key),
  };
  const longs = new Map<string, string>();
  const store: Store = {
    read: async (key) => longs.get(key) ?? null,
    write: async (key, text) => void longs.set(key, text),
    remove: async (key) => void longs.delete(key),
  };
  return { texts, shelf, store };
}

const AX210 = FEATURED[0]!.description;

const loaded = (sync: TextSync): Promise<unknown> =>
  vi.waitFor(() => expect(sync.getState().phase).not.toBe('loading'), { interval: 1 });

/** An editor without a screen. */
async function opened(
  { shelf, store } = browser(),
  bench = createWorkbench(AX210),
  drafts = createTextDrafts(shelf, store),
) {
  let text = '';
  let line = 1;
  const shown: string[] = [];
  const port: EditorPort = {
    text: () => text,
    line: () => line,
    rename: () => undefined,
    show: (next, how) => {
      text = next;
      shown.push(how);
    },
  };
  const sync = createTextSync({
    workbench: bench,
    drafts,
    reader: { read: (one) => readText(one, CATALOGUE), stop: () => undefined },
  });
  sync.start(port);
  await loaded(sync);
  const type = async (next: string, at = 1) => {
    text = next;
    line = at;
    sync.typed();
    await sync.flush();
  };
  const settled = async () => {
    await loaded(sync);
    await sync.flush();
  };
  return { sync, bench, type, settled, shown, text: () => text, actions: bench.actions };
}

type Editor = Awaited<ReturnType<typeof opened>>;

const steps = ({ bench }: Editor): readonly Step[] => activeScenario(bench.getState()).steps;
const name = ({ bench }: Editor): string => activeScenario(bench.getState()).name;

/** What the list says is what the text says. */
function expectAgreement(editor: Editor): void {
  const { document, problems } = parseScenario(editor.text(), CATALOGUE);
  expect(problems).toEqual([]);
  const state = editor.bench.getState();
  expect(saysTheSame(document!, textDocument(state, document!.designs), CATALOGUE)).toBe(true);
  expect(state.designId).toBe(document!.designs[0]);
}

const SMALL =
  'msixscope 1\nname Mine\ndevice 8086:2725\ndesign xen-4.18--qemu-devmem\n\n# begin\nenable\nW4 table[0].ctrl=1  # off\n\nR4 +0x2804\nexpect device-model\n';

/** An editor with a scenario of one's own, typed as it is in SMALL. */
async function typed(): Promise<Editor> {
  const editor = await opened();
  editor.actions.openScenario({ ...activeScenario(editor.bench.getState()), steps: [] });
  await editor.settled();
  await editor.type(SMALL);
  expectAgreement(editor);
  return editor;
}

describe('text to list', () => {
  it('shows the ready scenario as a text that agrees with the list', async () => {
    const editor = await opened();
    expect(editor.text()).toContain('name A register beside the table\n');
    expect(editor.sync.getState().phase).toBe('agrees');
    expectAgreement(editor);
  });

  it('makes a copy of a ready scenario at the first change, under its name', async () => {
    const editor = await opened();
    const before = name(editor);
    await editor.type(editor.text().replace('\nenable', '\ndisable\nenable'));
    expect(name(editor)).toBe(`${before} (copy)`);
    expect(editor.text()).toContain(`name ${before} (copy)\n`);
    expect(editor.shown).toEqual(['open', 'rename']);
    expectAgreement(editor);
    editor.actions.undo();
    await editor.settled();
    expect(name(editor)).toBe(before);
    expect(editor.text()).toContain(`name ${before}\n`);
  });

  it('takes what is typed as one edit, shows the step of the cursor, and keeps comments and spelling', async () => {
    const editor = await typed();
    expect(steps(editor)).toHaveLength(3);
    expect(activeLines(editor.bench.getState()).map(({ kind }) => kind)).toEqual([
      'comment',
      'comment',
      'expect',
    ]);
    const { past } = editor.bench.getState();
    await editor.type(SMALL.replace('ctrl=1', 'ctrl=0'), 8);
    expect(editor.bench.getState().past.length).toBe(past.length + 1);
    expect(editor.bench.getState().playhead.step).toBe(1);
    expect(editor.text()).toBe(SMALL.replace('ctrl=1', 'ctrl=0'));
  });

  it('makes no edit of empty lines and other spellings', async () => {
    const editor = await typed();
    const { past } = editor.bench.getState();
    await editor.type(SMALL.replace('enable', '\n  enable\n'));
    expect(editor.bench.getState().past).toBe(past);
    expect(editor.sync.getState().phase).toBe('agrees');
  });

  it('leaves the list as it is while the text has mistakes, and says where they are', async () => {
    const editor = await typed();
    const before = activeScenario(editor.bench.getState());
    await editor.type(SMALL.replace('enable', 'enabel'));
    expect(activeScenario(editor.bench.getState())).toBe(before);
    const { phase, problems, stepLines } = editor.sync.getState();
    expect(phase).toBe('mistakes');
    expect(problems).toMatchObject([{ line: 7, column: 1 }]);
    expect(stepLines).toEqual([0, 8, 10]);
    await editor.type(SMALL.replace('enable', 'enable masked'));
    expect(steps(editor)[0]).toEqual({ op: 'enable', maskall: true });
    expectAgreement(editor);
  });

  it('throws a text with mistakes away when asked to', async () => {
    const editor = await typed();
    await editor.type(`${SMALL}W4 `);
    editor.sync.useListText();
    await editor.settled();
    expect(editor.text()).toBe(SMALL);
    expect(editor.sync.getState().phase).toBe('agrees');
  });

  it('changes the design with its line, and the other one where two are named', async () => {
    const editor = await typed();
    await editor.type(SMALL.replace('xen-4.18--qemu-devmem', 'xen-4.19 xen-head'));
    const { designId, look } = editor.bench.getState();
    expect([designId, look.otherDesignId]).toEqual(['xen-4.19--qemu-latch', 'xen-head--qemu-latch']);
    expect(editor.text()).toContain('design xen-4.19 xen-head\n');
    expect(editor.sync.getState().expectations).toMatchObject([
      {
        line: 11,
        step: 2,
        results: [{ designId: 'xen-4.19--qemu-latch' }, { designId: 'xen-head--qemu-latch' }],
      },
    ]);
  });

  it('keeps a design that the app does not offer, and says which it shows', async () => {
    const editor = await typed();
    const odd = SMALL.replace('xen-4.18--qemu-devmem', 'xen-4.18--qemu-own-mapping');
    await editor.type(odd);
    expect(editor.text()).toBe(odd);
    expect(editor.sync.getState().remarks).toEqual([
      expect.stringMatching(/does not offer the design xen-4\.18--qemu-own-mapping/),
    ]);
  });

  it('says of each expectation whether it holds, and what was instead', async () => {
    const editor = await typed();
    await editor.type(`${SMALL}expect xen under xen-4.19\n`);
    expect(editor.sync.getState().expectations).toEqual([
      {
        line: 11,
        step: 2,
        text: 'expect device-model',
        results: [{ designId: 'xen-4.18--qemu-devmem', difference: null }],
      },
      {
        line: 12,
        step: 2,
        text: 'expect xen under xen-4.19--qemu-latch',
        results: [
          {
            designId: 'xen-4.19--qemu-latch',
            difference: expect.stringMatching(/^expected xen \(stays in Xen\), but it is /) as string,
          },
        ],
      },
    ]);
  });

  it('goes to the step of a line, or to the nearest above it', async () => {
    const editor = await typed();
    editor.sync.seekLine(8);
    expect(editor.bench.getState().playhead.step).toBe(1);
    editor.sync.seekLine(11);
    expect(editor.bench.getState().playhead.step).toBe(2);
    editor.sync.seekLine(9);
    expect(editor.bench.getState().playhead.step).toBe(1);
    editor.sync.seekLine(3);
    expect(editor.bench.getState().playhead.step).toBe(1);
  });
});

describe('list to text', () => {
  it('writes a change of the list into the text, and touches no other line', async () => {
    const editor = await typed();
    editor.actions.insertSteps(2, [{ op: 'disable' }]);
    await editor.settled();
    expect(editor.text()).toBe(SMALL.replace('# off\n', '# off\ndisable\n'));
    editor.actions.deleteStep(0);
    await editor.settled();
    expect(editor.text()).toBe(SMALL.replace('# off\n', '# off\ndisable\n').replace('enable\n', ''));
    editor.actions.undo();
    editor.actions.undo();
    await editor.settled();
    expect(editor.text()).toBe(SMALL);
    editor.actions.setDesign('xen-4.19--qemu-latch');
    await editor.settled();
    expect(editor.text()).toBe(SMALL.replace('xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'));
    expectAgreement(editor);
  });

  it('follows what was changed while it was not shown', async () => {
    const editor = await typed();
    editor.sync.stop();
    editor.actions.moveStep(2, 0);
    const later = await opened(browser(), editor.bench);
    expectAgreement(later);
    expect(steps(later)[0]).toEqual({ op: 'read', offset: 0x2804, size: 4 });
  });

  it('follows what was changed right after something was typed, in another view', async () => {
    const shared = browser();
    const drafts = createTextDrafts(shared.shelf, shared.store);
    const editor = await opened(shared, createWorkbench(AX210), drafts);
    await editor.type(SMALL);
    editor.sync.stop();
    editor.actions.duplicateStep(0);
    const later = await opened(shared, editor.bench, drafts);
    expect(later.text()).toBe(SMALL.replace('enable\n', 'enable\nenable\n'));
    expectAgreement(later);
    expect(later.sync.getState().clash).toBe(false);
  });

  it('writes it into a text with mistakes as well, and loses nothing of that', async () => {
    const editor = await typed();
    const draft = SMALL.replace('W4 table[0].ctrl=1  # off', 'W4 table[0].ctrl=  # off');
    await editor.type(draft);
    editor.actions.insertSteps(0, [{ op: 'disable' }]);
    await editor.settled();
    expect(editor.text()).toBe(draft.replace('enable', 'disable\nenable'));
    expect(editor.sync.getState()).toMatchObject({ phase: 'mistakes', clash: false });
    editor.actions.deleteStep(2);
    await editor.settled();
    expect(editor.text()).toBe(draft.replace('enable', 'disable\nenable'));
    expect(editor.sync.getState().clash).toBe(true);
    await editor.type(editor.text().replace('ctrl= ', 'ctrl=2 '));
    expect(steps(editor)).toHaveLength(4);
    expect(editor.sync.getState().clash).toBe(false);
    expectAgreement(editor);
  });

  it('writes what another tab did into the text', async () => {
    const editor = await typed();
    const { document, past, future } = editor.bench.getState();
    const [own] = document.scenarios;
    const theirs = { ...own!, scenario: { ...own!.scenario, steps: own!.scenario.steps.slice(1) } };
    const lines = own!.lines.map((line) => ({ ...line, after: Math.max(0, line.after - 1) }));
    editor.actions.adopt({ document: { scenarios: [{ ...theirs, lines }] }, past, future });
    await editor.settled();
    expect(editor.text()).toBe(SMALL.replace('enable\n', ''));
    expectAgreement(editor);
  });

  it('gives a copy the text it was made of', async () => {
    const editor = await typed();
    editor.actions.duplicateScenario(editor.bench.getState().activeId);
    await editor.settled();
    expect(editor.text()).toBe(SMALL.replace('name Mine', 'name Mine (copy)'));
    expectAgreement(editor);
  });
});

describe('a text that takes long to read', () => {
  /** An editor whose readings come when they are asked to. */
  async function slow() {
    const bench = createWorkbench(AX210);
    const asked: (() => void)[] = [];
    let text = '';
    const { shelf, store } = browser();
    const sync = createTextSync({
      workbench: bench,
      drafts: createTextDrafts(shelf, store),
      reader: {
        read: (one) => new Promise((resolve) => asked.push(() => resolve(readText(one, CATALOGUE)))),
        stop: () => asked.splice(0),
      },
    });
    sync.start({ text: () => text, line: () => 1, rename: () => undefined, show: (next) => (text = next) });
    const answer = async () => {
      for (let n = 0; n < 20; n++) {
        asked.shift()?.();
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    await answer();
    const type = (change: (before: string) => string) => {
      text = change(text);
      sync.typed();
    };
    return { sync, bench, answer, type, text: () => text };
  }

  it('is taken over when it is read, with all that was typed meanwhile', async () => {
    const editor = await slow();
    editor.type((text) => text.replace('\nenable', '\ndisable\nenable'));
    void editor.sync.flush();
    editor.type((text) => `${text}raise 0\n`);
    await editor.answer();
    await vi.waitFor(async () => {
      await editor.answer();
      expect(editor.sync.getState().phase).toBe('agrees');
      expect(activeScenario(editor.bench.getState()).steps.at(-1)).toEqual({ op: 'raise', entry: 0 });
    });
    expect(activeScenario(editor.bench.getState()).steps[0]).toEqual({ op: 'disable' });
    expect(editor.text()).toContain('(copy)');
    expect(editor.text()).toMatch(/raise 0\n$/);
  });

  it('is not taken over when the list was changed meanwhile, before that is in it', async () => {
    const editor = await slow();
    editor.bench.actions.insertSteps(0, [{ op: 'decode', on: false }]);
    await editor.answer();
    editor.type((text) => `${text}raise 0\n`);
    void editor.sync.flush();
    editor.bench.actions.insertSteps(0, [{ op: 'prepare', done: true }]);
    await editor.answer();
    const { steps: now } = activeScenario(editor.bench.getState());
    expect([now[0], now[1], now.at(-1)]).toEqual([
      { op: 'prepare', done: true },
      { op: 'decode', on: false },
      { op: 'raise', entry: 0 },
    ]);
  });
});

describe('keeping the text', () => {
  const BROKEN = SMALL.replace('enable', 'enabel');

  it('brings a text with mistakes back, for its scenario and no other', async () => {
    const shared = browser();
    const editor = await opened(shared);
    const { activeId } = editor.bench.getState();
    const broken = editor.text().replace('enable', 'enabel');
    await editor.type(broken);
    editor.actions.activate('affinity');
    await editor.settled();
    expect(editor.text()).toContain('name An interrupt moves to another CPU');
    editor.actions.activate(activeId);
    await editor.settled();
    expect(editor.text()).toBe(broken);
    editor.actions.openDevice(DEVICES[1]!.description);
    await editor.settled();
    expect(editor.text()).not.toContain('enabel');
    const later = await opened(shared);
    expect(later.text()).toBe(broken);
    expect(later.sync.getState().phase).toBe('mistakes');
  });

  it('keeps what was typed in the moment the page was closed', async () => {
    const shared = browser();
    const bench = createWorkbench(AX210);
    let now = '';
    const sync = createTextSync({
      workbench: bench,
      drafts: createTextDrafts(shared.shelf, shared.store),
      reader: { read: (one) => readText(one, CATALOGUE), stop: () => undefined },
    });
    sync.start({ text: () => now, line: () => 1, rename: () => undefined, show: (text) => (now = text) });
    await loaded(sync);
    now = now.replace('\nenable', '\ndisable\nenable');
    sync.typed();
    sync.keep();
    const later = await opened(shared);
    expect(later.text()).toContain('\ndisable\nenable');
    expect(steps(later)[0]).toEqual({ op: 'disable' });
  });

  it('says when the browser keeps nothing, and goes on', async () => {
    const broken = browser();
    const shelf: Shelf = {
      ...broken.shelf,
      write: () => {
        throw new Error('full');
      },
    };
    const editor = await opened({ ...broken, shelf });
    await editor.type(BROKEN);
    expect(editor.sync.getState()).toMatchObject({ phase: 'mistakes', isKept: false });
    expect(editor.text()).toBe(BROKEN);
  });

  it('keeps a long text, and forgets the text of a scenario that is gone', async () => {
    const { shelf, store, texts } = browser();
    const drafts = createTextDrafts(shelf, store);
    const long = { text: '# long\n'.repeat(40_000), good: '' };
    expect(await drafts.save('own-a', long)).toBe(true);
    expect(await createTextDrafts(shelf, store).read('own-a')).toBeNull();
    texts.set('msixscope.scenario.own-b', '{}');
    await drafts.save('own-b', long);
    expect(await createTextDrafts(shelf, store).read('own-b')).toEqual(long);
    shelf.write('msixscope.text.own-b', '{"version":9}');
    expect(await createTextDrafts(shelf, store).read('own-b')).toBeNull();
  });
});

describe('whatever is done to list and text', () => {
  const LINES = [
    'W4 table[1].ctrl = 1',
    'R8 pba[0]',
    '',
    '  enable   # on',
    '# a comment',
    'expect value 0x0',
    'moment 1 Here',
  ];
  const WRONG = ['W4 table[99].ctrl = 1', 'W4', 'nonsense', 'expect lost under nobody'];

  type Act =
    | { readonly kind: 'list'; readonly what: number; readonly at: number; readonly to: number }
    | { readonly kind: 'write'; readonly line: string; readonly at: number }
    | { readonly kind: 'erase'; readonly at: number }
    | { readonly kind: 'mend' };

  const anyAct: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constant('list' as const), what: fc.nat(7), at: fc.nat(9), to: fc.nat(9) }),
    fc.record({
      kind: fc.constant('write' as const),
      line: fc.constantFrom(...LINES, ...WRONG),
      at: fc.nat(40),
    }),
    fc.record({ kind: fc.constant('erase' as const), at: fc.nat(40) }),
    fc.constant({ kind: 'mend' as const }),
  );

  function editList({ actions }: Editor, { what, at, to }: Extract<Act, { kind: 'list' }>): void {
    if (what === 0) actions.insertSteps(at, [{ op: 'raise', entry: to }]);
    if (what === 1) actions.deleteStep(at);
    if (what === 2) actions.duplicateStep(at);
    if (what === 3) actions.moveStep(at, to);
    if (what === 4) actions.undo();
    if (what === 5) actions.redo();
    if (what === 6) actions.setDesign(DESIGNS[at]!.id);
    if (what === 7)
      actions.changeLines([{ kind: 'comment', after: 0, text: `list ${to}` }], 'write a comment');
  }

  const isWrong = (line: string): boolean => WRONG.includes(line);

  it('they say the same whenever the text has no mistake, and no wrong line is ever lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 14 }), async (acts) => {
        const editor = await typed();
        for (const act of acts) {
          const lines = editor.text().split('\n');
          const wrong = lines.filter(isWrong);
          if (act.kind === 'list') {
            const before = editor.bench.getState().activeId;
            editList(editor, act);
            await editor.settled();
            if (editor.bench.getState().activeId === before)
              expect(editor.text().split('\n').filter(isWrong)).toEqual(wrong);
          } else if (act.kind === 'write') await editor.type(lines.toSpliced(act.at, 0, act.line).join('\n'));
          else if (act.kind === 'erase')
            await editor.type(lines.filter((_, n) => n !== act.at || n < 5).join('\n'));
          else await editor.type(lines.filter((line) => !isWrong(line)).join('\n'));
          const { problems } = parseScenario(editor.text(), CATALOGUE);
          const { phase } = editor.sync.getState();
          expect(phase).toBe(problems.length === 0 ? 'agrees' : 'mistakes');
          if (phase === 'agrees') expectAgreement(editor);
        }
      }),
      { numRuns: 150 },
    );
  });
});

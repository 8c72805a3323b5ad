import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import { documentText } from './files.ts';
import type { Shelf, Store } from './shelf.ts';
import { createTextDrafts, forgetWithScenarios } from './text-drafts.ts';
import { namesView, openFile, textFileName } from './text-files.ts';
import { textKey } from './text-key.ts';
import { activeLines, activeScenario, createWorkbench } from './workbench.ts';

const TEXT =
  'name Mine\ndevice 8086:2725\ndesign xen-4.19\n\n# begin\nenable   # at once\nat 1\nview compare\n';

function opener() {
  const texts = new Map<string, string>();
  const shelf: Shelf = {
    keys: () => [...texts.keys()],
    read: (key) => texts.get(key) ?? null,
    write: (key, text) => void texts.set(key, text),
    remove: (key) => void texts.delete(key),
  };
  const store: Store = {
    read: async () => null,
    write: async () => undefined,
    remove: async () => undefined,
  };
  const bench = createWorkbench(FEATURED[0]!.description);
  const drafts = createTextDrafts(shelf, store);
  forgetWithScenarios(drafts, bench);
  const open = (text: string, name = 'a.msix') => openFile(name, text, bench, drafts);
  const draft = () => drafts.read(textKey(bench.getState()));
  return { bench, open, draft, drafts, texts };
}

describe('opening a file', () => {
  it('shows a scenario text at its step, in its view, under its design, and keeps its spelling', () => {
    const { bench, open, draft } = opener();
    expect(open(TEXT.replaceAll('\n', '\r\n'))).toEqual({ ok: true, value: [] });
    const state = bench.getState();
    expect(activeScenario(state).name).toBe('Mine');
    expect(activeLines(state)).toHaveLength(2);
    expect([state.look.view, state.designId]).toEqual(['compare', 'xen-4.19--qemu-latch']);
    expect(draft()).toEqual({ text: TEXT, good: TEXT });
  });

  it('tells what a text says in vain, and opens it', () => {
    const { bench, open } = opener();
    expect(open(TEXT.replace('at 1', 'at 99.99'))).toEqual({
      ok: true,
      value: ['Line 7, column 1: There is 1 step: it stops behind the last.'],
    });
    expect(activeScenario(bench.getState()).name).toBe('Mine');
  });

  it('forgets the text of a file whose opening was undone, once it cannot be redone', () => {
    const { bench, open, drafts, texts } = opener();
    open(TEXT);
    const first = textKey(bench.getState());
    bench.actions.undo();
    expect(drafts.read(first)).toEqual({ text: TEXT, good: TEXT });
    open(TEXT.replace('Mine', 'Yours'));
    expect(drafts.read(first)).toBeNull();
    expect([...texts.keys()]).toEqual([`msixscope.text.${textKey(bench.getState())}`]);
  });

  it('opens a text with mistakes to be mended, beside an empty list', () => {
    const { bench, open, draft } = opener();
    const broken = TEXT.replace('enable', 'enabel');
    expect(open(broken)).toMatchObject({
      ok: true,
      value: [expect.stringMatching(/^“a\.msix” has a mistake\./)],
    });
    const state = bench.getState();
    expect(state.look.view).toBe('text');
    expect(activeScenario(state)).toMatchObject({ name: 'Mine', steps: [] });
    expect(draft()).toMatchObject({ text: broken });
  });

  it('opens saved scenarios and whatever else is ours', () => {
    const { bench, open } = opener();
    const { scenario, lines } = { scenario: activeScenario(bench.getState()), lines: [] };
    expect(
      open(documentText({ scenario: { ...scenario, name: 'Saved' }, lines }, 'xen-head--qemu-latch')).ok,
    ).toBe(true);
    expect(activeScenario(bench.getState()).name).toBe('Saved');
    const figure = readFileSync(new URL('../share/figure/pictures/step.txt', import.meta.url), 'utf8');
    expect(open(figure, 'mail.txt').ok).toBe(true);
  });

  it.each([
    ['Dear all,\nsee you.\n', /^“a\.msix” was not opened\. There is no figure.* Nothing has changed\.$/s],
    ['{"format": 1}', /^“a\.msix” was not opened\. .* Nothing has changed\.$/],
    ['', /^“a\.msix” was not opened\. There is nothing to read/],
    [`# ${'x'.repeat(2 ** 24)}`, /at most 16777216 are read/],
  ])('refuses %.12j in a sentence and changes nothing', (text, why) => {
    const { bench, open } = opener();
    const before = bench.getState();
    expect(open(text)).toEqual({ ok: false, error: expect.stringMatching(why) as string });
    expect(bench.getState()).toBe(before);
  });

  it('names files after their scenarios, and tells whether a text chooses its view', () => {
    expect(textFileName('Mask & unmask')).toBe('mask-unmask.msix');
    expect(textFileName('“”')).toBe('scenario.msix');
    expect(namesView(TEXT)).toBe(true);
    expect(namesView('view nowhere\nname view route')).toBe(false);
  });
});

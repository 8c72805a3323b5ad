import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '#content/scenarios.ts';
import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { documentOf, type SharedDocument } from '../document.ts';
import { anyDocument, anyDocumentOf, anySpelledDevice, AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { figure, FIGURE_WIDTHS, readFigure, type FigureOptions } from './figure.ts';
import { MAIL_COLUMNS, quoted, REWRAPS } from './preview.ts';
import { WRAPPERS } from './wrappers.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const devices = DEVICES.map(({ description }) => description);
const catalogue = [...devices, ...CATALOGUE];
const figureOf = (document: SharedDocument, options: FigureOptions = {}): string => {
  const text = figure(document, catalogue, options);
  if (!text.ok) throw new Error(text.error);
  return text.value;
};
const opens = (text: string) => {
  const opened = readFigure(text, catalogue);
  return opened.ok ? opened.value.document : opened.error;
};

/** Every ready scenario on its device, at steps spread over it and over designs. */
const ready: SharedDocument[] = SCENARIOS.flatMap((scenario, n) => {
  const made = scenario.on(layoutOf(devices.find(({ id }) => id === scenario.deviceId)!));
  const { length } = made.steps;
  return [0, Math.floor(length / 2), length].map((step, k) => {
    const first = DESIGNS[(n + k) % DESIGNS.length]!.id;
    return documentOf(made, k === 1 ? [first, DESIGNS[(n + 7) % DESIGNS.length]!.id] : [first], { step });
  });
});

const MAIL_TRAPS = /^(>|From |--|diff|Index: |\.$)/;

function expectMailable(text: string, width: number, isReply: boolean): void {
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.slice(0, -1).split('\n')) {
    expect(line.length <= width || line.includes('#msix1/')).toBe(true);
    expect(line).toMatch(/^[\x20-\x7e]*$/);
    expect(line).not.toMatch(/\s$/);
    if (!isReply) expect(line).not.toMatch(MAIL_TRAPS);
  }
}

describe('a figure', () => {
  it('is printable ASCII within its width, and nothing in it upsets mail, for all ready scenarios', () => {
    ready.forEach((document, n) => {
      FIGURE_WIDTHS.forEach((width, k) => {
        const wrapper = WRAPPERS[(n + k) % WRAPPERS.length]!;
        for (const what of ['step', 'scenario'] as const)
          expectMailable(figureOf(document, { width, wrapper, what }), width, wrapper === 'reply');
      });
    });
  });

  it('is so for random documents too, whatever their names are', () => {
    const options = fc.tuple(
      fc.constantFrom(...FIGURE_WIDTHS),
      fc.constantFrom(...WRAPPERS),
      fc.constantFrom('step' as const, 'scenario' as const),
    );
    fc.assert(
      fc.property(anyDocument, options, (document, [width, wrapper, what]) => {
        expectMailable(figureOf(document, { width, wrapper, what }), width, wrapper === 'reply');
      }),
      { numRuns: 60 },
    );
  });

  it('opens again at that very step from every ready scenario, quoted up to 8 deep and wrapped at any column', () => {
    for (const document of ready) {
      const text = figureOf(document);
      for (const columns of MAIL_COLUMNS)
        for (const rewrap of REWRAPS)
          for (const depth of [0, 1, 5, 8])
            expect(opens(quoted(text, depth, columns, rewrap))).toEqual(document);
    }
  });

  it('does so for random scenarios of 20 steps and more, in every wrapper and width', () => {
    const anyLong = anyDocumentOf(fc.oneof(fc.constantFrom(...CATALOGUE), anySpelledDevice), {
      least: 20,
      most: 60,
    });
    const options = fc.record({
      width: fc.constantFrom(...FIGURE_WIDTHS),
      wrapper: fc.constantFrom(...WRAPPERS),
      what: fc.constantFrom('step' as const, 'scenario' as const),
    });
    const mail = fc.tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.constantFrom(...MAIL_COLUMNS),
      fc.constantFrom(...REWRAPS),
    );
    fc.assert(
      fc.property(anyLong, options, mail, (document, chosen, [depth, columns, rewrap]) => {
        const text = quoted(figureOf(document, chosen), depth, columns, rewrap);
        expect(opens(text)).toEqual(document);
        expect(opens(`On Monday somebody wrote:\n${text}\nI think so, too.\nmsix is fun`)).toEqual(document);
      }),
      { numRuns: 60 },
    );
  });

  it('opens when everything around its state lines is cut off', () => {
    for (const document of ready) {
      const lines = figureOf(document).split('\n');
      const state = lines.filter((line) => /^msix1/.test(line));
      expect(opens(state.join('\n'))).toEqual(document);
      expect(state.every((line) => line.length <= 60)).toBe(true);
    }
  });

  it('needs a single state line of at most 60 characters for most ready scenarios', () => {
    const single = ready.filter((document) => !figureOf(document).includes('msix1.2:'));
    expect(single.length).toBeGreaterThan(0.8 * ready.length);
  });

  it('gives a link on a line of its own where the state would be too long, and opens from that', () => {
    const steps = Array.from({ length: 1200 }, (_, n) => ({
      op: 'write' as const,
      offset: 0x2000 + (((n * 2654435761) % 4096) & ~3),
      size: 4 as const,
      value: BigInt((n * 40503 * 65537) % 2 ** 32),
    }));
    const scenario = { name: '', note: '', device: AX210, registers: new Map<number, number>(), steps };
    const document = documentOf(scenario, [DESIGNS[0]!.id], { step: 1100 });
    const text = figureOf(document, { what: 'step', address: 'https://example.org/' });
    expect(text).toContain('The scenario is too long for a state line.');
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^https:\/\/example\.org\/#msix1\//);
    for (const rewrap of REWRAPS) expect(opens(quoted(text, 5, 76, rewrap))).toEqual(document);
  });

  it('shows the way, each decision with its place in the source, and the verdict', async () => {
    const [first] = ready;
    const text = figureOf({ ...first!, designs: ['xen-4.18--qemu-devmem'], step: 34 });
    await expect(text).toMatchFileSnapshot('./pictures/step.txt');
    expect(text).toMatch(/msixtbl_find_entry,\s+xen\/arch\/x86\/hvm\/vmsi\.c:\d+,\s+RELEASE-4\.18\.0/);
    expect(text).toMatch(/Verdict: /);
    await expect(
      figureOf({ ...first!, designs: [DESIGNS[0]!.id, DESIGNS[1]!.id] }, { what: 'scenario' }),
    ).toMatchFileSnapshot('./pictures/scenario.txt');
  });
});

describe('reading a figure', () => {
  const state = figureOf(ready[0]!)
    .split('\n')
    .filter((line) => line.startsWith('msix1'))
    .join('\n');

  it('says what is wrong', () => {
    expect(opens('')).toMatch(/^There is no figure here/);
    expect(opens(state.slice(0, 30))).toBe('State line 1 is cut short: copy all of it.');
    expect(opens(state.replace('msix1', 'msix2'))).toMatch(/^The state is of version 2/);
    const changed = state.slice(0, 20) + (state[20] === 'A' ? 'B' : 'A') + state.slice(21);
    expect(opens(changed)).toMatch(/^State line 1 does not match its check digit|^The state cannot be read/);
  });

  it('finds the first whole one among several', () => {
    const second = figureOf(ready[5]!);
    expect(opens(`${state.slice(0, 30)}\n\n${second}`)).toEqual(ready[5]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(typeof readFigure(`${a}msix1:${b}`, catalogue).ok).toBe('boolean');
      }),
    );
  });
});

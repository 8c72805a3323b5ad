import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '#content/scenarios.ts';
import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { documentOf, type SharedDocument } from '../document.ts';
import { PLAIN_LOOK, type SharedLook } from '../look.ts';
import { anyDocument, anyDocumentOf, anySpelledDevice, AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { figure, FIGURE_WIDTHS, type FigureOptions } from './figure.ts';
import { MAIL_COLUMNS, QUOTE_STYLES, quoted, REWRAPS } from './preview.ts';
import { readFigure } from './read-figure.ts';
import { stateLines } from './state-lines.ts';
import { WRAPPERS } from './wrappers.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const devices = DEVICES.map(({ description }) => description);
const catalogue = [...devices, ...CATALOGUE];
const READY_HERE = SCENARIOS.map(({ id, deviceId, on }) => ({
  id,
  scenario: on(layoutOf(devices.find((device) => device.id === deviceId)!)),
}));
const PICKED: SharedLook = {
  environment: 'stubdomain',
  preparation: 'after-disable',
  map: 'difference',
  zoom: { level: 'bit', bit: 31 },
  picked: { offset: 0x2804, size: 4 },
};
const figureOf = (document: SharedDocument, options: FigureOptions = {}): string => {
  const text = figure(document, catalogue, { ready: SCENARIOS, ...options });
  if (!text.ok) throw new Error(text.error);
  return text.value;
};
const opens = (text: string) => {
  const opened = readFigure(text, catalogue, SCENARIOS);
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
    expect(line.length).toBeLessThanOrEqual(width);
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
            for (const style of QUOTE_STYLES)
              expect(opens(quoted(text, depth, columns, rewrap, style))).toEqual(document);
      const lines = text.trimEnd().split('\n');
      const last = lines.findIndex((line) => line.startsWith('msix1:'));
      expect(opens(quoted(lines.slice(0, last + 1).join('\n'), 5, 72, 'cut', 'spaced'))).toEqual(document);
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
      fc.constantFrom(...QUOTE_STYLES),
    );
    fc.assert(
      fc.property(anyLong, options, mail, (document, chosen, [depth, columns, rewrap, style]) => {
        const text = quoted(figureOf(document, chosen), depth, columns, rewrap, style);
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

  it('needs one state line of at most 60 characters for every ready scenario, at every step, under every design', () => {
    for (const { id, scenario } of READY_HERE) {
      for (let step = 0; step <= scenario.steps.length; step++)
        DESIGNS.forEach((design, n) => {
          const designs: SharedDocument['designs'] =
            (step + n) % 2 === 0 ? [design.id] : [design.id, DESIGNS[(n + step) % DESIGNS.length]!.id];
          const look = n % 3 === 0 ? PICKED : PLAIN_LOOK;
          const hop = step % 4;
          const view = step % 2 === 0 ? 'releases' : null;
          const document = documentOf(scenario, designs, { step, hop, view, look });
          const state = stateLines(document, catalogue, SCENARIOS);
          if (!state.ok) throw new Error(state.error);
          expect(state.value.length, `${id} ${step} ${designs.join()}`).toBe(1);
          expect(state.value[0]!.length).toBeLessThanOrEqual(60);
          expect(opens(state.value[0]!)).toEqual(document);
        });
    }
  });

  it('says so when the ready scenario that it names has changed, or is not there', () => {
    const { scenario } = READY_HERE.find(({ id }) => id === 'register-write')!;
    const state = stateLines(documentOf(scenario, [DESIGNS[0]!.id]), catalogue, SCENARIOS);
    if (!state.ok) throw new Error(state.error);
    const changed = SCENARIOS.map((one) => ({
      id: one.id,
      on: (layout: Layout) => ({ ...one.on(layout), steps: one.on(layout).steps.slice(1) }),
    }));
    const opened = readFigure(state.value.join('\n'), catalogue, changed);
    expect(opened.ok && opened.value.notices).toEqual([
      'The ready scenario “A register beside the table” has changed since this was written: the picture can differ.',
    ]);
    expect(readFigure(state.value.join('\n'), catalogue)).toMatchObject({
      error: expect.stringMatching(/ready scenario that is not known here \(register-write\)/) as string,
    });
  });

  it('holds all of a ready scenario that was changed by a step', () => {
    for (const { scenario } of READY_HERE) {
      const document = documentOf({ ...scenario, steps: scenario.steps.slice(1) }, [DESIGNS[0]!.id]);
      const state = stateLines(document, catalogue, SCENARIOS);
      const opened = readFigure(state.ok ? state.value.join('\n') : '', catalogue, []);
      expect(opened.ok && opened.value.document).toEqual(document);
    }
  });

  it('says how many state lines it would take where they are too many, and opens from a link on several lines', () => {
    const steps = Array.from({ length: 1200 }, (_, n) => ({
      op: 'write' as const,
      offset: 0x2000 + (((n * 2654435761) % 4096) & ~3),
      size: 4 as const,
      value: BigInt((n * 40503 * 65537) % 2 ** 32),
    }));
    const scenario = { name: '', note: '', device: AX210, registers: new Map<number, number>(), steps };
    const document = documentOf(scenario, [DESIGNS[0]!.id], { step: 1100 });
    for (const address of ['https://example.org/', ''])
      for (const wrapper of WRAPPERS) {
        const text = figureOf(document, { what: 'step', address, wrapper });
        expectMailable(text, 64, wrapper === 'reply');
        expect(text.replace(/\n\W*/g, ' ')).toMatch(
          /would need \d+ state lines, and at most 48 are written\. All of it is in this link, on \d+ lines: copy/,
        );
        for (const rewrap of REWRAPS)
          for (const columns of MAIL_COLUMNS)
            expect(opens(quoted(text, 5, columns, rewrap))).toEqual(document);
      }
  });

  it('names where the device model runs, unless that is dom0, and what comes of it', () => {
    const [first] = ready;
    const text = figureOf({ ...first!, designs: ['xen-4.18--qemu-devmem'], look: PICKED });
    expect(text).toContain('Device model in: Linux stubdomain');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'fails at attaching the device (xen_pt_msix_init): QEMU maps',
    );
    expect(figureOf({ ...first!, designs: ['vpci-head--hwdom'], look: PICKED })).not.toContain('stubdomain');
  });

  it('draws no lane for a device model that is not there, and does not speak of it', () => {
    for (const design of ['vpci-head--hwdom', 'vpci-head--domu'])
      for (const { scenario } of READY_HERE)
        scenario.steps.forEach((_, step) => {
          expect(figureOf(documentOf(scenario, [design], { step }))).not.toContain('QEMU');
        });
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

it('holds neither the beginning nor the end of a C comment in a C comment', () => {
  const scenario = { ...ready[0]!.scenario, name: 'a /* b */ c /*/ d //** e' };
  const text = figureOf({ ...ready[0]!, scenario }, { wrapper: 'c' });
  expect(text.match(/\/\*|\*\//g)).toEqual(['/*', '*/']);
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

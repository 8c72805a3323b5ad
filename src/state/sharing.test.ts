import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { SharedDocument } from '#share/document.ts';
import { decodeFile, encodeFile } from '#share/file.ts';
import { figure } from '#share/figure/figure.ts';
import { encodeLink } from '#share/link/link.ts';
import { openText } from '#share/open-text.ts';
import { anyLook } from '#share/testing/arbitraries.ts';
import { printScenario } from '#share/text/print.ts';
import { VIEWS } from './look.ts';
import { CATALOGUE, documentNow, openDocument, READY } from './sharing.ts';
import { createWorkbench } from './workbench.ts';

const device = DEVICES.find(({ description }) => description.id === '8086:2725')!.description;
const value = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

const WAYS: Readonly<Record<string, (document: SharedDocument) => SharedDocument>> = {
  link: (document) => opened(value(encodeLink(document, CATALOGUE))),
  text: (document) => opened(printScenario(document, CATALOGUE)),
  figure: (document) => opened(value(figure(document, CATALOGUE, { ready: READY }))),
  file: (document) => value(decodeFile(encodeFile(document))),
};
const opened = (text: string): SharedDocument => value(openText(text, CATALOGUE, READY)).document;

const anyMoment = fc.record({
  scenario: fc.constantFrom(...READY.map(({ id }) => id)),
  designId: fc.constantFrom(...DESIGNS.map(({ id }) => id)),
  otherDesignId: fc.constantFrom(...DESIGNS.map(({ id }) => id)),
  view: fc.constantFrom(...VIEWS),
  look: anyLook,
  step: fc.integer({ min: 0, max: 40 }),
});

describe('what is looked at', () => {
  it.each(Object.keys(WAYS))(
    'is the same after it came in as a %s, on a workbench that showed something else',
    (way) => {
      fc.assert(
        fc.property(anyMoment, ({ scenario, designId, otherDesignId, view, look, step }) => {
          const bench = createWorkbench(device);
          const { picked, ...looks } = look;
          bench.actions.activate(scenario);
          bench.actions.setDesign(designId);
          bench.actions.setLook({ ...looks, view, otherDesignId });
          bench.actions.select(picked);
          bench.actions.seek({ step, hop: Number.POSITIVE_INFINITY });
          const before = bench.getState();
          const document = documentNow(before);

          const other = createWorkbench(DEVICES[20]!.description);
          other.actions.setLook({
            environment: 'deprivileged',
            map: 'other',
            zoom: { level: 'bit', bit: 3 },
          });
          other.actions.select({ offset: 0, size: 4 });
          openDocument(other, WAYS[way]!(document));
          const after = other.getState();
          expect(documentNow(after)).toEqual(document);
          expect(after).toMatchObject({
            device: before.device,
            activeId: scenario,
            designId,
            playhead: before.playhead,
            selection: picked,
            playing: false,
          });
          const isOfTwo = document.designs.length === 2;
          expect({ ...after.look, otherDesignId: '' }).toEqual({ ...before.look, otherDesignId: '' });
          if (isOfTwo) expect(after.look.otherDesignId).toBe(otherDesignId);
        }),
        { numRuns: 40 },
      );
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLines } from '#share/testing/arbitraries.ts';
import { anyDevice, anyStep } from '#model/testing/arbitraries.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import {
  applied,
  freeName,
  inverse,
  type OwnScenario,
  type Patch,
  type ScenarioDocument,
} from './document.ts';
import { done, redone, undone, type Edit, type Edited } from './history.ts';

const anyItem = (id: string): fc.Arbitrary<OwnScenario> =>
  anyDevice.chain((device) =>
    fc
      .array(anyStep(device), { maxLength: 8 })
      .chain((steps) => fc.tuple(fc.constant(steps), anyLines(steps.length)))
      .map(([steps, lines]) => ({
        id,
        scenario: { name: `scenario ${id}`, note: '', device, registers: new Map([[8, 1]]), steps },
        lines,
        from: null,
      })),
  );

const anyDocument: fc.Arbitrary<ScenarioDocument> = fc
  .tuple(anyItem('a'), anyItem('b'), anyItem('c'))
  .map((scenarios) => ({ scenarios }));

/** A patch that fits `document`. */
function anyPatch({ scenarios }: ScenarioDocument): fc.Arbitrary<Patch> {
  const taken = scenarios.map(({ id }) => id);
  const fresh = anyItem(freeName('new', taken));
  const add = fc
    .tuple(fc.nat(scenarios.length), fresh)
    .map(([at, item]): Patch => ({ kind: 'add', at, item }));
  if (scenarios.length === 0) return add;
  const of_ = fc.constantFrom(...scenarios.keys()).chain((at) => {
    const item = scenarios[at]!;
    const { id, scenario } = item;
    const { length } = scenario.steps;
    const splice = fc
      .tuple(fc.nat(length), fc.nat(3), fc.array(anyStep(scenario.device), { maxLength: 3 }))
      .map(([start, count, added]): Patch => {
        const removed = scenario.steps.slice(start, start + count);
        return { kind: 'splice', id, at: start, removed, added };
      });
    const move = fc
      .tuple(fc.nat(Math.max(0, length - 1)), fc.nat(Math.max(0, length - 1)))
      .map(([from, to]): Patch => ({ kind: 'move', id, from, to }));
    const describe_ = fc.string().map((name): Patch => ({
      kind: 'describe',
      id,
      before: { name: scenario.name, note: scenario.note },
      after: { name, note: name },
    }));
    const lines = anyLines(length).map((after): Patch => ({ kind: 'lines', id, before: item.lines, after }));
    return fc.oneof(splice, move, describe_, lines, fc.constant<Patch>({ kind: 'remove', at, item }));
  });
  return fc.oneof({ weight: 1, arbitrary: add }, { weight: 5, arbitrary: of_ });
}

const nowhere = { activeId: 'a', playhead: { step: 0, hop: 0 }, device: SMALL_DEVICE };

describe('patches', () => {
  it('are taken back exactly by their inverse', () => {
    const documentAndPatch = anyDocument.chain((document) =>
      anyPatch(document).map((patch) => ({ document, patch })),
    );
    fc.assert(
      fc.property(documentAndPatch, ({ document, patch }) => {
        expect(applied(applied(document, patch), inverse(patch))).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });

  it('leave a document alone that no longer has their scenario', () => {
    fc.assert(
      fc.property(anyDocument, ({ scenarios }) => {
        const rest = { scenarios: scenarios.slice(1) };
        const patch: Patch = {
          kind: 'splice',
          id: 'a',
          at: 0,
          removed: [],
          added: scenarios[1]!.scenario.steps,
        };
        expect(applied(rest, patch)).toEqual(rest);
      }),
    );
  });
});

describe('undo and redo', () => {
  it('go to every earlier and every later document, without limit', () => {
    const anyWalk = fc
      .infiniteStream(fc.nat())
      .chain((seeds) => anyDocument.map((document) => ({ seeds, document })));
    fc.assert(
      fc.property(anyWalk, fc.integer({ min: 1, max: 60 }), ({ seeds, document }, count) => {
        let now: Edited = { document, past: [], future: [] };
        const seen = [document];
        for (let n = 0; n < count; n++) {
          const [patch] = fc.sample(anyPatch(now.document), { numRuns: 1, seed: Number(seeds.next().value) });
          const edit: Edit = { label: '', patches: [patch!], before: nowhere, after: nowhere };
          now = done(now, edit);
          seen.push(now.document);
        }
        for (let n = count - 1; n >= 0; n--) {
          now = undone(now)!;
          expect(now.document).toEqual(seen[n]);
        }
        expect(undone(now)).toBeNull();
        for (let n = 1; n <= count; n++) {
          now = redone(now)!;
          expect(now.document).toEqual(seen[n]);
        }
        expect(redone(now)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});

describe('names', () => {
  it('are made free by a number, and a copy of a copy does not pile up words', () => {
    expect(freeName('Mine', ['Yours'])).toBe('Mine');
    expect(freeName('Mine', ['Mine'])).toBe('Mine (2)');
    expect(freeName('Mine', ['Mine'], 'copy')).toBe('Mine (copy)');
    expect(freeName('Mine (copy)', ['Mine', 'Mine (copy)'], 'copy')).toBe('Mine (copy 2)');
  });
});

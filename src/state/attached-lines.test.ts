import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURED } from '#content/devices/featured.ts';
import type { Step } from '#model/access.ts';
import { anyLines } from '#share/testing/arbitraries.ts';
import type { AttachedLine } from '#share/document.ts';
import { linesAfterMove, linesAfterSplice } from './attached-lines.ts';
import { createWorkbench, activeLines, activeScenario } from './workbench.ts';

const steps: Step[] = [0, 1, 2, 3, 4].map((n) => ({ op: 'write', offset: 4 * n, size: 4, value: BigInt(n) }));
const expectation = (after: number): AttachedLine => ({
  kind: 'expect',
  after,
  claim: { kind: 'value', values: [BigInt(after - 1)] },
  under: null,
});
const comment = (after: number): AttachedLine => ({ kind: 'comment', after, text: `below ${after}` });

function opened(lines: readonly AttachedLine[]) {
  const device = FEATURED[0]!.description;
  const bench = createWorkbench(device);
  bench.actions.openScenario({ name: 'Mine', note: '', device, registers: new Map(), steps }, lines);
  return bench;
}

/** Which step each expectation stands below, by the value both name. */
function isTrue(bench: ReturnType<typeof opened>): boolean {
  const { steps: now } = activeScenario(bench.getState());
  return activeLines(bench.getState()).every((line) => {
    if (line.kind !== 'expect' || line.claim.kind !== 'value') return true;
    const above = now[line.after - 1];
    return above?.op === 'write' && above.value === line.claim.values[0];
  });
}

describe('lines beside steps', () => {
  it('keep to their step, whatever is added, deleted, duplicated or moved', () => {
    const place = fc.nat(4);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), place, place), { maxLength: 12 }), (edits) => {
        const bench = opened([1, 2, 3, 4, 5].map(expectation));
        for (const [kind, a, b] of edits) {
          if (kind === 0) bench.actions.insertSteps(a, [{ op: 'disable' }, { op: 'disable' }]);
          if (kind === 1) bench.actions.deleteStep(a);
          if (kind === 2) bench.actions.moveStep(a, b);
          if (kind === 3) bench.actions.duplicateStep(a);
          expect(isTrue(bench)).toBe(true);
        }
      }),
    );
  });

  it('go with a deleted step when they are about it, stay when they are comments, and come back by undo', () => {
    const bench = opened([comment(2), expectation(2), comment(3)]);
    bench.actions.deleteStep(1);
    expect(activeLines(bench.getState())).toEqual([
      { ...comment(2), after: 1 },
      { ...comment(3), after: 2 },
    ]);
    bench.actions.undo();
    expect(activeLines(bench.getState())).toEqual([comment(2), expectation(2), comment(3)]);
  });

  it('stay within the steps and in order', () => {
    fc.assert(
      fc.property(anyLines(8), fc.nat(7), fc.nat(7), fc.nat(3), (lines, from, to, count) => {
        const removed = Math.min(count, 8 - from);
        for (const [after, most] of [
          [linesAfterMove(lines, from, to), 8],
          [linesAfterSplice(lines, from, removed, 1), 9 - removed],
        ] as const) {
          expect(after.every((line) => line.after >= 0 && line.after <= most)).toBe(true);
          expect(after.every((line, n) => n === 0 || after[n - 1]!.after <= line.after)).toBe(true);
        }
      }),
    );
  });

  it('are those of the steps that a branch takes over', () => {
    const bench = opened([comment(0), expectation(2), comment(3)]);
    bench.actions.branch(2);
    expect(activeLines(bench.getState())).toEqual([comment(0), expectation(2)]);
  });
});

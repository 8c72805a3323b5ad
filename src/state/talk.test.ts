import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttachedLine } from '#share/document.ts';
import { anyLines, anyShow } from '#share/testing/arbitraries.ts';
import { EMPTY_MOMENT, hasTalk, inserted, moved, momentsOf, removed, withMoments } from './talk.ts';

const STEPS = 6;
const anyMoments = fc.array(anyShow(fc.constant(0)), { maxLength: 6 }).map((lines) => momentsOf(lines));
const others = (lines: readonly AttachedLine[]) =>
  lines.filter(({ kind }) => kind !== 'show' && kind !== 'moment');

describe('the moments of a text', () => {
  it('are put in its lines and found there again, in their order, and nothing else moves', () => {
    fc.assert(
      fc.property(anyLines(STEPS), anyMoments, (lines, moments) => {
        const after = withMoments(lines, moments);
        expect(momentsOf(after)).toEqual(moments);
        expect(others(after)).toEqual(others(lines));
        expect(after.every((line, n) => n === 0 || after[n - 1]!.after <= line.after)).toBe(true);
        expect(after.every((line) => line.after <= STEPS)).toBe(true);
        expect(hasTalk(after)).toBe(moments.length > 0);
      }),
    );
  });

  it('stay as they are when they are put back unchanged', () => {
    fc.assert(
      fc.property(anyLines(STEPS), (lines) => {
        expect(momentsOf(withMoments(lines, momentsOf(lines)))).toEqual(momentsOf(lines));
      }),
    );
  });

  it('of older texts show the step above them, or the start', () => {
    expect(
      momentsOf([
        { kind: 'moment', after: 0, text: 'before all' },
        { kind: 'moment', after: 3, text: 'here' },
      ]),
    ).toEqual([
      { ...EMPTY_MOMENT, step: 0, hop: 0, text: 'before all' },
      { ...EMPTY_MOMENT, step: 2, text: 'here' },
    ]);
  });

  it('stand above the first step where there were none, below what stands there already', () => {
    const lines: AttachedLine[] = [
      { kind: 'comment', after: 0, text: 'first' },
      { kind: 'comment', after: 1, text: 'second' },
    ];
    expect(withMoments(lines, [EMPTY_MOMENT]).map(({ kind }) => kind)).toEqual([
      'comment',
      'show',
      'comment',
    ]);
  });
});

describe('the list of moments', () => {
  it('keeps all of its moments when one is moved, and moving back undoes it', () => {
    fc.assert(
      fc.property(anyMoments, fc.nat(6), fc.nat(6), (list, from, to) => {
        const after = moved(list, from, to);
        expect(after).toHaveLength(list.length);
        if (from < list.length && to < list.length) expect(after[to]).toBe(list[from]);
        expect(moved(after, to, from)).toEqual(list);
      }),
    );
  });

  it('is as before when what was inserted is removed', () => {
    fc.assert(
      fc.property(anyMoments, fc.nat(6), (list, at) => {
        const place = Math.min(at, list.length);
        expect(removed(inserted(list, place, EMPTY_MOMENT), place)).toEqual(list);
      }),
    );
  });
});

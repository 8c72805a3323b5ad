import { describe, expect, it } from 'vitest';
import type { Verdict } from '#model/explore/matrix.ts';
import { cellLook, type SettingVerdict } from './matrix.ts';

const found = (verdict: Verdict, states = 10, stepCount = 0): SettingVerdict => ({
  settingId: verdict,
  verdict,
  states,
  stepCount,
});

describe('a cell of the matrix', () => {
  it('holds only when it holds in every setting that asks', () => {
    expect(cellLook([found('holds'), found('holds', 1200)], 2)).toEqual({
      kind: 'holds',
      word: 'holds',
      count: '1,210 states',
      where: '',
    });
    expect(cellLook([found('holds')], 2).kind).toBe('open');
  });

  it('claims no proof when one search was stopped', () => {
    expect(cellLook([found('holds'), found('stopped')], 2).kind).toBe('stopped');
  });

  it('fails as soon as one setting fails, with the fewest steps', () => {
    expect(cellLook([found('stopped'), found('fails', 3, 1), found('fails', 3, 4)], 9)).toEqual({
      kind: 'fails',
      word: 'fails',
      count: '1 step',
      where: 'in 2 of 9 settings',
    });
    expect(cellLook([found('fails', 3, 1)], 1).where).toBe('');
  });

  it('says when nobody asks', () => {
    expect(cellLook([], 0).kind).toBe('none');
    expect(cellLook([found('not-applicable')], 1).kind).toBe('not-applicable');
    expect(cellLook([found('not-applicable'), found('holds')], 2).kind).toBe('holds');
  });
});

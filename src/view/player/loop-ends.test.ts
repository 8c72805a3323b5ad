import { expect, it } from 'vitest';
import { loopFrom, loopUpTo } from './loop-ends.ts';

it('keeps the other end of a stretch where that makes sense', () => {
  expect(loopFrom({ from: 0, to: 9 }, 4, 20)).toEqual({ from: 4, to: 9 });
  expect(loopUpTo({ from: 4, to: 20 }, 9)).toEqual({ from: 4, to: 9 });
});

it('goes to an end of the scenario where it does not', () => {
  expect(loopFrom({ from: 0, to: 3 }, 4, 20)).toEqual({ from: 4, to: 20 });
  expect(loopFrom(null, 4, 20)).toEqual({ from: 4, to: 20 });
  expect(loopUpTo(null, 9)).toEqual({ from: 0, to: 9 });
  expect(loopUpTo({ from: 12, to: 20 }, 9)).toEqual({ from: 0, to: 9 });
});

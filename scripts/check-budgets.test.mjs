import { expect, it } from 'vitest';
import { BUDGETS, overBudget } from './check-budgets.mjs';

const small = {
  firstLoadBytes: 1000,
  lazyParts: [{ part: 'route-view', bytes: 1000 }],
  workers: [{ part: 'survey.worker', bytes: 1000 }],
  singleFileBytes: 1000,
};

it('accepts what is within every budget', () => {
  expect(overBudget(small, BUDGETS)).toEqual([]);
});

it.each([
  ['first load', { firstLoadBytes: BUDGETS.firstLoadBytes + 1 }],
  ['route-view', { lazyParts: [{ part: 'route-view', bytes: 1e6 }] }],
  ['survey.worker', { workers: [{ part: 'survey.worker', bytes: 1e6 }] }],
  ['single file', { singleFileBytes: BUDGETS.singleFileBytes + 1 }],
])('names the %s when it is too large', (what, change) => {
  expect(overBudget({ ...small, ...change }, BUDGETS)).toEqual([
    expect.stringMatching(new RegExp(`^${what}: `)),
  ]);
});

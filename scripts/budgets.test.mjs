import { expect, it } from 'vitest';
import {
  BUDGETS,
  overFirstLoad,
  overLazyParts,
  overRequests,
  overSingleFile,
  overTime,
  overWorkers,
} from './budgets.mjs';

const { lazyPartBytes, testSeconds } = BUDGETS;
const asked = (count) => Array.from({ length: count }, (_, n) => `/assets/${n}.js`);

it.each([
  ['first load', overFirstLoad, BUDGETS.firstLoadBytes],
  ['single file', overSingleFile, BUDGETS.singleFileBytes],
  ['novel-view', (bytes) => overLazyParts([{ part: 'novel-view', bytes }]), lazyPartBytes.default],
  ['text-view', (bytes) => overLazyParts([{ part: 'text-view', bytes }]), lazyPartBytes['text-view']],
  ['text.worker', (bytes) => overWorkers([{ part: 'text.worker', bytes }]), BUDGETS.workerBytes],
  ['first visit', (count) => overRequests(asked(count)), BUDGETS.firstLoadRequests],
  ['unit tests', (s) => overTime({ 'unit tests': s }), testSeconds['unit tests']],
  ['browser tests', (s) => overTime({ 'browser tests': s }), testSeconds['browser tests']],
  ['all of them', (s) => overTime({ 'all of them': s }), testSeconds['all of them']],
])('%s: the budget is accepted, and one more is told with both numbers', (what, check, limit) => {
  expect(check(limit)).toEqual([]);
  expect(check(limit + 1)).toEqual([expect.stringMatching(new RegExp(`^${what}: ${limit + 1} .*${limit}`))]);
});

it('tells every part that is over, not the first alone', () => {
  const parts = ['a', 'b'].map((part) => ({ part, bytes: 1e6 }));
  expect(overLazyParts(parts)).toHaveLength(2);
  expect(overWorkers(parts)).toHaveLength(2);
});

it('gives a reason for each part that may be larger than the others', () => {
  const named = Object.keys(lazyPartBytes).filter((part) => part !== 'default');
  expect(Object.keys(BUDGETS.why).sort()).toEqual(named.sort());
});

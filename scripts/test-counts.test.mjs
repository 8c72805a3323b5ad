import { describe, expect, it } from 'vitest';
import { lastLine, playwrightCounts, runnerCounts, vitestCounts } from './test-counts.mjs';

const vitestReport = (numPassedTests, numFailedTests, testResults = []) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });

describe('runnerCounts', () => {
  it('takes the numbers of a report', () => {
    expect(runnerCounts(false, vitestReport(5, 2), vitestCounts)).toEqual({ passed: 5, failed: 2 });
    const playwright = JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } });
    expect(runnerCounts(false, playwright, playwrightCounts)).toEqual({ passed: 3, failed: 2 });
  });

  it('counts a file that cannot be loaded as one failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(runnerCounts(false, vitestReport(5, 0, [broken]), vitestCounts)).toEqual({ passed: 5, failed: 1 });
  });

  it('counts one failed for a runner that ends badly with no failed test', () => {
    expect(runnerCounts(false, vitestReport(5, 0), vitestCounts)).toEqual({ passed: 5, failed: 1 });
    expect(runnerCounts(false, null, vitestCounts)).toEqual({ passed: 0, failed: 1 });
    expect(runnerCounts(false, '{"stats"', playwrightCounts)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts one failed for a runner that ends well without having run a test', () => {
    expect(runnerCounts(true, vitestReport(0, 0), vitestCounts)).toEqual({ passed: 0, failed: 1 });
    expect(runnerCounts(true, null, vitestCounts)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('lastLine', () => {
  it('adds up the stages', () => {
    const counts = [
      { passed: 1, failed: 0 },
      { passed: 4, failed: 2 },
    ];
    expect(lastLine(counts)).toBe('tests: 5 passed, 2 failed');
  });
});

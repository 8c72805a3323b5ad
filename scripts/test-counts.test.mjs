import { describe, expect, it } from 'vitest';
import { lastLine, playwrightCounts, runnerCounts, vitestCounts } from './test-counts.mjs';

const vitestReport = (numPassedTests, numFailedTests, testResults = []) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults });

describe('runnerCounts', () => {
  it('takes the numbers of a report', () => {
    expect(runnerCounts(false, vitestReport(5, 2), vitestCounts)).toMatchObject({ passed: 5, failed: 2 });
    const playwright = JSON.stringify({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } });
    expect(runnerCounts(false, playwright, playwrightCounts)).toMatchObject({ passed: 3, failed: 2 });
  });

  it('counts a file that cannot be loaded as one failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(runnerCounts(false, vitestReport(5, 0, [broken]), vitestCounts)).toMatchObject({
      passed: 5,
      failed: 1,
    });
  });

  it('counts one failed for a runner that ends badly with no failed test', () => {
    expect(runnerCounts(false, vitestReport(5, 0), vitestCounts)).toMatchObject({ passed: 5, failed: 1 });
    expect(runnerCounts(false, null, vitestCounts)).toMatchObject({ passed: 0, failed: 1 });
    expect(runnerCounts(false, '{"stats"', playwrightCounts)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts one failed for a runner that ends well without having run a test', () => {
    expect(runnerCounts(true, vitestReport(0, 0), vitestCounts)).toMatchObject({ passed: 0, failed: 1 });
    expect(runnerCounts(true, null, vitestCounts)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('failures', () => {
  it('are named with the first line of their message', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: 'no such file\nat x', assertionResults: [] },
        {
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds' },
            {
              status: 'failed',
              fullName: 'subtracts',
              failureMessages: ['\u001b[31mexpected 1\u001b[39m\n at y'],
            },
          ],
        },
      ],
    };
    const { failures } = runnerCounts(false, JSON.stringify(report), vitestCounts);
    expect(failures).toEqual(['a.test.ts: no such file', 'subtracts: expected 1']);
  });

  it('are found in nested suites of the browser runner', () => {
    const spec = {
      file: 'zoom.spec.ts',
      title: 'goes back',
      ok: false,
      tests: [{ results: [{ error: { message: 'Timeout\n…' } }] }],
    };
    const suites = [{ suites: [{ specs: [spec, { ...spec, ok: true }] }] }];
    const report = JSON.stringify({ stats: { expected: 1, unexpected: 1, flaky: 0 }, suites });
    expect(runnerCounts(false, report, playwrightCounts).failures).toEqual([
      'zoom.spec.ts: goes back: Timeout',
    ]);
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

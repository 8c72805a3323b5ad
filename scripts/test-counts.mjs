/**
 * `failures`: which tests, each with the first line of its message, for a log of which only the end is read.
 * @typedef {{ passed: number, failed: number, failures?: string[] }} Counts
 */

/**
 * What a runner's JSON report says, never less than one failed when the runner itself did not end well:
 * a runner that crashes, or a file that cannot be loaded, has no failed test to count.
 * @param {boolean} endedWell exit code 0
 * @param {string | null} report the report's text, null when there is none
 * @param {(report: any) => Counts} count
 * @returns {Counts}
 */
export function runnerCounts(endedWell, report, count) {
  const { passed, failed, failures = [] } = readReport(report, count);
  if (endedWell && passed + failed === 0) return { passed: 0, failed: 1, failures };
  return { passed, failed: endedWell ? failed : Math.max(1, failed), failures };
}

function readReport(report, count) {
  if (report === null) return { passed: 0, failed: 0 };
  try {
    return count(JSON.parse(report));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** A file that cannot be loaded has no tests in the report, and counts as one failed. */
export function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = [
    ...broken.map(({ name, message }) => failure(name, message)),
    ...testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => failure(fullName, failureMessages?.[0])),
    ),
  ];
  return { passed: numPassedTests, failed: numFailedTests + broken.length, failures };
}

/** A flaky test is a failed one. */
export function playwrightCounts({ stats: { expected, unexpected, flaky }, suites = [] }) {
  return { passed: expected, failed: unexpected + flaky, failures: suites.flatMap(playwrightFailures) };
}

function playwrightFailures({ specs = [], suites = [] }) {
  return [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) =>
        failure(
          `${file}: ${title}`,
          tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message,
        ),
      ),
    ...suites.flatMap(playwrightFailures),
  ];
}

const COLOURS = /\u001b\[\d+m/g;

function failure(name, message = '') {
  return `${name}: ${message.replace(COLOURS, '').split('\n', 1)[0]}`;
}

/** The line that ends every run. @param {Counts[]} counts */
export function lastLine(counts) {
  const sum = (kind) => counts.reduce((total, count) => total + count[kind], 0);
  return `tests: ${sum('passed')} passed, ${sum('failed')} failed`;
}

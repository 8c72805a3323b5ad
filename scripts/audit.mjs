// npm run audit: known holes in the packages, as far as the registry tells; where it does not, it says so.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What `npm audit --json` printed, in sentences: `answered` is false where the registry gave no list.
 * @returns {{ answered: boolean, found: string[] }}
 */
export function auditFindings(output) {
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { answered: false, found: [] };
  }
  if (!report?.vulnerabilities) return { answered: false, found: [] };
  const found = Object.values(report.vulnerabilities).map(({ name, severity, range, via = [] }) => {
    const titles = via.map((one) => one.title ?? `through ${one}`);
    return `${name} ${range}: ${severity}: ${titles.join('; ')}`;
  });
  return { answered: true, found };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isWindows = process.platform === 'win32';
  const args = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const run = spawnSync(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: path.resolve(root),
    encoding: 'utf8',
    shell: isWindows,
    timeout: 60_000,
  });
  const { answered, found } = auditFindings(run.stdout ?? '');
  if (!answered) console.log('The registry does not answer npm audit, so known holes were not looked up.');
  else console.log(`npm audit: ${found.length} of the packages have a known hole`);
  for (const sentence of found) console.error(sentence);
  process.exitCode = found.length > 0 ? 1 : 0;
}

import { readFileSync } from 'node:fs';
import { lockProblems } from './lock-problems.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const lock = read('package-lock.json');
const problems = lockProblems(lock, read('package.json'));
console.log(`package-lock.json: ${Object.keys(lock.packages).length} packages`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

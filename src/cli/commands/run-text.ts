/** `run FILE.msix` and `run FOLDER`: the expectations of scenario texts, held against what happens. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { evaluate } from '#share/text/evaluate.ts';
import { problemLine } from '#share/text/problem.ts';
import { done, refused, type CommandResult, type ReadText } from '../command.ts';
import { CATALOGUE } from '../document-file.ts';

const EXTENSION = '.msix';

/** True when `file` is for this command: a scenario text, or a folder of them. */
export const isScenarioText = (file: string): boolean => file.endsWith(EXTENSION) || isFolder(file);

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** Runs every text of `file`; exit code 1 when an expectation does not hold, 2 when a text cannot be read. */
export function runText(file: string, read: ReadText): CommandResult {
  const files = isFolder(file) ? textsIn(file) : [file];
  if (files.length === 0) return refused(`${file} holds no file that ends in ${EXTENSION}.`);
  const out: string[] = [];
  const errors: string[] = [];
  let checked = 0;
  let differing = 0;
  for (const one of files) {
    const text = read(one);
    if (!text.ok) {
      errors.push(text.error);
      continue;
    }
    const result = evaluate(text.value, CATALOGUE);
    errors.push(...result.problems.map((problem) => `${one}:${problemLine(problem)}`));
    checked += result.checked;
    differing += result.differences.length;
    const differences = result.differences.map(
      ({ line, step, design, sentence }) => `${one}:${line}: step ${step}, ${design}: ${sentence}\n`,
    );
    out.push(
      ...(differences.length > 0 || result.problems.length > 0
        ? differences
        : [`${one}: ok, ${count(result.checked)}\n`]),
    );
  }
  if (files.length > 1) out.push(`${files.length} files, ${count(checked)}, ${differing} not as expected\n`);
  const exitCode = errors.length > 0 ? 2 : differing > 0 ? 1 : 0;
  return { ...done(out.join(''), exitCode), stderr: errors.map((error) => `${error}\n`).join('') };
}

const count = (checked: number): string => `${checked} expectation${checked === 1 ? '' : 's'}`;

/** The texts below `folder`, in order of their names. */
function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(EXTENSION))
    .sort()
    .map((name) => path.join(folder, name));
}

/** `run FILE.msix` and `run FOLDER`: the expectations of scenario texts, held against what happens. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { failure, success, type Result } from '#model/base/result.ts';
import { evaluate } from '#share/text/evaluate.ts';
import { problemLine } from '#share/text/problem.ts';
import { done, refused, type CommandResult, type ReadText } from '../command.ts';
import { CATALOGUE } from '#content/catalogue.ts';

const EXTENSION = '.msix';

/** True when `file` is for this command: a scenario text, or a folder of them. */
export const isScenarioText = (file: string): boolean => file.endsWith(EXTENSION) || isFolder(file);

/** True when `file` is a folder that is there. */
export const isFolder = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** Runs every text of `file`; exit code 1 when an expectation does not hold, 2 when a text cannot be read. */
export function runText(file: string, read: ReadText): CommandResult {
  const found = isFolder(file) ? textsIn(file) : success([file]);
  if (!found.ok) return refused(found.error);
  const files = found.value;
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

/** Files and folders that are looked at in all, and how deep folders may lie in one another. */
const MOST_ENTRIES = 20_000;
const DEEPEST = 32;

/** The texts below `folder`, in order of their names. Links are not followed: they can lead round in circles. */
function textsIn(folder: string): Result<string[]> {
  const texts: string[] = [];
  let seen = 0;
  const walk = (at: string, depth: number): string | null => {
    if (depth > DEEPEST) return `${at} lies more than ${DEEPEST} folders deep; name a folder further down.`;
    for (const entry of entriesOf(at)) {
      if (++seen > MOST_ENTRIES)
        return `${folder} holds more than ${MOST_ENTRIES} files and folders; name a smaller one.`;
      const below = path.join(at, entry.name);
      if (entry.isFile() && entry.name.endsWith(EXTENSION)) texts.push(below);
      const problem = entry.isDirectory() ? walk(below, depth + 1) : null;
      if (problem !== null) return problem;
    }
    return null;
  };
  const problem = walk(folder, 1);
  return problem === null ? success(texts.sort()) : failure(problem);
}

/** What a folder holds; nothing where it may not be read, for a suite can lie beside what is not one's own. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

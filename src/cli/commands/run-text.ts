/** `run` of scenario texts and of folders of them: the expectations of scenario texts, held against what happens. */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { failure, success, type Result } from '#model/base/result.ts';
import { evaluate, evaluateDocument, type Difference, type Evaluation } from '#share/text/evaluate.ts';
import { done, refused, type CommandResult, type ReadText } from '../command.ts';
import { documentOf, heldIn, isNamedText, nameOf, plainText, problemLines } from '../document-file.ts';
import { CATALOGUE } from '#content/catalogue.ts';

/** True when `file` is a folder that is there. */
export const isFolder = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** Runs every text in a folder; exit code 1 when an expectation does not hold, 2 when a text cannot be read. */
export function runFolder(folder: string, read: ReadText): CommandResult {
  const found = textsIn(folder);
  if (!found.ok) return refused(found.error);
  if (found.value.length === 0) return refused(`${folder} holds no file that ends in .msix.`);
  return runTexts(found.value.map((file) => ({ file, text: read(file) })));
}

interface ReadFile {
  readonly file: string;
  readonly text: Result<string>;
}

/** The expectations in `files`, held against what happens; the exit code is that of the worst. */
export function runTexts(files: readonly ReadFile[]): CommandResult {
  const out: string[] = [];
  const told: string[] = [];
  const errors: string[] = [];
  let checked = 0;
  let differing = 0;
  for (const { file, text } of files) {
    const result = text.ok ? evaluationOf(file, text.value) : text;
    if (!result.ok) {
      errors.push(result.error);
      continue;
    }
    const { problems, notices, differences } = result.value;
    errors.push(...problemLines(file, problems));
    told.push(...problemLines(file, notices, 'such lines'));
    checked += result.value.checked;
    differing += differences.length;
    if (differences.length > 0)
      out.push(...differences.map((difference) => differenceLine(file, difference)));
    else if (problems.length === 0) out.push(`${nameOf(file)}: ok, ${count(result.value.checked)}\n`);
  }
  if (files.length > 1) out.push(`${files.length} files, ${count(checked)}, ${differing} not as expected\n`);
  const exitCode = errors.length > 0 ? 2 : differing > 0 ? 1 : 0;
  return {
    ...done(out.join(''), exitCode),
    stderr: [...errors, ...told].map((error) => `${error}\n`).join(''),
  };
}

function evaluationOf(file: string, text: string): Result<Evaluation> {
  if (heldIn(file, text) === 'text') return success(evaluate(plainText(text), CATALOGUE));
  const document = documentOf(file, text);
  return document.ok
    ? success({ problems: [], notices: [], ...evaluateDocument(document.value.document) })
    : document;
}

/** A saved file has no lines to name. */
function differenceLine(file: string, { line, step, design, sentence }: Difference): string {
  const place = line === 0 ? nameOf(file) : `${nameOf(file)}:${line}`;
  return `${place}: step ${step}, ${design}: ${sentence}\n`;
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
      if (entry.isFile() && isNamedText(entry.name)) texts.push(below);
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

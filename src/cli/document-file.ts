import { CATALOGUE } from '#content/catalogue.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { SharedDocument } from '#share/document.ts';
import { decodeFile } from '#share/file.ts';
import { parseScenario } from '#share/text/parse.ts';
import { problemLine, type Problem } from '#share/text/problem.ts';
import type { ReadText } from './command.ts';

/** More mistakes than this are counted, not listed. */
const MOST_PROBLEMS = 20;

/** What stands for a blank in texts from word processors and web pages. */
const UNICODE_BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** What a file of scenarios holds: a scenario text, a document that the app saved, or recorded vectors. */
export type Held = 'text' | 'document' | 'vectors';

/** Told by the name where that is one of a scenario text, else by what stands in the file. */
export function heldIn(file: string, text: string): Held {
  if (/^\s*\{\s*"format"\s*:\s*"msixscope /.test(text)) return 'document';
  if (isNamedText(file)) return 'text';
  return /^\s*(?:[{[]|$)/.test(text) ? 'vectors' : 'text';
}

/** Names of scenario texts, as all systems write them. */
export const isNamedText = (file: string): boolean => /\.msix$/i.test(file);

/** The same text, every character at its place, as the grammar wants it. */
export const plainText = (text: string): string => text.replace(/^\ufeff/, '').replace(UNICODE_BLANK, ' ');

/** How messages call `file`. */
export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

/** A line for each mistake in a scenario text, with its place, as compilers write it; `what` they are called. */
export function problemLines(file: string, problems: readonly Problem[], what = 'mistakes'): string[] {
  const listed = problems.slice(0, MOST_PROBLEMS).map((problem) => `${nameOf(file)}:${problemLine(problem)}`);
  const more = problems.length - listed.length;
  return more > 0 ? [...listed, `${nameOf(file)}: There are ${more} more ${what} below these.`] : listed;
}

/** What was read, and what to tell of it on standard error: a line for each line of the text that says something in vain. */
export interface FileDocument {
  readonly document: SharedDocument;
  readonly warnings: string;
}

/** The document in FILE: scenario text, or the JSON that the app saves. The error has a line for each mistake. */
export function documentIn(file: string, read: ReadText): Result<FileDocument> {
  const text = read(file);
  return text.ok ? documentOf(file, text.value) : text;
}

/** The same of a text that has been read. */
export function documentOf(file: string, text: string): Result<FileDocument> {
  if (text.trimStart().startsWith('{')) {
    const document = decodeFile(text);
    return document.ok
      ? success({ document: document.value, warnings: '' })
      : failure(`${nameOf(file)}: ${document.error}`);
  }
  const { document, problems, notices } = parseScenario(plainText(text), CATALOGUE);
  if (document === null || problems.length > 0) return failure(problemLines(file, problems).join('\n'));
  const warnings = problemLines(file, notices, 'such lines').map((line) => `${line}\n`);
  return success({ document, warnings: warnings.join('') });
}

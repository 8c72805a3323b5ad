import { CATALOGUE } from '#content/catalogue.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import type { SharedDocument } from '#share/document.ts';
import { decodeFile } from '#share/file.ts';
import { parseScenario } from '#share/text/parse.ts';
import { problemLine } from '#share/text/problem.ts';
import type { ReadText } from './command.ts';

/** The document in FILE: scenario text, or the JSON that the app saves. The error has a line for each mistake. */
export function documentIn(file: string, read: ReadText): Result<SharedDocument> {
  const text = read(file);
  if (!text.ok) return text;
  if (text.value.trimStart().startsWith('{')) {
    const document = decodeFile(text.value);
    return document.ok ? document : failure(`${file}: ${document.error}`);
  }
  const { document, problems } = parseScenario(text.value, CATALOGUE);
  if (document === null || problems.length > 0)
    return failure(problems.map((problem) => `${file}:${problemLine(problem)}`).join('\n'));
  return success(document);
}

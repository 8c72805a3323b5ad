/** Opens whatever of ours stands in a text: a figure, a link, a scenario text, or a file saved by the app. */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Catalogue } from './catalogue.ts';
import { readFigure } from './figure/read-figure.ts';
import { decodeFile } from './file.ts';
import type { ReadyScenarios } from './ready.ts';
import { LONGEST_LINK } from './limits.ts';
import type { Opened } from './link/link.ts';
import { unquotedLines } from './link/mailed-text.ts';
import { parseScenario } from './text/parse.ts';
import type { Problem } from './text/problem.ts';

/** The first line of a scenario text that says what it is; without it a text is not looked for in a mail. */
const FIRST_LINE = /^msixscope\s+\d+\s*$/;
/** More mistakes than this are counted, not listed. */
const MOST_PROBLEMS = 5;

/** Whether `text` looks like one of ours at all, by its content. */
export const isShared = (text: string): boolean =>
  /msix\d+(?:[/:]|[%=](?:25)*(?:2F|3A)|&#(?:x2f|47|x3a|58);)/i.test(text) ||
  /^\s*\{\s*"format"\s*:\s*"msixscope /.test(text) ||
  unquotedLines(text).some((line) => FIRST_LINE.test(line.trim()));

/** Opens `text`, however a mail has quoted it. Never throws; the error is a sentence, or a line for each mistake. */
export function openText(text: string, catalogue: Catalogue, ready: ReadyScenarios = []): Result<Opened> {
  if (text.trim() === '')
    return failure('There is nothing to read: a figure, a link or a scenario text is wanted.');
  if (/^\s*\{/.test(text)) {
    const file = decodeFile(text);
    return file.ok ? success({ document: file.value, notices: [] }) : file;
  }
  const lines = unquotedLines(text);
  const from = lines.findIndex((line) => FIRST_LINE.test(line.trim()));
  if (from < 0 && (isShared(text) || text.length <= LONGEST_LINK)) {
    // A link can have been broken within the very letters it is known by.
    const opened = readFigure(text, catalogue, ready);
    if (opened.ok || isShared(text)) return opened;
  }
  const first = Math.max(from, 0);
  const { document, problems } = parseScenario(lines.slice(first).join('\n'), catalogue);
  if (document !== null && problems.length === 0) return success({ document, notices: [] });
  const what =
    from < 0 ? 'There is no figure, link or saved file here, and as a scenario text it has mistakes.\n' : '';
  return failure(`${what}${told(problems, first)}`);
}

/** `above` lines stand in the text before the one that counts as the first. */
function told(problems: readonly Problem[], above: number): string {
  const listed = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ line, column, sentence }) => `Line ${line + above}, column ${column}: ${sentence}`);
  const rest = problems.length - listed.length;
  return [...listed, ...(rest > 0 ? [`There are ${rest} more mistakes below these.`] : [])].join('\n');
}

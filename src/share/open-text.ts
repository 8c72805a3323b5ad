/** Opens whatever of ours stands in a text: a figure, a link, a scenario text, or a file saved by the app. */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Catalogue } from './catalogue.ts';
import { readFigure } from './figure/read-figure.ts';
import { decodeFile } from './file.ts';
import type { ReadyScenarios } from './ready.ts';
import { LONGEST_LINK } from './limits.ts';
import type { Opened } from './link/link.ts';
import { holdsScenario, mailedScenario, plainBlanks } from './mailed-scenario.ts';
import { parseScenario } from './text/parse.ts';
import type { Problem } from './text/problem.ts';

/** More mistakes than this are counted, not listed. */
const MOST_PROBLEMS = 5;

/** Whether `text` looks like one of ours at all, by its content. */
export const isShared = (text: string): boolean =>
  /msix\d+(?:[/:]|[%=](?:25)*(?:2F|3A)|&#(?:x2f|47|x3a|58);)/i.test(text) ||
  /^\s*\{\s*"format"\s*:\s*"msixscope /.test(text) ||
  holdsScenario(text);

/** Opens `text`, however a mail has quoted it. Never throws; the error is a sentence, or a line for each mistake. */
export function openText(text: string, catalogue: Catalogue, ready: ReadyScenarios = []): Result<Opened> {
  if (text.trim() === '')
    return failure('There is nothing to read: a figure, a link or a scenario text is wanted.');
  if (/^\s*\{/.test(text)) {
    const file = decodeFile(text);
    return file.ok ? success({ document: file.value, notices: [] }) : file;
  }
  const mailed = mailedScenario(text);
  if (mailed === null && (isShared(text) || text.length <= LONGEST_LINK)) {
    // A link can have been broken within the very letters it is known by.
    const opened = readFigure(text, catalogue, ready);
    if (opened.ok || isShared(text)) return opened;
  }
  // Words may hold blanks of any kind, but between words they are those of a word processor or a web page.
  const found = [text, plainBlanks(text)].map((one) =>
    parseScenario(mailedScenario(one)?.text ?? one, catalogue),
  );
  const good = found.find(({ document, problems }) => document !== null && problems.length === 0);
  const lineOf = mailed?.lineOf ?? ((line: number) => line);
  if (good?.document) return success({ document: good.document, notices: toldNotices(good.notices, lineOf) });
  const { problems } = found[1]!;
  if (mailed === null)
    return failure(
      `There is no figure, link or saved file here, and as a scenario text it has mistakes.\n${told(problems, lineOf)}`,
    );
  // The text may be talked about only, or be broken, and the figure below it whole.
  const opened = /msix1[:/]/.test(text) ? readFigure(text, catalogue, ready) : null;
  return opened?.ok === true ? opened : failure(told(problems, lineOf));
}

/** What a text says in vain, in a sentence each; the number of those that are too many to tell. */
export function toldNotices(
  notices: readonly Problem[],
  lineOf: (line: number) => number = (line) => line,
): string[] {
  const rest = notices.length - MOST_PROBLEMS;
  const listed = notices.slice(0, MOST_PROBLEMS).map((one) => toldOf(one, lineOf));
  return rest > 0 ? [...listed, `${rest} more such lines stand below these.`] : listed;
}

const toldOf = ({ line, column, sentence }: Problem, lineOf: (line: number) => number): string =>
  `Line ${lineOf(line)}, column ${column}: ${sentence}`;

/** `lineOf` gives the number of a line in what was read. */
function told(problems: readonly Problem[], lineOf: (line: number) => number): string {
  const listed = problems.slice(0, MOST_PROBLEMS).map((one) => toldOf(one, lineOf));
  const rest = problems.length - listed.length;
  return [...listed, ...(rest > 0 ? [`There are ${rest} more mistakes below these.`] : [])].join('\n');
}

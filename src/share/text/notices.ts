/** What can be read and shown, but does not do what its line seems to say: no mistake, and told all the same. */
import { barRules } from '#model/bar-rules.ts';
import type { Layout } from '#model/layout.ts';
import { PICTURES, type SharedDocument } from '../document.ts';
import { VIEWS } from '../look.ts';
import { Complaints, tokenOf, tokensOf } from './reader.ts';
import type { Problem } from './problem.ts';
import type { Statement } from './statements.ts';

/** Statements of which the last counts. */
const LAST_COUNTS = new Set(['At', 'View', 'Environment', 'Survey', 'Zoom']);

/**
 * A sentence for each such line, in no order. `document` is what was read of the statements; `lineOf` gives the number
 * that a line has for its reader.
 */
export function noticesOf(
  statements: readonly Statement[],
  layout: Layout,
  document: SharedDocument,
  lineOf: (line: number) => number,
): Problem[] {
  const notices = new Complaints();
  const lasts = new Map(
    statements.filter(({ name }) => LAST_COUNTS.has(name)).map((statement) => [statement.name, statement]),
  );
  for (const statement of statements) {
    const last = lasts.get(statement.name);
    if (last !== undefined && last !== statement)
      notices.at(
        statement,
        statement,
        `Line ${lineOf(last.line)} says this again, and the last line counts.`,
      );
    ownNotice(statement, document, notices);
  }
  const [first, ...further] = statements.filter(({ name }) => name === 'Version');
  for (const again of further)
    notices.at(again, again, `The version was said in line ${lineOf(first!.line)}: this line can go.`);
  deviceNotices(statements, layout, notices);
  return notices.problems;
}

function ownNotice(statement: Statement, { scenario }: SharedDocument, notices: Complaints): void {
  const count = scenario.steps.length;
  switch (statement.name) {
    case 'At':
      if (stepNamed(statement) > count + 1)
        notices.at(statement, statement, `${stepsAre(count)}: it stops behind the last.`);
      return;
    case 'Show':
      if (tokenOf(statement, 'ShowIn') === undefined && stepNamed(statement) > count)
        notices.at(statement, statement, `${stepsAre(count)}: this moment waits for its step.`);
      unknownView(statement, Object.keys(PICTURES), notices);
      return;
    case 'View':
      unknownView(statement, VIEWS, notices);
  }
}

/** The number of the step that a line names, from 1; 0 for `?`. */
const stepNamed = (statement: Statement): number =>
  Number((tokenOf(statement, 'Position') ?? tokenOf(statement, 'Number'))?.text.split('.')[0] ?? 0);

const stepsAre = (count: number): string =>
  count === 0 ? 'There are no steps' : `There ${count === 1 ? 'is 1 step' : `are ${count} steps`}`;

function unknownView(statement: Statement, known: readonly string[], notices: Complaints): void {
  const at = statement.tokens.findIndex(({ name }) => name === 'view');
  const word = at < 0 ? undefined : statement.tokens[at + 1];
  if (word !== undefined && !known.includes(word.text))
    notices.at(
      statement,
      word,
      `No view here is called “${word.text}”, so the route is shown. Views are ${known.join(', ')}.`,
    );
}

/** What cannot be true of a device that is spelled out, at the line to change. Such devices are shown: some exist. */
function deviceNotices(statements: readonly Statement[], layout: Layout, notices: Complaints): void {
  const first = (name: string) => statements.find((statement) => statement.name === name);
  const table = first('Table');
  const pba = first('Pba');
  if (table === undefined || pba === undefined) return;
  for (const { sentence } of layout.contradictions) {
    const line = sentence.startsWith('The PBA') ? pba : table;
    notices.at(line, line, sentence);
  }
  const { bars } = layout.device;
  const lines = statements.filter(({ name }) => name === 'Bar');
  const lineOf = (index: number) =>
    lines.findLast((line) => Number(tokensOf(line, 'Number')[0]?.text) === index) ?? table;
  bars.forEach(({ index }, n) => {
    if (bars.some((other, m) => m < n && other.index === index))
      notices.at(
        lineOf(index),
        lineOf(index),
        `BAR ${index} has a line above already; a device has it once.`,
      );
  });
  for (const { bar, sentence } of barRules(bars)) {
    const { index } = bars[bar]!;
    notices.at(lineOf(index), lineOf(index), `BAR ${index}: ${sentence}`);
  }
}

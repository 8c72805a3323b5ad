/** Scenario text, version 1: the grammar is in scenario.grammar, the words are explained in docs/scenario-text.md. */
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import type { Catalogue } from '../catalogue.ts';
import { VIEW_NAME, type AttachedLine, type SharedDocument } from '../document.ts';
import { limitProblem, LONGEST_TEXT } from '../limits.ts';
import { unfolded } from './fold.ts';
import { noticesOf } from './notices.ts';
import type { Problem } from './problem.ts';
import { distanceIn, readDevice } from './read-device.ts';
import { readLook } from './read-look.ts';
import { readDesign, readExpectation, readPosition, readStep } from './read-steps.ts';
import { addNotes, readShow } from './read-show.ts';
import { Complaints, numberIn, restOfLine, tokenOf, tokensOf } from './reader.ts';
import { statementsOf, type Statement, type Token } from './statements.ts';

/** What a text says, as far as it can be read. */
export interface ParsedText {
  /** All lines that make sense; null when the device is not known, so that no place can be told. */
  readonly document: SharedDocument | null;
  /** In the order of the lines; empty when all is well. */
  readonly problems: readonly Problem[];
  /** What is no mistake and does not do what its line seems to say, in the order of the lines. */
  readonly notices: readonly Problem[];
  /** Line number of each step of the document. */
  readonly stepLines: readonly number[];
  /** Line number of each of the document's attached lines. */
  readonly attachedLines: readonly number[];
}

/** Reads a scenario text. Every line that is right is kept, whatever is wrong with the others; never throws. */
export function parseScenario(text: string, catalogue: Catalogue): ParsedText {
  if (text.length > LONGEST_TEXT)
    return refused(`The text has ${text.length} characters; at most ${LONGEST_TEXT} are read. Split it.`);
  const { text: whole, placeOf } = unfolded(text);
  const { statements, problems } = statementsOf(whole);
  const complaints = new Complaints();
  const other = statements.find(
    (statement) => statement.name === 'Version' && tokenOf(statement, 'Number')?.text !== '1',
  );
  if (other)
    return refused(
      `This text is of version ${tokenOf(other, 'Number')!.text}, and this program reads version 1: use a newer msixscope.`,
      placeOf(other.line, other.column),
    );
  const device = readDevice(statements, catalogue, complaints);
  const layout = device && layoutOf(device);
  const body = layout && readBody(statements, layout, complaints);
  const tooLarge = body && limitProblem(body.document.scenario);
  if (tooLarge !== null) return refused(tooLarge);
  const placed = (found: readonly Problem[]) =>
    found
      .map((problem) => ({ ...problem, ...placeOf(problem.line, problem.column) }))
      .sort((a, b) => a.line - b.line || a.column - b.column);
  const lineOf = (line: number) => placeOf(line, 1).line;
  return {
    document: body?.document ?? null,
    problems: placed([...problems, ...complaints.problems]),
    notices: body ? placed(noticesOf(statements, layout, body.document, lineOf)) : [],
    stepLines: body?.stepLines.map(lineOf) ?? [],
    attachedLines: body?.attachedLines.map(lineOf) ?? [],
  };
}

const refused = (sentence: string, place = { line: 1, column: 1 }): ParsedText => ({
  document: null,
  problems: [{ ...place, length: 0, sentence }],
  notices: [],
  stepLines: [],
  attachedLines: [],
});

const STEPS = new Set([
  ...['Write', 'Read', 'Enable', 'Disable', 'RepWrite', 'RepRead', 'Raise', 'HostMask', 'MoveBar', 'Decode'],
  ...['Prepare', 'Release', 'DmBind', 'DmUnbind', 'DmSlot', 'Begin', 'Serve', 'Complete'],
]);

function readBody(statements: readonly Statement[], layout: Layout, complaints: Complaints) {
  const steps: Step[] = [];
  const stepLines: number[] = [];
  const lines: AttachedLine[] = [];
  const attachedLines: number[] = [];
  let momentAt = -1;
  for (const statement of statements) {
    if (STEPS.has(statement.name)) {
      const step = readStep(statement, layout, complaints);
      if (step === null) continue;
      steps.push(step);
      stepLines.push(statement.line);
    } else if (statement.name === 'Notes') {
      addNotes(lines, momentAt, statement, complaints);
    } else {
      const line = attachedLine(statement, steps.length, complaints);
      if (line === null) continue;
      if (line.kind === 'show' || line.kind === 'moment') momentAt = lines.length;
      lines.push(line);
      attachedLines.push(statement.line);
    }
  }
  const named = (name: string) => statements.filter((statement) => statement.name === name);
  const texts = (name: string) => named(name).map(restOfLine).join('\n');
  const position = lastOf(named('At'), (at) => readPosition(at, complaints)) ?? { step: 0, hop: 0 };
  const document: SharedDocument = {
    scenario: {
      name: texts('Name'),
      note: texts('Note'),
      device: layout.device,
      registers: readRegisters(named('Register'), complaints),
      steps,
    },
    designs: readDesigns(named('Design'), complaints),
    step: Math.min(position.step, steps.length),
    hop: position.hop,
    view: lastOf(named('View'), (view) => readView(view, complaints)),
    look: readLook(statements, complaints),
    lines,
  };
  return { document, stepLines, attachedLines };
}

const lastOf = <T>(statements: readonly Statement[], read: (statement: Statement) => T | null): T | null =>
  statements.reduce<T | null>((found, statement) => read(statement) ?? found, null);

function attachedLine(statement: Statement, after: number, complaints: Complaints): AttachedLine | null {
  switch (statement.name) {
    case 'Comment':
      return { kind: 'comment', after, text: statement.text.slice(1).trim() };
    case 'Moment':
      return { kind: 'moment', after, text: statement.text.replace(/^moment/, '').trim() };
    case 'Show':
      return readShow(statement, after, complaints);
    case 'Expect': {
      const expectation = readExpectation(statement, complaints);
      if (after > 0 || expectation === null) return expectation && { ...expectation, after };
      complaints.at(
        statement,
        statement,
        'There is no step above: put the expectation below the step it is about.',
      );
      return null;
    }
    default:
      return null;
  }
}

function readDesigns(statements: readonly Statement[], complaints: Complaints): SharedDocument['designs'] {
  for (const further of statements.slice(1))
    complaints.at(further, further, 'The designs were named before: write both on one design line.');
  const [statement] = statements;
  const tokens = statement ? tokensOf(statement, 'Word') : [];
  const [first, second] = tokens
    .map((token) => readDesign(statement!, token, complaints))
    .filter((id) => id !== null);
  if (first === undefined) return [DESIGNS[0]!.id];
  return second === undefined ? [first] : [first, second];
}

function readView(statement: Statement, complaints: Complaints): string | null {
  const word = tokenOf(statement, 'Word')!;
  if (VIEW_NAME.test(word.text)) return word.text;
  complaints.at(statement, word, 'A view has a name of small letters, digits and -, 24 at most.');
  return null;
}

const isAfterEquals = ({ text, column }: Statement, token: Token): boolean =>
  text
    .slice(0, token.column - column)
    .trimEnd()
    .endsWith('=');

/** First contents by offset; a register line without a value only names it. */
function readRegisters(statements: readonly Statement[], complaints: Complaints): Map<number, number> {
  const registers = new Map<number, number>();
  for (const statement of statements) {
    const token = tokensOf(statement, 'Number').at(-1);
    if (!token || !isAfterEquals(statement, token)) {
      if (!tokenOf(statement, 'String'))
        complaints.at(
          statement,
          statement,
          'Say what the register holds at first, such as = 0x0, or give it a name.',
        );
      continue;
    }
    const offset = distanceIn(statement, complaints);
    const value = numberIn(statement, token, 0, 0xffffffff, complaints);
    if (offset !== null && value !== null) registers.set(offset, value);
  }
  return registers;
}

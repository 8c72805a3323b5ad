/** Moments of a talk: `show` lines with the `notes` below them. */
import { VIEW_NAME, type AttachedLine, type ShowLine } from '../document.ts';
import { readDesign } from './read-steps.ts';
import { hasWord, numberIn, stringIn, tokenOf, tokensOf, type Complaints } from './reader.ts';
import type { Statement, Token } from './statements.ts';

/** Highest number of a hop that is read. */
const MOST_HOPS = 1e6;
const CLAUSES = ['ShowView', 'ShowDesign', 'ShowIn', 'ShowOn'] as const;
type Clause = (typeof CLAUSES)[number];

/** The moment that a show line means, or null with a complaint. */
export function readShow(statement: Statement, after: number, complaints: Complaints): ShowLine | null {
  const place = readPlace(statement, complaints);
  const clauses = clausesOf(statement, complaints);
  if (place === null || clauses === null) return null;
  const view = readView(statement, clauses.get('ShowView'), complaints);
  const designs = readDesigns(statement, clauses.get('ShowDesign'), complaints);
  const scenario = readName(statement, clauses.get('ShowIn'), complaints);
  const device = readName(statement, clauses.get('ShowOn'), complaints);
  if (!view.ok || !designs.ok || !scenario.ok || !device.ok) return null;
  if (device.value !== null && scenario.value === null) {
    complaints.at(
      statement,
      clauses.get('ShowOn')![0]!,
      'The device is that of a ready scenario: name the scenario too, as in “in "NAME"”.',
    );
    return null;
  }
  return {
    kind: 'show',
    after,
    ...place,
    view: view.value,
    designs: designs.value,
    scenario: scenario.value,
    device: device.value,
    text: tokenOf(statement, 'Sentence')?.text.slice(1).trim() ?? '',
    notes: '',
  };
}

/** Puts a notes line to the moment above it, which is `lines[at]`; complains when that is none of `show`. */
export function addNotes(
  lines: AttachedLine[],
  at: number,
  statement: Statement,
  complaints: Complaints,
): void {
  const moment = lines[at];
  if (moment?.kind !== 'show') {
    complaints.at(
      statement,
      statement,
      moment === undefined
        ? 'There is no moment above: put the notes below the show line that they are for.'
        : 'A moment line has no notes: write show with the number of the step in its place.',
    );
    return;
  }
  const text = statement.text.replace(/^notes/, '').trim();
  lines[at] = { ...moment, notes: moment.notes === '' ? text : `${moment.notes}\n${text}` };
}

function readPlace(statement: Statement, complaints: Complaints): Pick<ShowLine, 'step' | 'hop'> | null {
  if (hasWord(statement, 'Unknown')) return { step: null, hop: null };
  const token = tokenOf(statement, 'Position') ?? tokenOf(statement, 'Number')!;
  const [step = '', hop] = token.text.split('.');
  const number = numberIn(statement, { ...token, text: step }, 1, Number.MAX_SAFE_INTEGER, complaints);
  if (number === null) return null;
  if (hop === undefined) return { step: number - 1, hop: null };
  const hops = numberIn(statement, { ...token, text: hop }, 0, MOST_HOPS, complaints);
  return hops === null ? null : { step: number - 1, hop: hops };
}

/** The tokens of each clause, the first of them the clause itself; null with a complaint when one stands twice. */
function clausesOf(statement: Statement, complaints: Complaints): Map<Clause, Token[]> | null {
  const found = new Map<Clause, Token[]>();
  let open: Token[] = [];
  for (const token of statement.tokens) {
    const clause = CLAUSES.find((name) => name === token.name);
    if (clause === undefined) {
      open.push(token);
      continue;
    }
    if (found.has(clause)) {
      complaints.at(statement, token, `“${token.text}” was said before on this line: leave one out.`);
      return null;
    }
    open = [token];
    found.set(clause, open);
  }
  return found;
}

/** A clause that was read, or one that was complained about. */
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };
const read = <T>(value: T): Read<T> => ({ ok: true, value });
const FAULTY = { ok: false } as const;

const ofClause = (clause: readonly Token[], name: string): Token[] =>
  clause.filter((token) => token.name === name);

function readView(
  statement: Statement,
  clause: readonly Token[] | undefined,
  complaints: Complaints,
): Read<string | null> {
  if (clause === undefined) return read(null);
  const [word] = ofClause(clause, 'Word');
  if (VIEW_NAME.test(word!.text)) return read(word!.text);
  complaints.at(statement, word!, 'A view has a name of small letters, digits and -, 24 at most.');
  return FAULTY;
}

function readDesigns(
  statement: Statement,
  clause: readonly Token[] | undefined,
  complaints: Complaints,
): Read<ShowLine['designs']> {
  if (clause === undefined) return read([]);
  const [first, second] = ofClause(clause, 'Word').map((word) => readDesign(statement, word, complaints));
  if (first === null || first === undefined || second === null) return FAULTY;
  return read(second === undefined ? [first] : [first, second]);
}

function readName(
  statement: Statement,
  clause: readonly Token[] | undefined,
  complaints: Complaints,
): Read<string | null> {
  if (clause === undefined) return read(null);
  const [id] = ofClause(clause, 'PciId');
  if (id) return read(id.text.toLowerCase());
  const name = stringIn(statement, tokensOf({ ...statement, tokens: clause }, 'String')[0]!, complaints);
  return name === null ? FAULTY : read(name);
}

import { ACCESS_SIZES, type AccessSize, type Step } from '#model/access.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { Layout } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { WITNESSES, type AttachedLine, type Claim } from '../document.ts';
import { MOST_REPETITIONS } from '#model/limits.ts';
import { offsetOf } from './places.ts';
import { readEvent } from './read-events.ts';
import { hasWord, numberIn, tokenOf, tokensOf, type Complaints } from './reader.ts';
import type { Statement, Token } from './statements.ts';

const PLACES = ['TablePlace', 'PbaPlace', 'Offset'];

/** The step that a statement means, or null with a complaint. */
export function readStep(statement: Statement, layout: Layout, complaints: Complaints): Step | null {
  switch (statement.name) {
    case 'Enable':
      return { op: 'enable', maskall: hasWord(statement, 'masked') };
    case 'Disable':
      return { op: 'disable' };
    case 'Begin':
      return readBegin(statement, layout, complaints);
    case 'Write':
    case 'Read':
    case 'RepWrite':
    case 'RepRead':
      return readAccess(statement, layout, complaints);
    default:
      return readEvent(statement, complaints);
  }
}

function readBegin(statement: Statement, layout: Layout, complaints: Complaints): Step | null {
  const name = tokenOf(statement, 'Number') ? 'Write' : 'Read';
  const access = readAccess({ ...statement, name }, layout, complaints);
  return access?.op === 'write' || access?.op === 'read' ? { op: 'begin', access } : null;
}

function readAccess(statement: Statement, layout: Layout, complaints: Complaints): Step | null {
  const access = tokenOf(statement, 'Access')!;
  const isWrite = statement.name === 'Write' || statement.name === 'RepWrite';
  const size = ACCESS_SIZES.find((known) => access.text.slice(1) === String(known));
  if (size === undefined) {
    complaints.at(
      statement,
      access,
      `An access has 1, 2, 4 or 8 bytes: write ${access.text[0]!}4, for example.`,
    );
    return null;
  }
  if (isWrite !== access.text.startsWith('W')) {
    complaints.at(
      statement,
      access,
      isWrite
        ? 'A read has no value: write W in place of R, or leave out “= VALUE”. What a read should give is said by an expect line below it.'
        : `A write needs a value: add one, such as ${access.text} … = 1.`,
    );
    return null;
  }
  const place = statement.tokens.find(({ name }) => PLACES.includes(name))!;
  const offset = offsetOf(place.text, layout);
  if (!offset.ok) {
    complaints.at(statement, place, offset.error);
    return null;
  }
  const values = isWrite ? valuesIn(statement, size, complaints) : [];
  if (values === null) return null;
  const times = tokenOf(statement, 'Times');
  if (times === undefined)
    return isWrite
      ? { op: 'write', offset: offset.value, size, value: values[0]! }
      : { op: 'read', offset: offset.value, size };
  const count = Number(times.text.slice(1));
  if (!(count >= 1 && count <= MOST_REPETITIONS)) {
    complaints.at(statement, times, `A REP access repeats 1 to ${MOST_REPETITIONS} times.`);
    return null;
  }
  const where = { offset: offset.value, size, count, df: hasWord(statement, 'down') };
  if (!isWrite) return { op: 'rep-read', ...where };
  if (values.length !== count) {
    complaints.at(statement, times, `${times.text} needs ${count} values, and ${values.length} are given.`);
    return null;
  }
  return { op: 'rep-write', ...where, values };
}

function valuesIn(statement: Statement, size: AccessSize, complaints: Complaints): bigint[] | null {
  const values: bigint[] = [];
  for (const token of tokensOf(statement, 'Number')) {
    const value = valueOf(token);
    if (value === null || value >= 1n << BigInt(8 * size)) {
      complaints.at(
        statement,
        token,
        `${token.text.slice(0, 40)} does not fit in ${size} byte${size === 1 ? '' : 's'}: use a smaller value or a wider access.`,
      );
      return null;
    }
    values.push(value);
  }
  return values;
}

/** The value of a number token, or null when it has more digits than any access. */
const valueOf = ({ text }: Token): bigint | null => (text.length > 22 ? null : BigInt(text.toLowerCase()));

type Expectation = Omit<Extract<AttachedLine, { kind: 'expect' }>, 'after'>;

/** What an expect line claims, or null with a complaint. */
export function readExpectation(statement: Statement, complaints: Complaints): Expectation | null {
  const underAt = statement.tokens.findIndex(({ name }) => name === 'Under');
  const under = underAt < 0 ? null : readDesign(statement, statement.tokens[underAt + 2]!, complaints);
  const claim = readClaim(statement, complaints);
  if (claim === null || (underAt >= 0 && under === null)) return null;
  return { kind: 'expect', claim, under };
}

function readClaim(statement: Statement, complaints: Complaints): Claim | null {
  const [, kind] = statement.tokens;
  const word = tokenOf(statement, 'Word');
  switch (kind?.name) {
    case 'Value': {
      const values = tokensOf(statement, 'Number').map(valueOf);
      if (values.every((value) => value !== null)) return { kind: 'value', values };
      complaints.at(statement, kind, 'A value has at most 8 bytes.');
      return null;
    }
    case 'Seen':
    case 'Unseen': {
      const by = WITNESSES.find((known) => known === word?.text);
      if (by) return { kind: 'seen', by, seen: kind.name === 'Seen' };
      complaints.at(
        statement,
        word ?? kind,
        `Only ${WITNESSES.join(', ')} can see an access: write one of them.`,
      );
      return null;
    }
    default: {
      const outcome = word?.text ?? '';
      if (Object.hasOwn(OUTCOMES, outcome)) return { kind: 'outcome', outcome: outcome as Outcome };
      const known = Object.keys(OUTCOMES).join(', ');
      complaints.at(statement, word ?? statement, `“${outcome}” is no outcome. Outcomes are ${known}.`);
      return null;
    }
  }
}

/** The full id of the design that a token names, or null with a complaint. */
export function readDesign(statement: Statement, token: Token, complaints: Complaints): string | null {
  const design = designById(token.text);
  if (design.ok) return design.value.id;
  complaints.at(statement, token, design.error);
  return null;
}

/** Where an `at` line stops: both numbers from 0; null with a complaint. */
export function readPosition(
  statement: Statement,
  complaints: Complaints,
): { step: number; hop: number } | null {
  const token = tokenOf(statement, 'Position') ?? tokenOf(statement, 'Number')!;
  const [step = '', hop = '0'] = token.text.split('.');
  const number = numberIn(statement, { ...token, text: step }, 1, Number.MAX_SAFE_INTEGER, complaints);
  if (number === null) return null;
  const hops = numberIn(statement, { ...token, text: hop }, 0, 1e6, complaints);
  return hops === null ? null : { step: number - 1, hop: hops };
}

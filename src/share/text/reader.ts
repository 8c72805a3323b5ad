import type { Problem } from './problem.ts';
import type { Statement, Token } from './statements.ts';

/** Collects what is wrong, at the token or statement concerned. */
export class Complaints {
  readonly problems: Problem[] = [];

  at(statement: Statement, place: Token | Statement, sentence: string): void {
    const { column, text } = place;
    this.problems.push({ line: statement.line, column, length: text.length, sentence: shortened(sentence) });
  }
}

/** A sentence may quote the text, and a line of that can be long. */
const shortened = (sentence: string): string =>
  sentence.length <= 2000
    ? sentence
    : `${sentence.replace(/\S{81,}/g, (word) => `${word.slice(0, 40)}…`).slice(0, 2000)}…`;

/** The tokens of one statement, by their names in the grammar. */
export const tokenOf = (statement: Statement, name: string): Token | undefined =>
  statement.tokens.find((token) => token.name === name);

export const tokensOf = (statement: Statement, name: string): Token[] =>
  statement.tokens.filter((token) => token.name === name);

export const hasWord = (statement: Statement, word: string): boolean =>
  statement.tokens.some((token) => token.name === word);

/** A number token as a number, or null (with a complaint) when it is not `least` to `most`. */
export function numberIn(
  statement: Statement,
  token: Token,
  least: number,
  most: number,
  complaints: Complaints,
): number | null {
  const value = Number(token.text);
  if (value >= least && value <= most) return value;
  complaints.at(statement, token, `${token.text} is out of range: write a number from ${least} to ${most}.`);
  return null;
}

/** The text of a string token, or null (with a complaint) when its escapes make no sense. */
export function stringIn(statement: Statement, token: Token, complaints: Complaints): string | null {
  try {
    return JSON.parse(token.text.replaceAll('\t', '\\t')) as string;
  } catch {
    complaints.at(
      statement,
      token,
      'This string cannot be read: use \\" for a quote and \\\\ for a backslash.',
    );
    return null;
  }
}

/** What stands behind the first word of a line: as it is, or as a JSON string when it begins with a quote. */
export function restOfLine(statement: Statement): string {
  const rest = statement.text.replace(/^\w+/, '').trim();
  if (!rest.startsWith('"')) return rest;
  try {
    return JSON.parse(rest) as string;
  } catch {
    return rest;
  }
}

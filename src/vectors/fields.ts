/** What the readers of scenarios in JSON share: numbers, and complaints that know where they belong. */
import { shortened } from '#model/base/shortened.ts';
import { didYouMean } from '#model/base/nearest.ts';
import { failure, type Result } from '#model/base/result.ts';

/** What is wrong in a scenario's JSON. */
export interface WrongField {
  /** From the scenario to the value in question, or to where one is missing. */
  readonly path: readonly (string | number)[];
  /** A clause that names the field: `step 3 "size" must be …`. */
  readonly what: string;
}

export type Fields = Record<string, unknown>;

export const wrong = (path: WrongField['path'], what: string) => failure<WrongField>({ path, what });

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number given as JSON number or as hex or decimal string; null when it is neither or negative. */
export function natural(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(value)) return BigInt(value);
  return null;
}

export function smallNatural(value: unknown, most: number): number | null {
  const wide = natural(value);
  return wide !== null && wide <= BigInt(most) ? Number(wide) : null;
}

/** The same with a sign: a number, or a string such as "-0x80". */
export function smallInteger(value: unknown, most: number): number | null {
  if (typeof value === 'number' && value < 0) return negated(smallNatural(-value, most));
  if (typeof value === 'string' && value.startsWith('-')) return negated(smallNatural(value.slice(1), most));
  return smallNatural(value, most);
}

const negated = (value: number | null): number | null => (value === null || value === 0 ? value : -value);

/** A clause as a sentence's end: with a full stop, unless it ends in a question. */
export const ended = (what: string): string => (/[.?!]$/.test(what) ? what : `${what}.`);

/** The first key of `fields` that is not `known`, as a complaint; null when all are. */
export function unknownKey(fields: Fields, known: readonly string[]): Result<never, WrongField> | null {
  const strange = Object.keys(fields).find((key) => !known.includes(key));
  if (strange === undefined) return null;
  return wrong(
    [strange],
    `has the unknown key ${JSON.stringify(shortened(strange))}. ${didYouMean(shortened(strange), known, '"')}`,
  );
}

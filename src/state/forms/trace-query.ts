/** The fields of the filter, as they are typed, and the query they make. */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Outcome } from '#model/route.ts';
import type { Range, SearchRegion, TraceQuery } from '#model/replay/search.ts';

/** What is typed or chosen; an empty field asks for nothing. */
export interface QueryFields {
  readonly offset: string;
  readonly region: SearchRegion | '';
  readonly entry: string;
  readonly direction: 'read' | 'write' | '';
  readonly size: '' | '1' | '2' | '4' | '8';
  readonly value: string;
  readonly outcome: Outcome | '';
  readonly time: string;
}

export const NO_FIELDS: QueryFields = {
  offset: '',
  region: '',
  entry: '',
  direction: '',
  size: '',
  value: '',
  outcome: '',
  time: '',
};

/** A field that cannot be read, and what to write there. */
export interface QueryProblem {
  readonly field: keyof QueryFields;
  readonly sentence: string;
}

const MOST_VALUE = (1n << 64n) - 1n;
const NUMBER = /^-?(?:0x[0-9a-f]{1,16}|\d{1,20})$/i;

/**
 * The query of `fields`. `start`: seconds of the recording's first access to the device, from which times with a
 * plus sign count.
 */
export function queryOf(
  fields: QueryFields,
  entries: number,
  start: number,
): Result<TraceQuery, QueryProblem> {
  const wrong = (field: keyof QueryFields, sentence: string) => failure({ field, sentence });
  const offset = rangeIn(fields.offset, integer);
  if (offset === undefined)
    return wrong(
      'offset',
      'An offset is a number of bytes from the table’s BAR, as 0x200c, or a range, as 0x2000-0x20ff.',
    );
  const value = rangeIn(fields.value, integer);
  if (value === undefined || (value !== null && (value.from < 0n || value.to > MOST_VALUE)))
    return wrong('value', 'A value is a number of at most 8 bytes, as 0x1, or a range, as 0x20-0x2f.');
  const time = rangeIn(fields.time, (text) => seconds(text, start));
  if (time === undefined)
    return wrong(
      'time',
      'A time is in seconds on the recording’s clock, as 2.5, or after the first access, as +0.1; or a range, as +0.1-+0.2.',
    );
  const entry = fields.entry.trim();
  if (entry !== '' && (!/^\d{1,4}$/.test(entry) || Number(entry) >= entries))
    return wrong('entry', `An entry is a number from 0 to ${entries - 1}.`);
  return success({
    offset: offset && { from: Number(offset.from), to: Number(offset.to) },
    region: fields.region || null,
    entry: entry === '' ? null : Number(entry),
    write: fields.direction === '' ? null : fields.direction === 'write',
    size: fields.size === '' ? null : Number(fields.size),
    value,
    outcome: fields.outcome || null,
    // A single time stands for the millisecond that begins with it.
    time: time && (time.from === time.to ? { from: time.from, to: time.to + 0.001 } : time),
  });
}

/** Whether no field asks for anything. */
export const asksNothing = (fields: QueryFields): boolean =>
  Object.values(fields).every((text: string) => text.trim() === '');

/** Null when nothing is written, undefined when it is no range. */
function rangeIn<T extends number | bigint>(
  text: string,
  one: (text: string) => T | null,
): Range<T> | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const single = one(trimmed);
  if (single !== null) return { from: single, to: single };
  // A minus sign can also begin a number: the range is cut at one that both sides can be read at.
  for (let at = trimmed.indexOf('-', 1); at > 0; at = trimmed.indexOf('-', at + 1)) {
    const from = one(trimmed.slice(0, at).trim());
    const to = one(trimmed.slice(at + 1).trim());
    if (from !== null && to !== null) return from <= to ? { from, to } : undefined;
  }
  return undefined;
}

function integer(text: string): bigint | null {
  if (!NUMBER.test(text)) return null;
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}

function seconds(text: string, start: number): number | null {
  if (!/^\+?\d+(?:\.\d+)?$/.test(text)) return null;
  return text.startsWith('+') ? start + Number(text.slice(1)) : Number(text);
}

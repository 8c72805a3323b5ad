/** Steps of a scenario in JSON: `{"op":"write","offset":"0x2000","size":4,"value":"0x1"}`. */
import { shortened } from '#model/base/shortened.ts';
import { FURTHEST, MOST_REPETITIONS } from '#model/limits.ts';
import {
  ACCESS_SIZES,
  type AccessSize,
  type MachineEvent,
  type PlainAccess,
  type Step,
} from '#model/access.ts';
import { hex } from '#model/base/hex.ts';
import { didYouMean } from '#model/base/nearest.ts';
import { success, type Result } from '#model/base/result.ts';
import {
  isObject,
  natural,
  smallInteger,
  smallNatural,
  unknownKey,
  wrong,
  type Fields,
  type WrongField,
} from './fields.ts';

const HIGHEST_WORD = 0xffffffff;

/** How a field of an event is written. `entry`: a number of the table; `offset` can be negative. */
type FieldKind = 'entry' | 'natural' | 'offset' | 'flag';

type FlatEvent = Exclude<MachineEvent, { op: 'begin' }>;

const EVENT_FIELDS: {
  readonly [Op in FlatEvent['op']]: Readonly<
    Record<Exclude<keyof Extract<FlatEvent, { op: Op }>, 'op'>, FieldKind>
  >;
} = {
  raise: { entry: 'entry' },
  'host-mask': { entry: 'entry', masked: 'flag' },
  'move-bar': { to: 'offset' },
  decode: { on: 'flag' },
  prepare: { done: 'flag' },
  'dm-bind': { entry: 'entry', gtable: 'offset', vector: 'natural', flags: 'natural' },
  'dm-unbind': { entry: 'entry' },
  'dm-slot': { broken: 'flag' },
  serve: {},
  complete: {},
};

/** Keys of the other steps besides "op". */
const OTHER_KEYS: Readonly<Record<Exclude<Step['op'], FlatEvent['op']>, readonly string[]>> = {
  write: ['offset', 'size', 'value'],
  read: ['offset', 'size'],
  enable: ['maskall'],
  disable: [],
  'rep-write': ['offset', 'size', 'count', 'df', 'values'],
  'rep-read': ['offset', 'size', 'count', 'df'],
  begin: ['access'],
};

const KEYS: Readonly<Record<string, readonly string[]>> = {
  ...OTHER_KEYS,
  ...Object.fromEntries(Object.entries(EVENT_FIELDS).map(([op, fields]) => [op, Object.keys(fields)])),
};

/** Every op that a step can have. */
export const STEP_OPS: readonly string[] = Object.keys(KEYS);

/** One step of a scenario on a table of `entries` entries. */
export function stepOf(raw: unknown, entries: number): Result<Step, WrongField> {
  if (!isObject(raw)) return wrong([], 'is not an object');
  const op = typeof raw.op === 'string' ? raw.op : '';
  const keys = Object.hasOwn(KEYS, op) ? KEYS[op]! : null;
  if (keys === null)
    return wrong(
      ['op'],
      raw.op === undefined
        ? `has no "op". Known: ${STEP_OPS.join(', ')}`
        : `has unknown op ${op === '' ? shortened(JSON.stringify(raw.op)) : JSON.stringify(shortened(op))}. ${didYouMean(shortened(op), STEP_OPS)}`,
    );
  const strange = unknownKey(raw, ['op', ...keys]);
  if (strange) return strange;
  switch (op) {
    case 'disable':
      return success({ op });
    case 'enable':
      return typeof raw.maskall === 'boolean'
        ? success({ op, maskall: raw.maskall })
        : wrong(['maskall'], '"enable" needs "maskall": true or false');
    case 'begin':
      return heldOf(raw.access, entries);
    case 'write':
    case 'read':
    case 'rep-write':
    case 'rep-read':
      return accessOf(op, raw);
    default:
      return eventOf(op as FlatEvent['op'], raw, entries);
  }
}

function heldOf(raw: unknown, entries: number): Result<Step, WrongField> {
  const held = stepOf(raw, entries);
  if (!held.ok) return wrong(['access', ...held.error.path], `"access" ${held.error.what}`);
  const access = held.value;
  return access.op === 'write' || access.op === 'read'
    ? success({ op: 'begin', access: access satisfies PlainAccess })
    : wrong(['access', 'op'], '"access" must be a write or a read');
}

function accessOf(op: 'write' | 'read' | 'rep-write' | 'rep-read', raw: Fields): Result<Step, WrongField> {
  const offset = smallNatural(raw.offset, FURTHEST);
  if (offset === null)
    return wrong(['offset'], `"offset" must be a number or hex string from 0 to ${hex(FURTHEST)}`);
  const size = ACCESS_SIZES.find((s) => s === raw.size);
  if (size === undefined) return wrong(['size'], '"size" must be 1, 2, 4 or 8');
  if (op === 'read') return success({ op, offset, size });
  if (op === 'write') {
    const value = valueOf(raw.value, size);
    return value === null
      ? wrong(['value'], `"value" must be a number of at most ${size} bytes`)
      : success({ op, offset, size, value });
  }
  return repOf(op, offset, size, raw);
}

function repOf(
  op: 'rep-write' | 'rep-read',
  offset: number,
  size: AccessSize,
  raw: Fields,
): Result<Step, WrongField> {
  const count = smallNatural(raw.count, MOST_REPETITIONS);
  if (count === null || count === 0) return wrong(['count'], `"count" must be 1 to ${MOST_REPETITIONS}`);
  if (typeof raw.df !== 'boolean') return wrong(['df'], '"df" must be true or false');
  const lowest = raw.df ? offset - size * (count - 1) : offset;
  if (lowest < 0) return wrong(['df'], 'with "df" the last element would lie below the start of the BAR');
  if (op === 'rep-read') return success({ op, offset, size, count, df: raw.df });
  if (!Array.isArray(raw.values) || raw.values.length !== count)
    return wrong(['values'], `"values" must be a list of ${count} values`);
  const values: bigint[] = [];
  for (const item of raw.values) {
    const value = valueOf(item, size);
    if (value === null)
      return wrong(['values', values.length], `"values" must be numbers of at most ${size} bytes`);
    values.push(value);
  }
  return success({ op, offset, size, count, df: raw.df, values });
}

function valueOf(raw: unknown, size: AccessSize): bigint | null {
  const value = natural(raw);
  return value !== null && value < 1n << BigInt(8 * size) ? value : null;
}

/** An event, all of whose fields are numbers and flags. */
function eventOf(op: FlatEvent['op'], raw: Fields, entries: number): Result<Step, WrongField> {
  const fields: Record<string, number | boolean> = {};
  for (const [key, kind] of Object.entries<FieldKind>(EVENT_FIELDS[op])) {
    const value = fieldOf(raw[key], kind, entries);
    if (value === null) return wrong([key], `"${key}" must be ${fieldWords(kind, entries)}`);
    fields[key] = value;
  }
  return success({ op, ...fields } as FlatEvent);
}

function fieldOf(raw: unknown, kind: FieldKind, entries: number): number | boolean | null {
  switch (kind) {
    case 'flag':
      return typeof raw === 'boolean' ? raw : null;
    case 'entry':
      return smallNatural(raw, entries - 1);
    case 'natural':
      return smallNatural(raw, HIGHEST_WORD);
    case 'offset':
      return smallInteger(raw, FURTHEST);
  }
}

function fieldWords(kind: FieldKind, entries: number): string {
  switch (kind) {
    case 'flag':
      return 'true or false';
    case 'entry':
      return `an entry of the table, 0 to ${entries - 1}`;
    case 'natural':
      return `a number or hex string from 0 to ${hex(HIGHEST_WORD)}`;
    case 'offset':
      return `a number or hex string, at most ${hex(FURTHEST)} from the start of the BAR; it can be negative`;
  }
}

/**
 * Steps as bytes. One byte says what and where: its high half is the kind of step, its low half where it goes, most
 * often told from the access before. Numbers that were given a meaning here keep it for ever.
 */
import { ACCESS_SIZES, type AccessSize, type AccessStep, type Step } from '#model/access.ts';
import { FURTHEST, MOST_REPETITIONS } from '#model/limits.ts';
import { eventByCode, eventKind, HIGHEST_NATURAL } from '../step-kinds.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

// Kinds 0 to 3 are reads and 4 to 7 are writes of 1, 2, 4 and 8 bytes, the value as it is.
const WRITE = 4;
/** 4 and 8 bytes with a varint for a value. */
const WRITE_4_SHORT = 8;
const WRITE_8_SHORT = 9;
const WRITE_4_ZERO = 10;
const WRITE_4_ONE = 11;
const REP = 12;
/** No access: the low half is one of the next five. */
const OTHER = 13;
const ENABLE = 0;
const ENABLE_MASKED = 1;
const DISABLE = 2;
const BEGIN = 3;
const EVENT = 4;
/** 4 bytes, the value of the access of 4 bytes before that was written with its value as it is. */
const WRITE_4_AGAIN = 14;

/** Distances from the access before, by the low half. */
const NEAR = [0, 4, 8, 12, 16, -4, -8, -12, -16];
const TABLE_START = 9;
/** Signed distance from the table's start follows, in dwords or in bytes. */
const DWORDS = 10;
const BYTES = 11;

/** What the next step is told from. */
export interface StepContext {
  readonly tableStart: number;
  previous: number;
  /** Value of the last write of kind WRITE + 2. */
  again: bigint;
}

export const stepContext = (tableStart: number): StepContext => ({
  tableStart,
  previous: tableStart,
  again: 0n,
});

/** How many there are, and all of them. Gives back the first of a kind that links cannot hold, or null. */
export function writeSteps(writer: ByteWriter, steps: readonly Step[], tableStart: number): Step | null {
  writer.natural(steps.length);
  const context = stepContext(tableStart);
  return steps.find((one) => !writeStep(writer, one, context)) ?? null;
}

/** Writes one step; false for a kind that links of this version cannot hold. */
function writeStep(writer: ByteWriter, step: Step, context: StepContext): boolean {
  switch (step.op) {
    case 'enable':
      writer.byte((OTHER << 4) | (step.maskall ? ENABLE_MASKED : ENABLE));
      return true;
    case 'disable':
      writer.byte((OTHER << 4) | DISABLE);
      return true;
    case 'begin':
      writer.byte((OTHER << 4) | BEGIN);
      writeAccess(writer, step.access, context);
      return true;
    case 'read':
    case 'write':
    case 'rep-read':
    case 'rep-write':
      writeAccess(writer, step, context);
      return true;
    default:
      return writeEvent(writer, step);
  }
}

function writeEvent(writer: ByteWriter, event: { readonly op: string }): boolean {
  const kind = eventKind(event.op);
  if (!kind) return false;
  writer.byte((OTHER << 4) | EVENT);
  writer.natural(kind.code);
  const values = event as unknown as Readonly<Record<string, number | boolean>>;
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field === 'offset') writer.signed(Number(values[name]));
    else writer.natural(Number(values[name]));
  }
  return true;
}

function writeAccess(writer: ByteWriter, step: AccessStep, context: StepContext): void {
  const log = ACCESS_SIZES.indexOf(step.size);
  switch (step.op) {
    case 'read':
      head(writer, log, step.offset, context);
      return;
    case 'write':
      writeWrite(writer, step, context);
      return;
    default: {
      const isWrite = step.op === 'rep-write';
      head(writer, REP, step.offset, context);
      writer.byte(log | (step.df ? 4 : 0) | (isWrite ? 8 : 0));
      writer.natural(step.count);
      if (isWrite) for (const value of step.values) writer.wide(value);
    }
  }
}

function writeWrite(
  writer: ByteWriter,
  { offset, size, value }: Extract<AccessStep, { op: 'write' }>,
  context: StepContext,
): void {
  const kind = (code: number) => head(writer, code, offset, context);
  if (size === 4 && value <= 1n) kind(value === 0n ? WRITE_4_ZERO : WRITE_4_ONE);
  else if (size === 4 && value === context.again) kind(WRITE_4_AGAIN);
  else if (size === 4 && value < 1n << 21n) {
    kind(WRITE_4_SHORT);
    writer.wide(value);
  } else if (size === 8 && value < 1n << 49n) {
    kind(WRITE_8_SHORT);
    writer.wide(value);
  } else {
    kind(WRITE + ACCESS_SIZES.indexOf(size));
    writer.fixed(value, size);
    if (size === 4) context.again = value;
  }
}

function head(writer: ByteWriter, kind: number, offset: number, context: StepContext): void {
  const { tableStart, previous } = context;
  const near = NEAR.indexOf(offset - previous);
  const distance = offset - tableStart;
  context.previous = offset;
  if (near >= 0) writer.byte((kind << 4) | near);
  else if (distance === 0) writer.byte((kind << 4) | TABLE_START);
  else if (distance % 4 === 0) {
    writer.byte((kind << 4) | DWORDS);
    writer.signed(distance / 4);
  } else {
    writer.byte((kind << 4) | BYTES);
    writer.signed(distance);
  }
}

/** Reads one step. What cannot be a step is told to `reader`, and any step is given back. */
export function readStep(reader: ByteReader, context: StepContext): Step {
  const first = reader.byte();
  if (first >> 4 !== OTHER) return readAccess(reader, first, context);
  switch (first & 15) {
    case ENABLE:
    case ENABLE_MASKED:
      return { op: 'enable', maskall: (first & 15) === ENABLE_MASKED };
    case DISABLE:
      return { op: 'disable' };
    case BEGIN: {
      const access = readAccess(reader, reader.byte(), context);
      if (access.op === 'read' || access.op === 'write') return { op: 'begin', access };
      reader.fail('it holds back a string copy, which cannot be');
      return access;
    }
    case EVENT:
      return readEvent(reader);
    default:
      reader.fail('it has a step of a kind that this version does not know');
      return { op: 'disable' };
  }
}

function readEvent(reader: ByteReader): Step {
  const found = eventByCode(reader.natural());
  if (found === null) {
    reader.fail('it has an event of a kind that this version does not know');
    return { op: 'disable' };
  }
  const fields = Object.entries(found.kind.fields).map(([name, field]) => {
    if (field === 'offset') return [name, reader.signed(FURTHEST)];
    return [name, field === 'flag' ? reader.natural(1) === 1 : reader.natural(HIGHEST_NATURAL)];
  });
  return { op: found.op, ...Object.fromEntries(fields) } as Step;
}

function readAccess(reader: ByteReader, first: number, context: StepContext): AccessStep {
  const kind = first >> 4;
  const offset = readOffset(reader, first & 15, context);
  if (kind < WRITE) return { op: 'read', offset, size: ACCESS_SIZES[kind]! };
  if (kind < WRITE_4_SHORT) {
    const size = ACCESS_SIZES[kind - WRITE]!;
    const value = reader.fixed(size);
    if (size === 4) context.again = value;
    return { op: 'write', offset, size, value };
  }
  const write = (size: AccessSize, value: bigint): AccessStep => ({ op: 'write', offset, size, value });
  switch (kind) {
    case WRITE_4_SHORT:
      return write(4, reader.wide(4));
    case WRITE_8_SHORT:
      return write(8, reader.wide(8));
    case WRITE_4_ZERO:
      return write(4, 0n);
    case WRITE_4_ONE:
      return write(4, 1n);
    case WRITE_4_AGAIN:
      return write(4, context.again);
    case REP:
      return readRep(reader, offset);
    default:
      reader.fail('it has a step of a kind that this version does not know');
      return { op: 'read', offset, size: 4 };
  }
}

function readRep(reader: ByteReader, offset: number): AccessStep {
  const flags = reader.byte();
  const size = ACCESS_SIZES[flags & 3]!;
  const df = (flags & 4) !== 0;
  const count = reader.natural(MOST_REPETITIONS);
  if (count === 0) reader.fail('it has a string copy of nothing');
  if ((flags & 8) === 0) return { op: 'rep-read', offset, size, count, df };
  const values: bigint[] = [];
  for (let n = 0; n < count && reader.problem === null; n++) values.push(reader.wide(size));
  return { op: 'rep-write', offset, size, count, df, values };
}

function readOffset(reader: ByteReader, mode: number, context: StepContext): number {
  const { tableStart, previous } = context;
  const near = NEAR[mode];
  let offset = tableStart;
  if (near !== undefined) offset = previous + near;
  else if (mode === DWORDS) offset = tableStart + 4 * reader.signed(FURTHEST);
  else if (mode === BYTES) offset = tableStart + reader.signed(FURTHEST);
  else if (mode !== TABLE_START) reader.fail('it has a place of a kind that this version does not know');
  if (Math.abs(offset) > 4 * FURTHEST) reader.fail('it has a place that is too far away');
  context.previous = offset;
  return offset;
}

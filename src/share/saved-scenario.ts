/**
 * A scenario as plain JSON, as the browser keeps it. 64-bit values are strings in hex, everything else is a number.
 * What is read was written by some version of this app, or by anybody: nothing of it is believed unchecked.
 */
import * as v from 'valibot';
import type { Step } from '#model/access.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Scenario } from '#model/scenario.ts';
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { MOST_REGISTERS, limitProblem } from './limits.ts';

const offset = v.pipe(v.number(), v.safeInteger());
const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const size = v.picklist([1, 2, 4, 8] as const);
const text = v.pipe(v.string(), v.maxLength(100_000));
const value = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{1,16}$/, 'Expected a 64-bit value such as "0x1f"'),
  v.transform((digits) => BigInt(digits)),
);
const count = v.pipe(natural, v.minValue(1));

const write = v.object({ op: v.literal('write'), offset, size, value });
const read = v.object({ op: v.literal('read'), offset, size });

const step = v.variant('op', [
  write,
  read,
  v.object({
    op: v.literal('rep-write'),
    offset,
    size,
    count,
    df: v.boolean(),
    values: v.array(value),
  }),
  v.object({ op: v.literal('rep-read'), offset, size, count, df: v.boolean() }),
  v.object({ op: v.literal('enable'), maskall: v.boolean() }),
  v.object({ op: v.literal('disable') }),
  v.object({ op: v.literal('raise'), entry: natural }),
  v.object({ op: v.literal('host-mask'), entry: natural, masked: v.boolean() }),
  v.object({ op: v.literal('move-bar'), to: offset }),
  v.object({ op: v.literal('decode'), on: v.boolean() }),
  v.object({ op: v.literal('prepare'), done: v.boolean() }),
  v.object({ op: v.literal('dm-bind'), entry: natural, gtable: offset, vector: natural, flags: natural }),
  v.object({ op: v.literal('dm-unbind'), entry: natural }),
  v.object({ op: v.literal('dm-slot'), broken: v.boolean() }),
  v.object({ op: v.literal('begin'), access: v.variant('op', [write, read]) }),
  v.object({ op: v.literal('serve') }),
  v.object({ op: v.literal('complete') }),
]) satisfies v.GenericSchema<unknown, Step>;

const place = v.object({ bar: natural, offset: natural });

const device = v.object({
  id: v.nullable(text),
  slot: v.nullable(text),
  name: text,
  bars: v.pipe(
    v.array(
      v.object({
        index: natural,
        kind: v.picklist(['memory', 'io'] as const),
        address: v.nullable(natural),
        size: v.nullable(natural),
        width: v.nullable(v.picklist([32, 64] as const)),
        prefetchable: v.boolean(),
      }),
    ),
    v.maxLength(6),
  ),
  msix: v.object({
    entries: natural,
    table: place,
    pba: place,
    enabled: v.nullable(v.boolean()),
    masked: v.nullable(v.boolean()),
  }),
  registers: v.array(
    v.object({ bar: natural, offset: natural, size: natural, name: text, purpose: text, source: text }),
  ),
});

const scenario = v.object({
  name: text,
  note: text,
  device,
  registers: v.pipe(
    v.array(v.tuple([offset, natural])),
    v.maxLength(MOST_REGISTERS),
    v.transform((pairs) => new Map(pairs)),
  ),
  steps: v.array(step),
});

/** `scenario` as a value that JSON can hold; the inverse of restoreScenario. */
export function saveScenario({ registers, steps, ...rest }: Scenario): unknown {
  return { ...rest, registers: [...registers], steps: steps.map(saveStep) };
}

const saveStep = (one: Step): unknown => {
  switch (one.op) {
    case 'write':
      return { ...one, value: hex(one.value) };
    case 'rep-write':
      return { ...one, values: one.values.map(hex) };
    case 'begin':
      return { op: one.op, access: saveStep(one.access) };
    default:
      return one;
  }
};

/** The device that JSON holds as `saved`, or where and why it cannot be read. */
export function restoreDevice(saved: unknown): Result<DeviceDescription> {
  const read_ = v.safeParse(device, saved);
  return read_.success ? success(read_.output) : failure(issueSentence('The device', read_.issues[0]));
}

/** The scenario that was saved as `saved`, or where and why it cannot be read. */
export function restoreScenario(saved: unknown): Result<Scenario> {
  const read_ = v.safeParse(scenario, saved);
  if (!read_.success) return failure(issueSentence('The scenario', read_.issues[0]));
  const problem = limitProblem(read_.output);
  return problem === null ? success(read_.output) : failure(problem);
}

function issueSentence(what: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${path === null ? what : `“${path}”`} cannot be read: ${issue.message}.`;
}

/** Comments, expectations and the moments of a talk as plain JSON; 64-bit values are strings in hex. */
import * as v from 'valibot';
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { tidyNotes, VIEW_NAME, WITNESSES, type AttachedLine } from './document.ts';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const line = v.pipe(v.string(), v.regex(/^[^\r\n]*$/, 'Expected a text of one line'));
const value = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{1,16}$/, 'Expected a 64-bit value such as "0x1f"'),
  v.transform((digits) => BigInt(digits)),
);
const claim = v.variant('kind', [
  v.strictObject({
    kind: v.literal('outcome'),
    outcome: v.picklist(Object.keys(OUTCOMES) as [Outcome, ...Outcome[]]),
  }),
  v.strictObject({ kind: v.literal('value'), values: v.array(value) }),
  v.strictObject({ kind: v.literal('seen'), by: v.picklist(WITNESSES), seen: v.boolean() }),
]);
export const attachedLine = v.variant('kind', [
  v.strictObject({ kind: v.literal('comment'), after: natural, text: line }),
  v.strictObject({ kind: v.literal('moment'), after: natural, text: line }),
  v.strictObject({
    kind: v.literal('expect'),
    after: v.pipe(natural, v.minValue(1)),
    claim,
    under: v.nullable(v.string()),
  }),
  v.strictObject({
    kind: v.literal('show'),
    after: natural,
    step: v.nullable(natural),
    hop: v.nullable(natural),
    view: v.nullable(v.pipe(v.string(), v.regex(VIEW_NAME))),
    designs: v.union([
      v.strictTuple([]),
      v.strictTuple([v.string()]),
      v.strictTuple([v.string(), v.string()]),
    ]),
    scenario: v.nullable(v.string()),
    device: v.nullable(v.string()),
    text: line,
    notes: v.pipe(v.string(), v.transform(tidyNotes)),
  }),
]) satisfies v.GenericSchema<unknown, AttachedLine>;

/** `lines` as values that JSON can hold; the inverse of restoreLines. */
export const saveLines = (lines: readonly AttachedLine[]): unknown[] =>
  lines.map((one) =>
    one.kind === 'expect' && one.claim.kind === 'value'
      ? { ...one, claim: { ...one.claim, values: one.claim.values.map(hex) } }
      : one,
  );

/** True when `lines` need a newer reader than comments, expectations and `moment` lines do. */
export const haveTalk = (lines: readonly AttachedLine[]): boolean =>
  lines.some(({ kind }) => kind === 'show');

/** The version that kept scenarios have with such lines: 1 without any, 3 with the moments of a talk. */
export const versionOf = (lines: readonly AttachedLine[]): 1 | 2 | 3 =>
  lines.length === 0 ? 1 : haveTalk(lines) ? 3 : 2;

/** Ids of the designs that `lines` name. */
export const designsNamed = (lines: readonly AttachedLine[]): string[] =>
  lines.flatMap((one) =>
    one.kind === 'show' ? [...one.designs] : one.kind === 'expect' && one.under !== null ? [one.under] : [],
  );

/** The lines that were saved beside a scenario of `steps` steps, or where and why they cannot be read. */
export function restoreLines(saved: unknown, steps: number): Result<readonly AttachedLine[]> {
  const read = v.safeParse(v.array(attachedLine), saved);
  if (!read.success) {
    const [issue] = read.issues;
    return failure(`“lines.${v.getDotPath(issue) ?? ''}” cannot be read: ${issue.message}.`);
  }
  const late = lateLine(read.output, steps);
  return late === null ? success(read.output) : failure(late);
}

/** What is wrong with a line that stands below a step that is not there, as a sentence; null when there is none. */
export function lateLine(lines: readonly AttachedLine[], steps: number): string | null {
  const late = lines.findIndex(({ after }) => after > steps);
  return late < 0 ? null : `“lines.${late}.after” is past the last of ${steps} steps.`;
}

/** A step while it is being written: texts in, a step or sentences about what is wrong out. */
import { hex } from '#model/base/hex.ts';
import { isAccess, type AccessStep, type PlainAccess, type Step } from '#model/access.ts';
import { regionAt, type Layout } from '#model/layout.ts';
import { placeName } from '#model/narrate.ts';
import { barWords, isReachable } from './read-place.ts';
import { stepKind, type Field } from './step-kinds.ts';

/** The text of every field, by the field's name; what other kinds of steps use may be among it. */
export interface Draft {
  readonly op: Step['op'];
  readonly texts: Readonly<Record<string, string>>;
}

export interface DraftProblem {
  /** The field it is about. */
  readonly field: string;
  /** A warning does not keep the step from being added. */
  readonly severity: 'error' | 'warning';
  /** The rule in two or three words. */
  readonly rule: string;
  readonly sentence: string;
}

export interface DraftReading {
  /** Null as long as there is an error. */
  readonly step: Step | null;
  readonly problems: readonly DraftProblem[];
}

/** A fresh draft of that kind; texts that both kinds have are kept. */
export function draftOf(op: Step['op'], kept: Draft['texts'] = {}): Draft {
  const texts = Object.fromEntries(
    Object.entries(stepKind(op).fields).map(([name, field]) => [name, kept[name] ?? field.initial]),
  );
  return { op, texts: { ...kept, ...texts } };
}

/** The draft that reads as `step`. */
export function draftOfStep(step: Step, layout: Layout): Draft {
  const parts = (step.op === 'begin' ? step.access : step) as unknown as Readonly<Record<string, never>>;
  const texts = Object.fromEntries(
    Object.entries(stepKind(step.op).fields).map(([name, field]) => [
      name,
      name in parts ? field.show(parts[name] as never, layout) : field.initial,
    ]),
  );
  return { op: step.op, texts };
}

/** The fields of a draft that count: a held read has no value. */
export function fieldsOf(draft: Draft): readonly (readonly [string, Field<never>])[] {
  const fields = Object.entries(stepKind(draft.op).fields);
  return draft.op === 'begin' && draft.texts['op'] === 'read'
    ? fields.filter(([name]) => name !== 'value')
    : fields;
}

export function readDraft(draft: Draft, layout: Layout): DraftReading {
  const problems: DraftProblem[] = [];
  const parts: Record<string, unknown> = {};
  for (const [name, field] of fieldsOf(draft)) {
    const read = field.read(draft.texts[name] ?? '', layout);
    if (read.ok) parts[name] = read.value;
    else
      problems.push({
        field: name,
        severity: 'error',
        rule: `${field.label} not understood`,
        sentence: read.error,
      });
  }
  if (problems.length > 0) return { step: null, problems };
  const step = stepOf(draft.op, parts);
  const access = step.op === 'begin' ? step.access : step;
  if (isAccess(access)) problems.push(...accessProblems(access, layout));
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return { step: isWrong ? null : step, problems };
}

function stepOf(op: Step['op'], parts: Readonly<Record<string, unknown>>): Step {
  if (op === 'begin') return { op, access: parts as unknown as PlainAccess };
  if (op !== 'rep-write') return { op, ...parts } as Step;
  const given = parts['values'] as readonly bigint[];
  const count = parts['count'] as number;
  const [only] = given;
  const values = given.length === 1 && only !== undefined ? Array.from({ length: count }, () => only) : given;
  return { op, ...parts, values } as Step;
}

function accessProblems(access: AccessStep, layout: Layout): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const say = (severity: DraftProblem['severity'], field: string, rule: string, sentence: string) =>
    problems.push({ severity, field, rule, sentence });
  const { offset, size } = access;
  const count = 'count' in access ? access.count : 1;
  const first = 'df' in access && access.df ? offset - (count - 1) * size : offset;
  const end = first + count * size;

  const values = access.op === 'write' ? [access.value] : access.op === 'rep-write' ? access.values : [];
  const field = access.op === 'rep-write' ? 'values' : 'value';
  const large = values.find((one) => one >> BigInt(8 * size) !== 0n);
  if (large !== undefined)
    say(
      'error',
      field,
      'Value larger than the size',
      `${hex(large)} does not fit into ${size} ${size === 1 ? 'byte' : 'bytes'}: at most ${hex((1n << BigInt(8 * size)) - 1n)}.`,
    );
  if (access.op === 'rep-write' && values.length !== count)
    say(
      'error',
      'values',
      'Values and count differ',
      `The count is ${count}, but there are ${values.length} values: give ${count}, or one for all.`,
    );

  if (!isReachable(layout, offset, offset + size))
    say(
      'error',
      'offset',
      'Outside the BAR',
      `${barWords(layout)}; no byte of it is at ${placeName(offset, layout)}.`,
    );
  else if (first < Math.min(0, layout.trapStart))
    say(
      'error',
      'count',
      'REP crosses below 0',
      `Downwards from ${placeName(offset, layout)}, ${count} times ${size} bytes end before the BAR begins: at most ${Math.floor((offset - Math.min(0, layout.trapStart)) / size) + 1} fit.`,
    );
  else if (!isReachable(layout, first, end))
    say(
      'error',
      'count',
      'REP leaves the BAR',
      `${barWords(layout)}; the last byte would be at ${placeName(end - 1, layout)}.`,
    );

  if (problems.length > 0) return problems;
  const from = regionAt(layout, first);
  const to = regionAt(layout, end - 1);
  if (offset % size !== 0)
    say(
      'warning',
      'offset',
      'Not aligned',
      from === 'table'
        ? `Software must access the table in aligned dwords or qwords; what a ${size}-byte access at ${placeName(offset, layout)} does is up to each design.`
        : `${placeName(offset, layout)} is not a multiple of ${size}; it can be tried, and designs differ.`,
    );
  else if (from === 'table' && size < 4)
    say(
      'warning',
      'size',
      'Less than a dword',
      'Software must access the table in whole dwords or qwords; this can be tried.',
    );
  if (from !== to)
    say('warning', 'offset', 'Crosses a border', `It begins in ${WORDS[from]} and ends in ${WORDS[to]}.`);
  return problems;
}

const WORDS = {
  table: 'the table',
  pba: 'the PBA',
  adjacent: 'the registers beside the table',
  plain: 'a page without table bytes',
} as const;

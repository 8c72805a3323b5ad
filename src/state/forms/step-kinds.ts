/** How each kind of step is filled in. A new kind is an entry here; forms, reading and showing follow from it. */
import { MOST_REPETITIONS } from '#model/limits.ts';
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { ACCESS_SIZES, type AccessSize, type Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import { placeName } from '#model/narrate.ts';
import { readBounded, readNatural } from './read-number.ts';
import { PLACE_HINT, readPlace } from './read-place.ts';

export interface Choice {
  readonly value: string;
  readonly word: string;
}

/** One field of a form: text or one of several choices, and what it means. */
export interface Field<T> {
  readonly label: string;
  readonly hint: string;
  /** Null for a field that is typed in. */
  readonly choices: readonly Choice[] | null;
  readonly initial: string;
  readonly read: (text: string, layout: Layout) => Result<T>;
  readonly show: (value: T, layout: Layout) => string;
}

export const GROUPS = [
  'The guest accesses the BAR',
  'The guest writes Message Control',
  'Around the guest',
  'An access in two halves',
] as const;

export interface StepKind {
  readonly op: Step['op'];
  readonly word: string;
  readonly about: string;
  readonly group: (typeof GROUPS)[number];
  /** By the name the value has in the step. */
  readonly fields: Readonly<Record<string, Field<never>>>;
}

const place: Field<number> = {
  label: 'Place',
  hint: PLACE_HINT,
  choices: null,
  initial: 'table[0].ctrl',
  read: readPlace,
  show: placeName,
};

const size: Field<AccessSize> = {
  label: 'Size',
  hint: 'Bytes of one access',
  choices: ACCESS_SIZES.map((bytes) => ({
    value: String(bytes),
    word: `${bytes} ${['byte', 'bytes (word)', 'bytes (dword)', 'bytes (qword)'][ACCESS_SIZES.indexOf(bytes)] ?? ''}`,
  })),
  initial: '4',
  read: (text) => {
    const found = ACCESS_SIZES.find((bytes) => String(bytes) === text.trim());
    return found ? success(found) : failure('An access has 1, 2, 4 or 8 bytes.');
  },
  show: String,
};

const value: Field<bigint> = {
  label: 'Value',
  hint: 'Hex or decimal',
  choices: null,
  initial: '0x1',
  read: readNatural,
  show: hex,
};

const count: Field<number> = {
  label: 'Count',
  hint: 'How many accesses the instruction makes',
  choices: null,
  initial: '4',
  read: (text) =>
    readBounded(text, 1, MOST_REPETITIONS, `A REP access repeats 1 to ${MOST_REPETITIONS} times here.`),
  show: String,
};

const values: Field<readonly bigint[]> = {
  label: 'Values',
  hint: 'In order, with spaces between; one value is used for all',
  choices: null,
  initial: '0x0',
  read: (text) => {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    if (words.length === 0)
      return failure('Nothing is given: write the values, such as 0xfee01004 0x0 0x31 0x1.');
    const read: bigint[] = [];
    for (const word of words) {
      const one = readNatural(word);
      if (!one.ok) return one;
      read.push(one.value);
    }
    return success(read);
  },
  show: (all) => (new Set(all).size === 1 ? [...new Set(all)] : all).map(hex).join(' '),
};

const entry: Field<number> = {
  label: 'Entry',
  hint: 'Number of the table entry, from 0',
  choices: null,
  initial: '0',
  read: (text, { entries }) =>
    readBounded(
      text,
      0,
      entries - 1,
      `Outside the table: it has ${entries === 1 ? 'one entry, entry 0' : `entries 0 to ${entries - 1}`}.`,
    ),
  show: String,
};

const natural = (label: string, hint: string, initial: string, most = 0xffffffff): Field<number> => ({
  label,
  hint,
  choices: null,
  initial,
  read: (text) => readBounded(text, 0, most, `Too large: at most ${hex(most)}.`),
  show: hex,
});

const distance = (label: string, hint: string, initial: string): Field<number> => ({
  label,
  hint,
  choices: null,
  initial,
  read: (text) => {
    const number = readNatural(text.trim().replace(/^[+-]\s*/, ''));
    if (!number.ok) return number;
    const bytes = Number(number.value) * (text.trim().startsWith('-') ? -1 : 1);
    return Math.abs(bytes) <= 2 ** 40
      ? success(bytes === 0 ? 0 : bytes)
      : failure('Too far: at most 0x10000000000 bytes.');
  },
  show: (bytes) => (bytes < 0 ? `-${hex(-bytes)}` : hex(bytes)),
});

const flag = (label: string, hint: string, yes: string, no: string): Field<boolean> => ({
  label,
  hint,
  choices: [
    { value: 'yes', word: yes },
    { value: 'no', word: no },
  ],
  initial: 'yes',
  read: (text) => success(text === 'yes'),
  show: (on) => (on ? 'yes' : 'no'),
});

const direction = flag('Direction', 'The direction flag of the guest', 'Downwards (DF set)', 'Upwards');
const upwards: Field<boolean> = { ...direction, initial: 'no' };

const accessOp: Field<'write' | 'read'> = {
  label: 'Access',
  hint: '',
  choices: [
    { value: 'write', word: 'Write' },
    { value: 'read', word: 'Read' },
  ],
  initial: 'write',
  read: (text) => success(text === 'read' ? 'read' : 'write'),
  show: String,
};

type Plain = Exclude<Step, { op: 'begin' }>;
type FieldsOf<S> = { readonly [K in Exclude<keyof S, 'op'>]: Field<S[K]> };
interface KindOf<S> {
  readonly word: string;
  readonly about: string;
  readonly group: 0 | 1 | 2 | 3;
  readonly fields: FieldsOf<S>;
}

const PLAIN: { readonly [Op in Plain['op']]: KindOf<Extract<Plain, { op: Op }>> } = {
  write: { word: 'Write', about: 'One store to the BAR.', group: 0, fields: { offset: place, size, value } },
  read: { word: 'Read', about: 'One load from the BAR.', group: 0, fields: { offset: place, size } },
  'rep-write': {
    word: 'REP write',
    about: 'One string instruction (REP MOVS) from guest RAM into the BAR.',
    group: 0,
    fields: { offset: { ...place, initial: 'table[0].addr' }, size, count, df: upwards, values },
  },
  'rep-read': {
    word: 'REP read',
    about: 'One string instruction (REP MOVS) from the BAR into guest RAM.',
    group: 0,
    fields: { offset: { ...place, initial: 'table[0].addr' }, size, count, df: upwards },
  },
  enable: {
    word: 'Enable MSI-X',
    about: 'Sets Enable, with or without Function Mask.',
    group: 1,
    fields: {
      maskall: { ...flag('Function Mask', 'Masks every vector at once', 'Set', 'Clear'), initial: 'no' },
    },
  },
  disable: { word: 'Disable MSI-X', about: 'Writes 0 to Message Control.', group: 1, fields: {} },
  raise: {
    word: 'Device raises a vector',
    about: 'The device wants to interrupt with this entry.',
    group: 2,
    fields: { entry },
  },
  'host-mask': {
    word: 'Xen masks a vector',
    about: 'Xen masks or unmasks on its own account.',
    group: 2,
    fields: { entry, masked: flag('Xen', '', 'Masks it', 'Unmasks it') },
  },
  'move-bar': {
    word: 'Guest moves the BAR',
    about: 'The BAR lies elsewhere in guest memory from now on.',
    group: 2,
    fields: { to: distance('To', 'Bytes from where it was at first', '0x100000') },
  },
  decode: {
    word: 'Memory decoding',
    about: 'The device stops answering memory accesses, or answers again.',
    group: 2,
    fields: { on: { ...flag('The device', '', 'Answers', 'Does not answer'), initial: 'no' } },
  },
  prepare: {
    word: 'dom0 prepares MSI-X',
    about: 'dom0 prepares the device for MSI-X, or takes that back.',
    group: 2,
    fields: { done: flag('dom0', '', 'Prepares it', 'Takes it back') },
  },
  'dm-bind': {
    word: 'Device model binds',
    about: 'A device model that does as it likes binds a vector.',
    group: 2,
    fields: {
      entry,
      gtable: distance('Guest table', 'Where it says the table is, from the table BAR', '0x0'),
      vector: natural('Vector', 'The guest’s interrupt vector', '0x31', 0xff),
      flags: natural('Flags', 'Of the bind, as they are', '0x0'),
    },
  },
  'dm-unbind': {
    word: 'Device model unbinds',
    about: 'It unbinds one vector and leaves the others.',
    group: 2,
    fields: { entry },
  },
  'dm-slot': {
    word: 'Device model’s slot',
    about: 'Its slot of the shared page is left in a state that Xen does not expect, or put right.',
    group: 2,
    fields: { broken: flag('The slot', '', 'Broken', 'Right again') },
  },
  serve: {
    word: 'Device model answers',
    about: 'It handles the held access and answers.',
    group: 3,
    fields: {},
  },
  complete: {
    word: 'Xen completes',
    about: 'Xen takes the answer and completes what it postponed.',
    group: 3,
    fields: {},
  },
};

const held: KindOf<Record<string, never>> = {
  word: 'Begin an access',
  about: 'A guest access that is held where the vCPU starts to wait for the device model.',
  group: 3,
  fields: {},
};

const kindOf = (op: Step['op'], { word, about, group }: KindOf<never>, fields: object): StepKind => ({
  op,
  word,
  about,
  group: GROUPS[group],
  fields: fields as StepKind['fields'],
});

/** Every kind of step, in the order a form offers them. */
export const STEP_KINDS: readonly StepKind[] = [
  ...Object.entries(PLAIN).map(([op, kind]) => kindOf(op as Step['op'], kind as KindOf<never>, kind.fields)),
  kindOf('begin', held, { op: accessOp, offset: place, size, value }),
].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));

export function stepKind(op: Step['op']): StepKind {
  const found = STEP_KINDS.find((kind) => kind.op === op);
  if (!found) throw new Error(`no form for steps of the kind ${op}`);
  return found;
}

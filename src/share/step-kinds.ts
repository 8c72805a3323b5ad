import type { MachineEvent } from '#model/access.ts';

/** Events whose fields are numbers and flags only; `begin` holds an access and is written like one. */
export type FlatEvent = Exclude<MachineEvent, { op: 'begin' }>;

/** How a field of an event is written: a number from 0 to 2^32 - 1, an offset that can be negative, or yes and no. */
export type FieldKind = 'natural' | 'offset' | 'flag';

interface EventKind {
  /** Its number in links; a number that was given once is never given to another kind. */
  readonly code: number;
  /** In the order in which links hold them. */
  readonly fields: Readonly<Record<string, FieldKind>>;
}

type EventKinds = {
  readonly [Op in FlatEvent['op']]: {
    readonly code: number;
    readonly fields: Readonly<Record<Exclude<keyof Extract<FlatEvent, { op: Op }>, 'op'>, FieldKind>>;
  };
};

/** Every event that texts, links and files can hold. To add one: a line here, and a statement in the grammar. */
export const EVENT_KINDS: EventKinds = {
  raise: { code: 1, fields: { entry: 'natural' } },
  'host-mask': { code: 2, fields: { entry: 'natural', masked: 'flag' } },
  'move-bar': { code: 3, fields: { to: 'offset' } },
  decode: { code: 4, fields: { on: 'flag' } },
  prepare: { code: 5, fields: { done: 'flag' } },
  'dm-bind': {
    code: 6,
    fields: { entry: 'natural', gtable: 'offset', vector: 'natural', flags: 'natural' },
  },
  'dm-unbind': { code: 7, fields: { entry: 'natural' } },
  'dm-slot': { code: 8, fields: { broken: 'flag' } },
  serve: { code: 9, fields: {} },
  complete: { code: 10, fields: {} },
};

/** The kind of an event by its name; undefined for steps that are not events and for kinds this version lacks. */
export const eventKind = (op: string): EventKind | undefined =>
  Object.hasOwn(EVENT_KINDS, op) ? EVENT_KINDS[op as FlatEvent['op']] : undefined;

/** The kind of an event by its number in links. */
export function eventByCode(code: number): { readonly op: string; readonly kind: EventKind } | null {
  const found = Object.entries(EVENT_KINDS).find(([, kind]) => kind.code === code);
  return found ? { op: found[0], kind: found[1] } : null;
}

/** What a number of such a field can be at most; offsets go as far below 0. */
export const HIGHEST_NATURAL = 0xffffffff;

/** A setting that a reader puts together: how many entries, which accesses, values and events. */
import type { AccessSize, Step } from '../access.ts';
import { REAL_WORLD } from '../context.ts';
import { PROPERTIES } from '../properties/all.ts';
import type { Setting } from './setting.ts';
import {
  address,
  AFTER,
  at,
  BEFORE,
  bound,
  BREAK_SLOT,
  device,
  DISABLE,
  ENABLE,
  held,
  MASK_HANDLING,
  MEND_SLOT,
  OWN_PBA,
  raise,
  read,
  ready,
  setControl,
  SHARED_PBA,
  TABLE,
  write,
} from './setting-parts.ts';

export const OWN_SETTING = 'your own';

/** What has happened before the search begins. */
export const BEGINNINGS = {
  fresh: 'every address is written, no mask bit yet',
  ready: 'every entry is masked and its address written',
  bound: 'MSI-X is on and every vector is in use',
} as const;

/** What the guest does, by word, and the ready setting in which it does as OWN_EVENTS. REP is not among them: the packed states hold no guest RAM. */
export const OWN_ACCESSES = {
  'write the data': null,
  'write the mask bit': null,
  'write data and mask bit at once': null,
  'write the address': null,
  'read the table': null,
  'write 1 or 2 bytes of an entry': 'any guest',
  'write 8 bytes at a 4-aligned address': 'any guest',
  'write 4 bytes unaligned': 'any guest',
  'read the table in odd ways': 'any guest',
  'write registers': null,
  'read registers': null,
  'write the PBA': null,
  'read the PBA': null,
} as const;

/** What else can happen, and the ready setting in which it does: what is not asked there is not asked with it. */
export const OWN_EVENTS = {
  'MSI-X goes on': null,
  'MSI-X goes off': null,
  'the function mask is set': null,
  'the device interrupts': null,
  'accesses wait at the device model': 'events',
  'Xen masks and unmasks a vector': 'events',
  'memory decode goes off and on': 'events',
  'the BAR moves to and fro': 'moving BAR',
  'dom0 takes the device back and prepares it again': null,
  'the device model unbinds': 'partial unbind',
  'the device model binds with any table address': 'hostile device model',
  'the device model binds with and without the flag': 'mixed flags',
  'the device model breaks and mends its slot': 'hostile device model',
} as const;

export type Beginning = keyof typeof BEGINNINGS;
export type OwnAccess = keyof typeof OWN_ACCESSES;
export type OwnEvent = keyof typeof OWN_EVENTS;

export interface OwnChoice {
  readonly entries: number;
  /** The PBA lies on the page of the table. */
  readonly sharesPage: boolean;
  readonly beginning: Beginning;
  /** The guest keeps to PCI's rule on changing messages. */
  readonly lawful: boolean;
  /** What the guest writes as data: 32 bits each. */
  readonly data: readonly number[];
  /** Of accesses to registers and PBA; those of the table are named one by one. */
  readonly sizes: readonly AccessSize[];
  readonly accesses: readonly OwnAccess[];
  readonly events: readonly OwnEvent[];
}

export const MOST_ENTRIES = 3;
export const MOST_DATA = 3;

export const FIRST_CHOICE: OwnChoice = {
  entries: 1,
  sharesPage: false,
  beginning: 'ready',
  lawful: true,
  data: [0x41, 0x42],
  sizes: [4],
  accesses: ['write the data', 'write the mask bit', 'write registers'],
  events: ['MSI-X goes on', 'MSI-X goes off', 'the device interrupts'],
};

/** Vectors below 16 belong to exceptions: Xen refuses to bind them, and a refused bind grows its counts for ever. */
const FIRST_VECTOR = 0x10;

/** What the guest can write as data, from text such as `0x41, 0x42`; or a sentence on what is wrong with it. */
export function readData(text: string): { ok: true; value: number[] } | { ok: false; error: string } {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const bad = words.find((word) => !/^(?:0x[\da-f]{1,8}|\d{1,10})$/i.test(word) || Number(word) > 0xffffffff);
  if (bad !== undefined)
    return { ok: false, error: `“${bad}” is no 32-bit number; write it as 0x41 or as 65.` };
  const value = [...new Set(words.map(Number))];
  if (value.length === 0 || value.length > MOST_DATA)
    return { ok: false, error: `Write 1 to ${MOST_DATA} different values; these are ${value.length}.` };
  const low = value.find((data) => (data & 0xff) < FIRST_VECTOR);
  if (low !== undefined)
    return {
      ok: false,
      error: `0x${low.toString(16)} asks for vector ${low & 0xff}; the lowest that can be bound is ${FIRST_VECTOR} (0x10).`,
    };
  return { ok: true, value };
}

/** The chosen world, ready to be searched. Its id is `OWN_SETTING`. */
export function ownSetting(choice: OwnChoice): Setting {
  const entries = Array.from({ length: choice.entries }, (_, entry) => entry);
  const leads: Record<Beginning, () => Step[]> = {
    fresh: () => entries.map(address),
    ready: () => entries.flatMap(ready),
    bound: () => [ENABLE, ...entries.flatMap(bound)],
  };
  const steps = [
    ...choice.accesses.flatMap((access) => accessSteps(access, choice, entries)),
    ...choice.events.flatMap((event) => eventSteps(event, choice, entries)),
  ];
  return {
    id: OWN_SETTING,
    sentence: choice.lawful
      ? 'The setting put together by hand; the guest keeps to the specification.'
      : 'The setting put together by hand; the guest keeps to no rule.',
    device: device(choice.entries, choice.sharesPage ? SHARED_PBA : OWN_PBA),
    world: REAL_WORLD,
    lead: leads[choice.beginning](),
    steps,
    lawful: choice.lawful,
  };
}

/** The address of a message to another CPU than that of setting-parts.ts. */
const OTHER_CPU = 0xfee01000n;

/** What the guest writes to registers and to the PBA. */
const REGISTER_VALUE = 0x42n;

function accessSteps(access: OwnAccess, choice: OwnChoice, entries: readonly number[]): Step[] {
  const { data, sizes, sharesPage } = choice;
  const pba = sharesPage ? SHARED_PBA : OWN_PBA;
  const registers = [BEFORE, AFTER];
  const each = <T>(items: readonly T[], make: (item: T, size: AccessSize) => Step): Step[] =>
    items.flatMap((item) => sizes.map((size) => make(item, size)));
  switch (access) {
    case 'write the data':
      return entries.flatMap((entry) => data.map((value) => write(at(entry, 2), BigInt(value))));
    case 'write the mask bit':
      return entries.flatMap((entry) => [setControl(entry, 0n), setControl(entry, 1n)]);
    case 'write data and mask bit at once':
      return entries.flatMap((entry) =>
        data.flatMap((value) =>
          [0n, 1n].map((mask) => write(at(entry, 2), BigInt(value) | (mask << 32n), 8)),
        ),
      );
    case 'write the address':
      return entries.flatMap((entry) => [address(entry), write(at(entry, 0), OTHER_CPU)]);
    case 'write 1 or 2 bytes of an entry':
      return entries.flatMap((entry) => [
        write(at(entry, 3), 0n, 1),
        write(at(entry, 3), 1n, 2),
        ...data.map((value) => write(at(entry, 2), BigInt(value & 0xffff), 2)),
      ]);
    case 'write 8 bytes at a 4-aligned address':
      return entries.flatMap((entry) => data.map((value) => write(at(entry, 1), BigInt(value) << 32n, 8)));
    case 'write 4 bytes unaligned':
      return entries.flatMap((entry) => [write(at(entry, 2) + 2, 0n), write(at(entry, 3) - 1, 0n)]);
    case 'read the table in odd ways':
      return entries.flatMap((entry) => [
        read(at(entry, 3), 1),
        read(at(entry, 2), 2),
        read(at(entry, 1), 8),
        read(at(entry, 2) + 2),
      ]);
    case 'read the table':
      return entries.flatMap((entry) =>
        sizes.includes(8) ? [read(at(entry, 3)), read(at(entry, 2), 8)] : [read(at(entry, 3))],
      );
    case 'write registers':
      return each(registers, (offset, size) => write(offset, REGISTER_VALUE, size));
    case 'read registers':
      return each(registers, (offset, size) => read(offset, size));
    case 'write the PBA':
      return each([pba], (offset, size) => write(offset, REGISTER_VALUE, size));
    case 'read the PBA':
      return each([pba], (offset, size) => read(offset, size));
  }
}

function eventSteps(event: OwnEvent, { data }: OwnChoice, entries: readonly number[]): Step[] {
  const vector = (data[0] ?? 0x41) & 0xff;
  const bind = (entry: number, gtable: number, flags: number): Step => ({
    op: 'dm-bind',
    entry,
    gtable,
    vector,
    flags,
  });
  switch (event) {
    case 'MSI-X goes on':
      return [ENABLE];
    case 'MSI-X goes off':
      return [DISABLE];
    case 'the function mask is set':
      return [{ op: 'enable', maskall: true }];
    case 'the device interrupts':
      return entries.map(raise);
    case 'accesses wait at the device model':
      return [
        ...entries.flatMap((entry) => [held(at(entry, 3), 0n), held(at(entry, 3), 1n)]),
        { op: 'serve' },
        { op: 'complete' },
      ];
    case 'Xen masks and unmasks a vector':
      return entries.flatMap((entry) =>
        [true, false].map((masked): Step => ({ op: 'host-mask', entry, masked })),
      );
    case 'memory decode goes off and on':
      return [false, true].map((on) => ({ op: 'decode', on }));
    case 'the BAR moves to and fro':
      return [0x10000, 0].map((to) => ({ op: 'move-bar', to }));
    case 'dom0 takes the device back and prepares it again':
      return [false, true].map((done) => ({ op: 'prepare', done }));
    case 'the device model unbinds':
      return entries.map((entry) => ({ op: 'dm-unbind', entry }));
    case 'the device model binds with any table address':
      return entries.flatMap((entry) =>
        [TABLE, TABLE - 0x80, TABLE + 0x80].map((gtable) => bind(entry, gtable, 0)),
      );
    case 'the device model breaks and mends its slot':
      return [BREAK_SLOT, MEND_SLOT];
    case 'the device model binds with and without the flag':
      return entries.flatMap((entry) => [MASK_HANDLING, 0].map((flags) => bind(entry, TABLE, flags)));
  }
}

/**
 * Ids of the properties that make sense with what was chosen: a property that trusts the device model, or the guest,
 * is not asked where that one breaks the rules, and one that looks between two steps not while an access waits.
 */
export function askedOfOwn({ lawful, accesses, events }: OwnChoice): string[] {
  const homes = [
    ...accesses.map((access) => OWN_ACCESSES[access]),
    ...events.map((event) => OWN_EVENTS[event]),
    lawful ? null : 'any guest',
  ].filter((home) => home !== null);
  return PROPERTIES.filter(({ settings }) => homes.every((home) => settings.includes(home))).map(
    ({ id }) => id,
  );
}

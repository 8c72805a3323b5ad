import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_SIZES } from '../access.ts';
import { DESIGNS } from '../designs/catalogue.ts';
import { PROPERTIES } from '../properties/all.ts';
import {
  askedOfOwn,
  BEGINNINGS,
  FIRST_CHOICE,
  MOST_ENTRIES,
  OWN_ACCESSES,
  OWN_EVENTS,
  ownSetting,
  readData,
  type Beginning,
  type OwnAccess,
  type OwnChoice,
  type OwnEvent,
} from './own-setting.ts';
import { Search } from './search.ts';
import { settingById } from './settings.ts';
import { plainSearch } from './testing/plain-search.ts';

const ACCESSES = Object.keys(OWN_ACCESSES) as OwnAccess[];
const EVENTS = Object.keys(OWN_EVENTS) as OwnEvent[];

const choices: fc.Arbitrary<OwnChoice> = fc.record({
  entries: fc.integer({ min: 1, max: MOST_ENTRIES }),
  sharesPage: fc.boolean(),
  beginning: fc.constantFrom(...(Object.keys(BEGINNINGS) as Beginning[])),
  lawful: fc.boolean(),
  data: fc.uniqueArray(fc.constantFrom(0x41, 0x42, 0x4031, 0xffffff10), { minLength: 1, maxLength: 3 }),
  sizes: fc.subarray([...ACCESS_SIZES], { minLength: 1 }),
  accesses: fc.subarray(ACCESSES),
  events: fc.subarray(EVENTS),
});

describe('a setting of one’s own', () => {
  it('of any choice can be searched under any design, and gives what the plain search gives', () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...DESIGNS), (choice, design) => {
        const setting = ownSetting(choice);
        const asked = PROPERTIES.filter(
          ({ id, notFor }) => askedOfOwn(choice).includes(id) && notFor(design) === null,
        );
        const bounds = { states: 400, depth: 4 };
        const search = new Search(setting, design, asked, bounds);
        while (search.advance(1000));
        // The plain one has no bound on states: it is held against searches that ended by themselves or at the depth.
        if (search.progress.stoppedBy === 'states') return;
        const plain = plainSearch(setting, design, asked, Infinity, bounds.depth);
        const { states, transitions } = search.progress;
        expect({ states, transitions }).toEqual({ states: plain.states, transitions: plain.transitions });
        const lengths = asked.flatMap((property): [string, number][] => {
          const steps = search.counterexample(property)?.length;
          return steps === undefined ? [] : [[property.id, steps]];
        });
        expect(new Map(lengths)).toEqual(plain.failures);
      }),
      { numRuns: 150 },
    );
  });

  it('holds the largest choice', () => {
    const all: OwnChoice = {
      ...FIRST_CHOICE,
      entries: MOST_ENTRIES,
      lawful: false,
      data: [0x41, 0x4042, 0xffffff43],
      sizes: [...ACCESS_SIZES],
      accesses: ACCESSES,
      events: EVENTS,
    };
    for (const design of DESIGNS) {
      const search = new Search(ownSetting(all), design, PROPERTIES, { states: 20_000, depth: 10_000 });
      while (search.advance(100_000));
      expect(search.progress.stoppedBy).toBe('states');
    }
  });

  it('has every kind of access that is chosen, addresses and odd sizes among them', () => {
    const made = (access: OwnAccess) =>
      ownSetting({ ...FIRST_CHOICE, accesses: [access], events: [] }).steps.map((step) =>
        step.op === 'write' || step.op === 'read'
          ? `${step.op} ${step.size} +${(step.offset - 0x2080) & 15}`
          : step.op,
      );
    for (const access of ACCESSES) expect(made(access), access).not.toEqual([]);
    expect(made('write the address')).toEqual(['write 4 +0', 'write 4 +0']);
    expect(made('write 8 bytes at a 4-aligned address')).toEqual(['write 8 +4', 'write 8 +4']);
    expect(made('write 4 bytes unaligned')).toEqual(['write 4 +10', 'write 4 +11']);
    expect(new Set(made('write 1 or 2 bytes of an entry'))).toEqual(
      new Set(['write 1 +12', 'write 2 +12', 'write 2 +8']),
    );
  });

  it('finds what the ready setting finds', () => {
    const design = DESIGNS.find(({ id }) => id === 'xen-4.18--qemu-devmem')!;
    const property = PROPERTIES.find(({ id }) => id === 'I8')!;
    const length = (setting: Parameters<typeof plainSearch>[0]) => {
      const search = new Search(setting, design, [property]);
      while (search.advance(1000));
      return search.counterexample(property)?.length;
    };
    expect(length(ownSetting(FIRST_CHOICE))).toBe(length(settingById('neighbours')!));
  });

  it('asks only what makes sense with what was chosen', () => {
    expect(askedOfOwn(FIRST_CHOICE)).toHaveLength(PROPERTIES.length);
    const hostile = askedOfOwn({
      ...FIRST_CHOICE,
      events: ['the device model binds with any table address'],
    });
    expect(hostile).toEqual(['I1', 'I10', 'I17']);
    expect(askedOfOwn({ ...FIRST_CHOICE, events: ['the device model breaks and mends its slot'] })).toEqual(
      hostile,
    );
    expect(
      askedOfOwn({ ...FIRST_CHOICE, events: ['accesses wait at the device model'] }).includes('I13'),
    ).toBe(false);
    expect(askedOfOwn({ ...FIRST_CHOICE, lawful: false })).toContain('I17');
    // What no driver does is no fault of what is asked of drivers.
    const odd = askedOfOwn({ ...FIRST_CHOICE, accesses: ['write 1 or 2 bytes of an entry'] });
    expect(odd).toContain('I20');
    expect(odd).not.toContain('I13');
  });
});

describe('the data', () => {
  it.each([
    ['0x41, 66', [0x41, 66]],
    ['0x41 0x41', [0x41]],
  ])('%s is read', (text, value) => {
    expect(readData(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['0x41, mask', '“mask” is no 32-bit number'],
    ['0x100000000', 'is no 32-bit number'],
    ['', 'these are 0'],
    ['17 18 19 20', 'these are 4'],
    ['0x4005', 'asks for vector 5'],
  ])('%s is refused with a reason', (text, reason) => {
    const read = readData(text);
    expect(read.ok ? '' : read.error).toContain(reason);
  });
});

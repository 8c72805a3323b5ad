import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '#model/access.ts';
import { layoutOf } from '#model/layout.ts';
import { anyDevice, anyStep } from '#model/testing/arbitraries.ts';
import { DEVICES } from '#content/devices.ts';
import { draftOf, draftOfStep, readDraft, type Draft } from './draft.ts';
import { readPlace } from './read-place.ts';
import { STEP_KINDS } from './step-kinds.ts';

const layout = layoutOf(DEVICES[0]!.description);
const write = (texts: Record<string, string>): Draft => draftOf('write', texts);
const rules = (draft: Draft) =>
  readDraft(draft, layout).problems.map(({ severity, rule }) => `${severity}: ${rule}`);

const EVENTS: readonly Step[] = [
  { op: 'raise', entry: 1 },
  { op: 'host-mask', entry: 0, masked: false },
  { op: 'move-bar', to: -0x1000 },
  { op: 'decode', on: true },
  { op: 'prepare', done: false },
  { op: 'dm-bind', entry: 1, gtable: 0x2000, vector: 0x31, flags: 3 },
  { op: 'dm-unbind', entry: 0 },
  { op: 'dm-slot', broken: true },
  { op: 'begin', access: { op: 'write', offset: 0x2804, size: 8, value: 7n } },
  { op: 'begin', access: { op: 'read', offset: 0x2000, size: 2 } },
  { op: 'serve' },
  { op: 'complete' },
];

describe('a draft', () => {
  it('of any step reads as that step, or says which rule it breaks', () => {
    const story = anyDevice.chain((device) => anyStep(device).map((step) => ({ device, step })));
    fc.assert(
      fc.property(story, ({ device, step }) => {
        const on = layoutOf(device);
        const { step: read, problems } = readDraft(draftOfStep(step, on), on);
        if (read === null) expect(problems.map(({ rule }) => rule).join()).toMatch(/BAR|below 0/);
        else expect(read).toEqual(step);
      }),
      { numRuns: 500 },
    );
  });

  it.each(EVENTS)('of the event $op reads as that event', (step) => {
    expect(readDraft(draftOfStep(step, layout), layout).step).toEqual(step);
  });

  it('of every kind can be added as it is at first', () => {
    for (const { op } of STEP_KINDS) expect(readDraft(draftOf(op), layout).step, op).not.toBeNull();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STEP_KINDS),
        fc.array(fc.string(), { maxLength: 6 }),
        ({ op, fields }, typed) => {
          const texts = Object.fromEntries(Object.keys(fields).map((name, n) => [name, typed[n] ?? '']));
          readDraft({ op, texts }, layout);
        },
      ),
    );
  });
});

describe('validation', () => {
  it('names the rule that is broken', () => {
    expect(rules(write({ offset: '0x4000' }))).toEqual(['error: Outside the BAR']);
    expect(rules(write({ offset: 'table[99].ctrl' }))).toEqual(['error: Place not understood']);
    expect(rules(write({ value: '0x100000000' }))).toEqual(['error: Value larger than the size']);
    expect(rules(write({ value: 'ff' }))).toEqual(['error: Value not understood']);
    expect(rules(draftOf('rep-read', { offset: '0x4', df: 'yes', count: '3' }))).toEqual([
      'error: REP crosses below 0',
    ]);
    expect(rules(draftOf('rep-write', { count: '3', values: '1 2' }))).toEqual([
      'error: Values and count differ',
    ]);
    expect(rules(draftOf('rep-read', { offset: '0x3ff8', count: '9' }))).toEqual([
      'error: REP leaves the BAR',
    ]);
    expect(rules(draftOf('raise', { entry: '4096' }))).toEqual(['error: Entry not understood']);
  });

  it('allows what designs treat differently, and says so', () => {
    expect(rules(write({ offset: 'table[0].ctrl+1' }))).toEqual(['warning: Not aligned']);
    expect(rules(write({ size: '1' }))).toEqual(['warning: Less than a dword']);
    expect(readDraft(write({ size: '1' }), layout).step).not.toBeNull();
  });
});

describe('a place', () => {
  it('is named or a number, hex or decimal', () => {
    const at = (text: string) => {
      const read = readPlace(text, layout);
      return read.ok ? read.value : read.error;
    };
    expect(at('table[3].ctrl')).toBe(0x203c);
    expect(at('TABLE[0x3] . ctrl'.replaceAll(' ', ''))).toBe(0x203c);
    expect(at('table[3]')).toBe(0x2030);
    expect(at('+0x2804')).toBe(0x2804);
    expect(at('0x2804')).toBe(0x2804);
    expect(at('10244')).toBe(0x2804);
    expect(at('pba[0]')).toBe(layout.pbaStart);
    expect(at('table[3].mask')).toMatch(/no field “mask”/);
    expect(at('2804x')).toMatch(/no number/);
    expect(at('somewhere')).toMatch(/no place/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANYTHING } from '#model/replay/search.ts';
import { asksNothing, NO_FIELDS, queryOf, type QueryFields } from './trace-query.ts';

const query = (fields: Partial<QueryFields>) => queryOf({ ...NO_FIELDS, ...fields }, 65, 100);
const asked = (fields: Partial<QueryFields>) => {
  const found = query(fields);
  if (!found.ok) throw new Error(found.error.sentence);
  return found.value;
};
const refused = (fields: Partial<QueryFields>) => {
  const found = query(fields);
  return found.ok ? null : found.error.field;
};

describe('the fields of the filter', () => {
  it('ask for nothing when they are empty', () => {
    expect(asked({ offset: '  ' })).toEqual(ANYTHING);
    expect([asksNothing(NO_FIELDS), asksNothing({ ...NO_FIELDS, value: '0' })]).toEqual([true, false]);
  });

  it('take numbers and ranges, in hex or decimal', () => {
    expect(asked({ offset: '0x200c' }).offset).toEqual({ from: 0x200c, to: 0x200c });
    expect(asked({ offset: '8192 - 0x2fff' }).offset).toEqual({ from: 0x2000, to: 0x2fff });
    expect(asked({ offset: '-0x40000--0x1' }).offset).toEqual({ from: -0x40000, to: -1 });
    expect(asked({ value: '0xfee00000-0xfeefffff' }).value).toEqual({ from: 0xfee00000n, to: 0xfeefffffn });
    expect(asked({ time: '2.5-2.75' }).time).toEqual({ from: 2.5, to: 2.75 });
    expect(asked({ time: '+0.5-+1' }).time).toEqual({ from: 100.5, to: 101 });
    expect(
      asked({ direction: 'write', size: '8', entry: '64', outcome: 'lost', region: 'pba' }),
    ).toMatchObject({
      write: true,
      size: 8,
      entry: 64,
      outcome: 'lost',
      region: 'pba',
    });
  });

  it('say which of them cannot be read', () => {
    expect(refused({ offset: 'table' })).toBe('offset');
    expect(refused({ offset: '5-4' })).toBe('offset');
    expect(refused({ value: '0x10000000000000000' })).toBe('value');
    expect(refused({ value: '-1' })).toBe('value');
    expect(refused({ entry: '65' })).toBe('entry');
    expect(refused({ time: 'noon' })).toBe('time');
  });

  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (offset, value, entry, time) => {
        const found = query({ offset, value, entry, time });
        if (found.ok && found.value.offset)
          expect(found.value.offset.from).toBeLessThanOrEqual(found.value.offset.to);
      }),
    );
  });
});

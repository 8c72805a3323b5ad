import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chosenSteps } from './chosen-steps.ts';

const error = (text: string) => {
  const read = chosenSteps(text, 43);
  return read.ok ? null : read.error;
};

it('reads numbers and ranges in any order, each step once', () => {
  expect(chosenSteps('34, 1-3; 2–4 ,', 43)).toEqual({ ok: true, value: [0, 1, 2, 3, 33] });
});

it('says which part it cannot take, and why', () => {
  expect(error('')).toMatch(/No access is named/);
  expect(error('1, two')).toMatch(/“two” is no number or range/);
  expect(error('9-4')).toBe('“9-4” runs backwards: write 4-9.');
  expect(error('0')).toMatch(/accesses 1 to 43/);
  expect(error('40-99999999999')).toMatch(/“40-99999999999” goes beyond/);
});

it('reads back whatever steps are written out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 42 }), { minLength: 1 }), (steps) => {
      const read = chosenSteps(steps.map((step) => step + 1).join(', '), 43);
      expect(read).toEqual({ ok: true, value: [...steps].sort((a, b) => a - b) });
    }),
  );
});

it('never throws, whatever is written', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat({ max: 50 }), (text, length) => {
      const read = chosenSteps(text, length);
      if (read.ok) expect(read.value.every((step) => step >= 0 && step < length)).toBe(true);
      else expect(read.error).toMatch(/\.$/);
    }),
  );
});

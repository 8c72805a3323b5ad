import { expect, it } from 'vitest';
import { elapsed } from './elapsed.ts';
import { presentIntent } from './present-keys.ts';
import { touchIntent } from './touch-intent.ts';

it('has an intent for every key of the list, and none for others', () => {
  const meaning = (keys: readonly string[]) => keys.map(presentIntent);
  expect(new Set(meaning([' ', 'ArrowRight', 'PageDown']))).toEqual(new Set(['next']));
  expect(new Set(meaning(['ArrowLeft', 'PageUp', 'Backspace']))).toEqual(new Set(['previous']));
  expect(meaning(['Home', 'End', 'Enter'])).toEqual(['first', 'last', 'enter']);
  expect(meaning(['ArrowDown', 'ArrowUp'])).toEqual(['hop-on', 'hop-back']);
  expect(new Set(meaning(['.', 'b', 'B']))).toEqual(new Set(['blank']));
  expect(meaning(['l', 's', 'f', '?', 'Escape'])).toEqual([
    'spotlight',
    'speaker',
    'fullscreen',
    'keys',
    'leave',
  ]);
  expect(presentIntent('7')).toEqual({ digit: '7' });
  for (const key of ['d', 'p', 'Tab', 'F5', 'Delete', 'constructor']) expect(presentIntent(key)).toBeNull();
});

it('takes a tap, and a swipe in three directions', () => {
  const from = { x: 200, y: 300 };
  const to = (dx: number, dy: number) => touchIntent(from, { x: from.x + dx, y: from.y + dy }, 390);
  expect(to(0, 3)).toBe('next');
  expect(touchIntent({ x: 50, y: 9 }, { x: 52, y: 9 }, 390)).toBe('previous');
  expect(to(-90, 20)).toBe('next');
  expect(to(90, -20)).toBe('previous');
  expect(to(10, 120)).toBe('leave');
  expect(to(10, -120)).toBeNull();
  expect(to(30, 20)).toBeNull();
});

it('tells time as a stopwatch does', () => {
  expect([-5, 0, 999, 65_000, 599_999].map(elapsed)).toEqual(['0:00', '0:00', '0:00', '1:05', '9:59']);
  expect(elapsed(3_600_000 + 2 * 60_000 + 33_000)).toBe('1:02:33');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begun, pressed, type Course, type Intent, type Presentation } from './presentation.ts';

/** Moments with as many hops as their number; every second one shows the step of the one before, further on. */
const course = (length: number): Course => ({
  length,
  hopsOf: (at) => ({ done: at + 1, all: at + 3 }),
  goesOn: (from, to) => Math.floor(from / 2) === Math.floor(to / 2),
});

const after = (length: number, ...intents: readonly Intent[]): Presentation =>
  intents.reduce<Presentation>((now, intent) => pressed(now, intent, course(length)), begun(0));
const digits = (text: string): Intent[] => Array.from(text).map((digit) => ({ digit }));

describe('a presentation', () => {
  it('goes on and back, to the ends, and says so where there is no more', () => {
    expect(after(8, 'next', 'next').at).toBe(2);
    expect(after(8, 'next', 'next', 'previous').at).toBe(1);
    expect(after(8, 'last').at).toBe(7);
    expect(after(8, 'last', 'first').at).toBe(0);
    expect(after(8, 'last', 'next')).toMatchObject({
      at: 7,
      said: expect.stringMatching(/last moment/) as string,
    });
    expect(after(8, 'previous')).toMatchObject({ at: 0, said: 'This is the first moment.' });
  });

  it('jumps by number at once where no longer number begins like it, else with Enter', () => {
    expect(after(8, ...digits('5')).at).toBe(4);
    expect(after(12, ...digits('5')).at).toBe(4);
    expect(after(12, ...digits('1'))).toMatchObject({ at: 0, digits: '1' });
    expect(after(12, ...digits('1'), 'enter')).toMatchObject({ at: 0, digits: '', entry: 1 });
    expect(after(12, ...digits('12')).at).toBe(11);
    expect(after(12, ...digits('03')).at).toBe(2);
    expect(after(120, ...digits('12'), 'enter').at).toBe(11);
    expect(after(120, ...digits('119')).at).toBe(118);
    expect(after(8, ...digits('9'))).toMatchObject({ at: 0, said: 'There is no moment 9: the talk has 8.' });
    expect(after(12, ...digits('1'), 'next', 'enter').at).toBe(2);
    expect(after(8, 'enter').at).toBe(1);
  });

  it('lets the token fly on from where it stood in the same step, from the start in another, and not at all back', () => {
    expect(begun(0).from).toBe(0);
    expect(after(8, 'next').from).toBe(1);
    expect(after(8, 'next', 'next').from).toBe(0);
    expect(after(8, 'next', 'next', 'previous').from).toBeNull();
    expect(after(8, 'hop-on', 'hop-on', 'next').from).toBe(0);
  });

  it('steps by hops within the moment and no further', () => {
    expect(after(8, 'hop-on')).toMatchObject({ at: 0, hop: 2, from: 1 });
    expect(after(8, 'hop-on', 'hop-on', 'hop-on')).toMatchObject({ hop: 3, said: 'The access has ended.' });
    expect(after(8, 'hop-back')).toMatchObject({ hop: 0, from: null });
    expect(after(8, 'hop-back', 'hop-back').said).toBe('The access has not begun.');
    expect(after(8, 'hop-on', 'next').hop).toBeNull();
  });

  it('is blank until the next press that moves, and lights a spot until that is pressed again', () => {
    expect(after(8, 'blank').blank).toBe(true);
    expect(after(8, 'blank', 'blank').blank).toBe(false);
    expect(after(8, 'blank', 'next')).toMatchObject({ blank: false, at: 1 });
    expect(after(8, 'blank', 'spotlight').blank).toBe(true);
    expect(after(8, 'spotlight', 'next').spotlight).toBe(true);
    expect(after(8, 'spotlight', 'next', 'spotlight').spotlight).toBe(false);
  });

  it('stays at a moment that exists, at a hop that exists, whatever is pressed', () => {
    const intent = fc.oneof(
      fc.constantFrom<Intent>(
        'next',
        'previous',
        'first',
        'last',
        'hop-on',
        'hop-back',
        'enter',
        'blank',
        'spotlight',
      ),
      fc.integer({ min: 0, max: 9 }).map((digit): Intent => ({ digit: String(digit) })),
      fc.integer({ min: -2, max: 200 }).map((to): Intent => ({ to })),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 130 }),
        fc.array(intent, { maxLength: 40 }),
        (length, intents) => {
          let now = begun(0);
          for (const one of intents) {
            const before = now;
            now = pressed(now, one, course(length));
            const { all } = course(length).hopsOf(now.at);
            expect(now.at).toBeGreaterThanOrEqual(0);
            expect(now.at).toBeLessThan(length);
            if (now.hop !== null) expect(now.hop >= 0 && now.hop <= all).toBe(true);
            if (now.at !== before.at || now.hop !== before.hop) expect(now.entry).toBe(before.entry + 1);
          }
        },
      ),
    );
  });
});

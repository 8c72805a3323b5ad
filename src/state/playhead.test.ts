import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clamped,
  endOf,
  hopBack,
  hopForward,
  placeAt,
  progressOf,
  START,
  stepBack,
  stepForward,
  type Track,
} from './playhead.ts';

const trackOf = (hops: readonly number[]): Track => ({
  length: hops.length,
  hopsOf: (step) => hops[step] ?? 0,
});
const track = trackOf([3, 5, 0, 2]);

const anyTrack = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }).map(trackOf);
const anyPlace = anyTrack.chain((on) =>
  fc
    .record({ step: fc.integer({ min: -2, max: 12 }), hop: fc.double({ min: -2, max: 12, noNaN: true }) })
    .map((wanted) => ({ on, place: clamped(wanted, on) })),
);

describe('the playhead', () => {
  it('steps from the start to the end of each access in turn', () => {
    const places = [START];
    for (let n = 0; n < 5; n++) places.push(stepForward(places.at(-1)!, track));
    expect(places).toEqual([
      { step: 0, hop: 0 },
      { step: 0, hop: 3 },
      { step: 1, hop: 5 },
      { step: 2, hop: 0 },
      { step: 3, hop: 2 },
      { step: 3, hop: 2 },
    ]);
  });

  it('steps back over the same places', () => {
    expect(stepBack({ step: 1, hop: 2.5 }, track)).toEqual({ step: 0, hop: 3 });
    expect(stepBack({ step: 0, hop: 2.5 }, track)).toEqual(START);
    expect(stepBack({ step: 3, hop: 2 }, track)).toEqual({ step: 2, hop: 0 });
  });

  it('finishes the access under way before going to the next', () => {
    expect(stepForward({ step: 1, hop: 0.5 }, track)).toEqual({ step: 1, hop: 5 });
  });

  it('goes hop by hop across accesses, and back the same way', () => {
    let place = START;
    const there = [place];
    for (let n = 0; n < 11; n++) there.push((place = hopForward(place, track)));
    expect(place).toEqual({ step: 3, hop: 2 });
    const back = [place];
    for (let n = 0; n < 11; n++) back.push((place = hopBack(place, track)));
    expect(back.reverse()).toEqual(there);
  });

  it('goes to the nearest whole hop from between two', () => {
    expect(hopForward({ step: 1, hop: 1.2 }, track)).toEqual({ step: 1, hop: 2 });
    expect(hopBack({ step: 1, hop: 1.2 }, track)).toEqual({ step: 1, hop: 1 });
  });

  it('has progress that leads back to the same place', () => {
    fc.assert(
      fc.property(anyPlace, ({ on, place }) => {
        const again = placeAt(progressOf(place, on), on);
        if (place.hop > 1e-6) {
          expect(again.step).toBe(place.step);
          expect(again.hop).toBeCloseTo(place.hop, 9);
        } else expect(progressOf(again, on)).toBeCloseTo(progressOf(place, on), 5);
      }),
    );
  });

  it('moves only to places that exist, and never backwards when going forward', () => {
    fc.assert(
      fc.property(anyPlace, ({ on, place }) => {
        for (const next of [stepForward, hopForward]) {
          const moved = next(place, on);
          expect(clamped(moved, on)).toEqual(moved);
          expect(progressOf(moved, on)).toBeGreaterThanOrEqual(progressOf(place, on));
        }
        for (const next of [stepBack, hopBack]) {
          const moved = next(place, on);
          expect(clamped(moved, on)).toEqual(moved);
          expect(progressOf(moved, on)).toBeLessThanOrEqual(progressOf(place, on));
        }
      }),
    );
  });

  it('has one place in a scenario without steps', () => {
    const none = trackOf([]);
    for (const move of [stepForward, stepBack, hopForward, hopBack, clamped])
      expect(move({ step: 7, hop: 7 }, none).hop).toBeLessThanOrEqual(7);
    expect(clamped({ step: 7, hop: 7 }, none)).toEqual(START);
    expect(endOf(none, -1)).toEqual(START);
    expect(placeAt(3, none)).toEqual(START);
  });
});

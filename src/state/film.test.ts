import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, filmOf, type Film, type FilmWish } from './film.ts';
import { advance, REST_MS } from './playback.ts';
import { endOf, progressOf, type Track } from './playhead.ts';

const trackOf = (hops: readonly number[]): Track => ({
  length: hops.length,
  hopsOf: (step) => hops[step] ?? 0,
});

/** Routes of no hop, of a few, and of more than are played at full length. */
const anyHops = fc.array(fc.oneof(fc.nat({ max: 12 }), fc.constant(90)), { minLength: 1, maxLength: 8 });

const anyFilm = fc
  .record({
    hops: anyHops,
    a: fc.nat({ max: 7 }),
    b: fc.nat({ max: 7 }),
    framesPerSecond: fc.constantFrom(30, 50, 60),
    speed: fc.constantFrom(0.5, 1, 2, 4),
  })
  .map(({ hops, a, b, framesPerSecond, speed }) => {
    const track = trackOf(hops);
    const [from, to] = [a % hops.length, b % hops.length].sort((x, y) => x - y) as [number, number];
    const wish: FilmWish = { from, to, speed, framesPerSecond, longest: Infinity };
    return { track, wish, film: made(track, wish) };
  });

function made(track: Track, wish: FilmWish): Film {
  const film = filmOf(track, wish);
  if (!film.ok) throw new Error(film.error);
  return film.value;
}

const positions = (film: Film) => Array.from({ length: film.frames }, (_, n) => film.at(n));

describe('the frames of a film', () => {
  it('are the same each time, and in whatever order they are asked for', () => {
    fc.assert(
      fc.property(anyFilm, ({ track, wish, film }) => {
        const forth = positions(film);
        expect(positions(made(track, wish))).toEqual(forth);
        expect([...forth.keys()].reverse().map((n) => film.at(n))).toEqual([...forth].reverse());
      }),
      { numRuns: 40 },
    );
  });

  it('begin at the start of the first step, never go back, and end at the end of the last', () => {
    fc.assert(
      fc.property(anyFilm, ({ track, wish, film }) => {
        const progress = positions(film).map((playhead) => progressOf(playhead, track));
        expect(film.at(0)).toEqual({ step: wish.from, hop: 0 });
        expect(progress.every((at, n) => n === 0 || at >= progress[n - 1]!)).toBe(true);
        expect(film.at(film.frames - 1)).toEqual(endOf(track, wish.to));
      }),
      { numRuns: 60 },
    );
  });

  it('stand where the player stands after the same time', () => {
    fc.assert(
      fc.property(anyFilm, ({ track, wish, film }) => {
        const frame = (1000 * wish.speed) / wish.framesPerSecond;
        const cut = { length: wish.to + 1, hopsOf: track.hopsOf };
        let playing = { playhead: { step: wish.from, hop: 0 }, rested: 0, playing: true };
        for (let n = 0; n < film.frames; n++) {
          const { step, hop } = film.at(n);
          const [ours, theirs] = [progressOf({ step, hop }, track), progressOf(playing.playhead, track)];
          // Where a step ends and the next begins, the last bit of a sum may fall to either side.
          const differ = Math.abs(ours - theirs) > 1e-6;
          if (differ && hop !== 0 && playing.playhead.hop !== 0) expect(ours).toBeCloseTo(theirs, 6);
          playing = advance(playing, cut, frame, null);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('last as long as the hops and the rests of their steps', () => {
    const film = made(trackOf([3, 2]), { from: 0, to: 1, speed: 1, framesPerSecond: 30, longest: 60_000 });
    expect(film.frames).toBe(((5 * 600 + 2 * REST_MS) / 1000) * 30);
    const fast = made(trackOf([3, 2]), { from: 0, to: 1, speed: 4, framesPerSecond: 60, longest: 60_000 });
    expect(fast.frames).toBe(((5 * 600 + 2 * REST_MS) / 4000) * 60);
  });
});

describe('a wish that cannot be filmed', () => {
  const wish: FilmWish = { from: 0, to: 0, speed: 1, framesPerSecond: 30, longest: 10_000 };
  const error = (track: Track, change: Partial<FilmWish>) => {
    const film = filmOf(track, { ...wish, ...change });
    return film.ok ? null : film.error;
  };

  it('is told what is wrong with it', () => {
    expect(error(trackOf([]), {})).toMatch(/no access yet/);
    expect(error(trackOf([1, 1]), { to: 2 })).toBe('The last access must be a whole number from 1 to 2.');
    expect(error(trackOf([1, 1]), { from: NaN })).toMatch(/first access must be a whole number/);
    expect(error(trackOf([1, 1]), { from: 1, to: 0 })).toMatch(/comes after the last/);
    expect(error(trackOf([1, 20]), { to: 1 })).toMatch(/longer than 10 seconds/);
    expect(error(trackOf([1, 20]), { to: 1, speed: 4 })).toBeNull();
  });

  it('is not counted to its end when it is far too long', () => {
    let asked = 0;
    const endless: Track = { length: 1e6, hopsOf: () => (asked++, 10) };
    expect(error(endless, { to: 999_999 })).toMatch(/longer than/);
    expect(asked).toBeLessThan(5);
  });
});

it('says durations as people do', () => {
  expect([100, 1000, 12_400, 60_000, 61_000, 125_000].map(durationText)).toEqual([
    '0.1 seconds',
    '1.0 seconds',
    '12 seconds',
    '1 minute',
    '1 minute 1 second',
    '2 minutes 5 seconds',
  ]);
});

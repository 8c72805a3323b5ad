import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, HOP_MS, hopDuration, LONGEST_ACCESS_MS, REST_MS, type Playing } from './playback.ts';
import { START, type Track } from './playhead.ts';

const track: Track = { length: 3, hopsOf: (step) => [2, 4, 120][step] ?? 0 };
const begin: Playing = { playhead: START, rested: 0, playing: true };

describe('playing', () => {
  it('takes 600 ms for a hop', () => {
    expect(advance(begin, track, HOP_MS, null).playhead).toEqual({ step: 0, hop: 1 });
  });

  it('rests at the end of an access, then goes on with the next', () => {
    const ended = advance(begin, track, 2 * HOP_MS + 10, null);
    expect(ended).toEqual({ playhead: { step: 0, hop: 2 }, rested: 10, playing: true });
    expect(advance(ended, track, REST_MS - 10 + HOP_MS / 2, null).playhead).toEqual({ step: 1, hop: 0.5 });
  });

  it('fits the longest route into 36 seconds', () => {
    expect(hopDuration(60)).toBe(HOP_MS);
    expect(120 * hopDuration(120)).toBe(LONGEST_ACCESS_MS);
  });

  it('stops at the end', () => {
    const end = advance(begin, track, 1e9, null);
    expect(end).toEqual({ playhead: { step: 2, hop: 120 }, rested: 0, playing: false });
  });

  it('repeats a range', () => {
    const loop = { from: 0, to: 1 };
    const once = 6 * HOP_MS + 2 * REST_MS;
    expect(advance(begin, track, once + HOP_MS, loop).playhead).toEqual({ step: 0, hop: 1 });
    expect(advance(begin, track, 1000 * once, loop).playing).toBe(true);
  });

  it('comes to the same place in small ticks as in one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }), (ticks) => {
        const total = ticks.reduce((sum, ms) => sum + ms, 0);
        const small = ticks.reduce((now, ms) => (now.playing ? advance(now, track, ms, null) : now), begin);
        const large = advance(begin, track, total, null);
        expect(small.playhead.step).toBe(large.playhead.step);
        expect(small.playhead.hop).toBeCloseTo(large.playhead.hop, 6);
      }),
    );
  });
});

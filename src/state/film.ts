/** A film of some steps as a list of positions of the playhead: played by the same arithmetic as on the screen. */
import { failure, success, type Result } from '#model/base/result.ts';
import { advance, hopDuration, REST_MS } from './playback.ts';
import type { Playhead, Track } from './playhead.ts';

export interface FilmWish {
  /** First and last step, both included, 0-based. */
  readonly from: number;
  readonly to: number;
  /** As in the player: 1 is 600 ms a hop. */
  readonly speed: number;
  readonly framesPerSecond: number;
  /** Of the film, in milliseconds. */
  readonly longest: number;
}

export interface Film {
  readonly frames: number;
  readonly framesPerSecond: number;
  /** Where the playhead is in frame `n`, from 0 on. The last frame is in the rest at the end of the last step. */
  readonly at: (n: number) => Playhead;
}

/** `1 minute 5 seconds`, `12 seconds`, to the nearest second; shorter films to a tenth. */
export function durationText(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} seconds`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    ...(minutes > 0 ? [`${minutes} minute${minutes === 1 ? '' : 's'}`] : []),
    ...(rest > 0 || minutes === 0 ? [`${rest} second${rest === 1 ? '' : 's'}`] : []),
  ];
  return parts.join(' ');
}

/** The film of `wish` on `track`; else a sentence that says what is wrong with the wish. */
export function filmOf(track: Track, wish: FilmWish): Result<Film> {
  const { from, to, speed, framesPerSecond, longest } = wish;
  const { length } = track;
  if (length === 0) return failure('The scenario has no access yet: add one, and it can be filmed.');
  for (const [name, step] of [
    ['first', from],
    ['last', to],
  ] as const)
    if (!Number.isInteger(step) || step < 0 || step >= length)
      return failure(`The ${name} access must be a whole number from 1 to ${length}.`);
  if (from > to)
    return failure(`The first access, ${from + 1}, comes after the last, ${to + 1}: let them change places.`);
  const starts = startsOf(track, from, to, longest * speed);
  if (starts === null)
    return failure(
      `That is longer than ${durationText(longest)}, which is the most that is made in one film. Choose fewer accesses or a higher speed.`,
    );
  const end = starts.at(-1) ?? 0;
  return success({
    framesPerSecond,
    frames: Math.ceil((end / speed / 1000) * framesPerSecond - 1e-9),
    at: (n) => placeAt(track, from, starts, (n * 1000 * speed) / framesPerSecond),
  });
}

/** When each step begins, in milliseconds at speed 1, and last the end of all; null when that is over `most`. */
function startsOf(track: Track, from: number, to: number, most: number): number[] | null {
  const starts = [0];
  let at = 0;
  for (let step = from; step <= to; step++) {
    const hops = track.hopsOf(step);
    at += hops * hopDuration(hops) + REST_MS;
    // The sum is cut off here: a long scenario has more routes than anybody waits for.
    if (at > most) return null;
    starts.push(at);
  }
  return starts;
}

/** Counted from the start of its step, so that no error adds up over a long film. */
function placeAt(track: Track, from: number, starts: readonly number[], ms: number): Playhead {
  const later = starts.findIndex((start, i) => i > 0 && start > ms);
  const index = later < 0 ? starts.length - 2 : later - 1;
  const step = from + index;
  const within = { length: step + 1, hopsOf: track.hopsOf };
  const start = { playhead: { step, hop: 0 }, rested: 0, playing: true };
  return advance(start, within, ms - (starts[index] ?? 0), null).playhead;
}
